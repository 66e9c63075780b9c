# Coming in: the welcome, agreeing, and the three questions after it.

join-welcome =
    Hello. I am Plumbline, and I help in the programme <b>{ $programme }</b>.

    { $offer }

join-as-mentee = You are invited as a mentee. Once a week I ask you a few short questions, and your mentor reads your answers before the two of you meet.
join-as-mentor = You are invited as a mentor. Before each meeting I bring you what your mentee wrote, and I ask you how you saw the week yourself.
join-as-coordinator = You are invited as a coordinator. You bring people in and pair them, and you hear from me when somebody asks for a person to talk to.

join-agree = I agree
join-not-now = Not now
join-goodbye =
    That is fine. I have kept nothing about you, only that this invitation was turned down for now.

    If you change your mind, the same link works until it runs out.
join-goodbye-member = That is fine: everything stays as it is. If you change your mind, the same link works until it runs out.

join-no-link =
    Hello. I am Plumbline. I help mentors and mentees between their meetings.

    I work by invitation. Please ask the coordinator of your programme for a link, and tap it.

    { join-just-opened }
join-just-opened = If you have just opened an invitation, please tap “{ join-agree }” or “{ join-not-now }” under it.
join-dead-link =
    That link does not work, or not any more. I have kept nothing about you.

    Please ask the person you have it from for a new one.

join-name =
    Good to have you here. What shall I call you?

    A first name is enough. The people you are paired with and your coordinators will see it.
join-name-empty = I need a name that I can write: please send it as text.
join-name-long = That is more than 60 characters. Is there a shorter one?

join-zone =
    Thank you, { $name }. Where are you?

    I ask so that I write at a good time of your day, and never at night. Tap the place whose clock is yours, or type the name of your city.
join-zone-pick = Which of these has your time? The clock next to it is the time there now. You can also type another city.
join-zone-unknown = I do not know that place. Please type the name of a large city in your time zone.

join-language = Which language shall I use with you?

join-done = You are in, { $name }.
join-added = Thank you. That is added.
join-next-mentee = Next, your coordinator finds a mentor for you, and you are asked before anything is settled. Then the two of you agree on a day for your weekly questions. Until then there is nothing to do.
join-next-mentor = Next, your coordinator suggests a mentee, and you are asked before anything is settled. Then the two of you agree on when to meet. Until then there is nothing to do.
join-next-coordinator = You can start right away: /invite makes a link for somebody, and /pair brings a mentor and a mentee together.
join-always = /help shows what I can do. /talk is there at any hour, if you need somebody.

join-member = Hello again, { $name }. You are in, and everything is as it was. /help shows what I can do.
join-member-dead = That link does not work any more, but you do not need one: you are in, { $name }. /help shows what I can do.
join-member-elsewhere = That link belongs to another programme. One Telegram account can be in one programme at a time, so nothing has changed here. Your coordinator can help you with it.
join-member-yours = You are in already, { $name }, and I have noted that this link was for you. Whatever your coordinator has planned with it goes ahead.
join-member-nothing-new = You do not need that link, { $name }: what it gives you have already. It still works for somebody else.

join-role-offer =
    You are in <b>{ $programme }</b> already. This link adds something.

    { $offer }

    What you agreed to about who sees what holds for this too. Is that all right with you?
