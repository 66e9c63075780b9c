# What I can do, who can see what, and the command menus.

help-mentee =
    <b>As a mentee</b>
    /reflect – your questions for the week, begun or taken up again
    /agenda – what you want to talk about next time
    /schedule – when you reflect and when you meet
help-mentor =
    <b>As a mentor</b>
    /digest – what your mentee wrote since you last met
    /assess – how you saw the week yourself
    /mentees – the people you go along with
    /schedule – when you meet
help-coordinator =
    <b>As a coordinator</b>
    /people – who is in, and how each of them stands
    /invite – links for somebody new, one or many
    /pair – bring a mentor and a mentee together
    /survey – ask many people at once, and see what they say
    /health – how the pairs are doing, and who needs a call
    /programme – what is set for everybody
    /audit – who did what
help-everyone =
    <b>At any time</b>
    /talk – somebody to talk to
    /pause and /resume – a break from me
    /settings – name, time zone, language
    /privacy – who can see what
    /mydata – everything I keep about you
    /forget – erase everything of yours
    /cancel – stop what we are in the middle of
help-joining = We are in the middle of getting you set up. /start goes on where we were. /talk shows where to turn if you need somebody.
help-stranger =
    I am Plumbline. I help mentors and mentees between their meetings, and I work by invitation: please ask the coordinator of your programme for a link.

    { join-just-opened }

    I cannot reach anybody for you, but /talk says where you could turn if you need somebody.

privacy-intro = <b>Who can see what</b>
privacy-answers = <b>What mentees write</b> is read by their mentor: only answers that say so before you type, and only once you have sent them. What is marked “only me” stays with you.
privacy-mentors = <b>What mentors write</b> about the week is kept closed until the mentee has sent theirs, or the week has passed. Then each sees the other’s. What mentors note as “only me” stays with them.
privacy-coordinators = <b>Coordinators</b> see names, who is paired with whom, whether messages arrive, on which day you last did something here, whether a pair meets and reflections come in, and when somebody asks for a person to talk to. In surveys they read answers with your name or without, as the survey says before you answer. When you say from 1 to 5 how your pair is going, they learn that a number was low or has fallen, or that the two of you lie apart. They see no other answers.
privacy-operator = <b>Whoever runs the server</b> keeps everything encrypted, but holds the key, so they could read it. Ask your coordinator who that is.
privacy-telegram = <b>Telegram</b> carries the messages. Chats with bots are not end-to-end encrypted.
privacy-nobody = Nobody watches this chat as you write. There are words after which I show you where to turn, but I miss many; I keep no note of that and tell nobody. When you need a person: /talk.

cancel-nothing = There is nothing open that I could stop. /help shows what I can do.
cancel-joining = We can stop here for now. /start goes on where we were.
cancel-answering = Stopped. What you have answered is kept.
cancel-reflection = Stopped. What you have answered is kept. /reflect goes on with it.
cancel-assessment = Stopped. What you have answered is kept. /assess goes on with it.
cancel-meeting = Stopped. What you have answered is kept. Tap to go on.
cancel-pulse = Stopped. What you have answered is kept. Tap to go on.
cancel-closing = Stopped. What you have answered is kept. Tap to go on.
cancel-lapsed = Stopped. What you have answered is kept. Tap to go on.
cancel-agenda = Stopped. What you have noted is kept: /agenda shows it.
cancel-schedule = Stopped. Nothing that was agreed has changed: /schedule takes it up again.
cancel-other = Stopped. Nothing has changed.

menu-start = Begin
menu-help = What I can do
menu-talk = I need to talk to someone
menu-settings = Name, time zone, language
menu-privacy = Who can see what
menu-pause = Take a break
menu-resume = End a break
menu-cancel = Stop what is open
menu-reflect = Your questions for the week
menu-agenda = What to talk about next time
menu-schedule = When you reflect and meet
menu-digest = What your mentee wrote
menu-assess = How you saw the week
menu-mentees = The people you mentor
menu-people = Who is in
menu-invite = Links for somebody new
menu-pair = Bring two people together

late-text = What I had asked you is a while ago, so I have not taken this for an answer, and I have not passed it on to anyone. /talk shows where to turn.
late-settings = /settings changes your name or time zone.
late-pause = /pause takes up what you had begun.
late-schedule = /schedule takes up what you had begun.
late-people = /people shows the list again.
late-invite = /invite begins anew.
