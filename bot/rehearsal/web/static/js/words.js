// Every word the page shows or says by itself. What the bot says comes from the bot.

const ROLES = { mentee: "mentee", mentor: "mentor", coordinator: "coordinator" };
const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

export const words = {
  bot: "Plumbline",
  title: "Plumbline, a rehearsal",
  roles: (roles) => roles.map((role) => ROLES[role] ?? role).join(", ") || "not in the programme yet",

  hint: {
    name: "How to begin",
    first: "“Play the story” shows you two weeks of a programme; stop it whenever you like.",
    second: "Or take a phone and write or tap, then press “Next thing due” to see what follows.",
    close: "Close this hint",
  },

  problem: {
    unreachable: "The program behind this page does not answer. The page tries again by itself.",
    strange: "That did not work. Please try once more.",
    close: "Close this message",
  },

  theme: { dark: "Switch to dark", light: "Switch to light" },
  controls: "Controls",

  clock: {
    name: "The programme's clock",
    now: (moment) => `It is now ${moment}.`,
    next: (what, who, when) => `Next: ${what}${who ? `, ${who}` : ""}, ${when}`,
    nothing: "Nothing is due",
    due: "Next thing due",
    hour: "+1 hour",
    day: "+1 day",
    week: "+1 week",
    play: "Let time run",
    pause: "Pause time",
    speed: "How fast time runs",
    speeds: [
      [10, "10 minutes a second"],
      [60, "1 hour a second"],
      [360, "6 hours a second"],
      [1440, "1 day a second"],
    ],
  },

  story: {
    name: "The two-week story",
    begin: "Play the story",
    play: "Play",
    stop: "Stop",
    step: "One step",
    again: "From the start",
    progress: (at, total) => `Step ${at} of ${total}`,
    coming: (what) => `Next: ${what}`,
    about: "Ana, her mentor Ruth and Grace, who coordinates: how two weeks go, played for you.",
  },

  programme: {
    choose: "Programme",
    name: "Choose a programme",
    busy: "Setting up the programme …",
  },

  faults: {
    open: (on) => (on ? `Faults (${on} on)` : "Faults"),
    name: "What may go wrong",
    about: "Switch something on and watch: nothing that anybody wrote gets lost.",
    down: "Telegram is down",
    slow: "Telegram is slow",
    tooMany: "Telegram says: too many requests",
    blocked: (who) => `${who} has blocked the bot`,
    kill: "Kill the bot",
    start: "Start the bot",
    restart: "Kill and restart",
    running: "The bot is running.",
    stopped: "The bot is not running.",
  },

  phone: {
    name: (who) => `${who}'s phone`,
    empty: "A free phone",
    emptyNumber: (number) => `A free phone, number ${number}`,
    emptyText: "Nobody holds this phone yet.",
    join: "Let somebody join",
    someone: "A new person …",
    whose: "Whose phone",
    whoseUnread: (name, unread) => (unread ? `${name} (${unread} new)` : name),
    unread: (number) => count(number, "new message", "new messages"),
    tabs: "Phones",
    chat: (who) => `${who}'s chat with Plumbline`,
    skip: "Skip to writing",
    typing: "typing …",
    asleep: "not running",
    idle: "bot",
    down: "Telegram is down",
    nothing: "Nothing here yet.",
    begin: "Start",
    newest: "Go to the newest messages",
    blocked: "You have blocked Plumbline.",
    unblock: "Unblock",
  },

  message: {
    said: (who, at) => `${who}, ${at}: `,
    edited: "edited",
    delivered: "delivered",
    onItsWay: "on its way",
    gone: "a message",
    options: "More about this message",
    way: "How did this get here",
    edit: "Edit",
    remove: "Delete",
    announced: (phone, text, buttons) =>
      `${phone}. Plumbline: ${text}${buttons.length ? ` Buttons: ${buttons.join(", ")}.` : ""}`,
    buttons: "Buttons",
    openInvitation: "Open on a new phone",
    kinds: {
      photo: "a picture",
      document: "a document",
      voice: "a voice note",
      audio: "a recording",
      sticker: "a sticker",
      location: "a place",
      contact: "a contact",
      video: "a video",
    },
    otherKind: "something the page cannot show",
    download: "Download ",
    picture: "A picture",
    play: "Play the voice note",
    pause: "Pause the voice note",
    noSound: "This voice note was made up, so there is no sound in it.",
  },

  composer: {
    write: "Message",
    send: "Send",
    commands: "Commands",
    attach: "Attach",
    attachments: {
      voice: "A voice note",
      photo: "A picture",
      document: "A document",
      sticker: "A sticker",
      location: "A place",
      contact: "A contact",
    },
    editing: "Changing a message",
    keep: "Leave it as it was",
  },

  join: {
    name: "Let somebody join",
    about: "A new phone opens the invitation, as if somebody had been sent it.",
    whose: "On whose phone",
    fresh: "A new phone",
    first: "Name",
    link: "Invitation link",
    linkHelp: "A coordinator gets one from Plumbline by writing /invite.",
    open: "Open",
    cancel: "Not now",
  },

  notice: { name: (who) => `Plumbline, on ${who}'s phone`, close: "All right" },
  anew: {
    name: "Begin anew?",
    about: "What has happened here so far goes away.",
    yes: "Begin anew",
    no: "Stay here",
  },

  drawer: {
    open: "What the system holds",
    close: "Close",
    about: "What is stored at this moment. Never what anybody wrote.",
    way: "How it got here",
    wayHelp: "Choose “How did this get here” on a message, or a line below that has been sent.",
    wayNone: "Nothing is known about this message.",
    wayOf: (who) => `A message on ${who}'s phone`,
    inbox: "Inbox",
    inboxHelp: "what people sent, until it has been handled",
    outbox: "Outbox",
    outboxHelp: "what is to be sent, by lane",
    due: "Due rows",
    dueHelp: "what will happen, and when",
    responses: "Open responses",
    responsesHelp: "questions that somebody is answering",
    none: "Nothing at the moment.",
    update: (number) => `update ${number}`,
    lane: (lane) => `Lane: ${lane}`,
    tries: (number) => count(number, "try", "tries"),
    answered: (answered, of) => `${answered} of ${of} answered`,
    counts: (counts) =>
      Object.entries(counts)
        .filter(([, number]) => number)
        .map(([state, number]) => `${number} ${state.replaceAll("_", " ")}`)
        .join(", "),
  },
};
