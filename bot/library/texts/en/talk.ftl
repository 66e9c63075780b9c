# A human. These words meet people at their worst hour: short, true, nothing to work out.

talk-lines = I am a program, and nobody is reading this right now. These people are there for you:
talk-not-passed-on = I am a program, so nobody has read what you just sent. I have not kept it, nor passed it on to anyone. These people are there to listen:
talk-nothing-sent = That is no longer open, so I have sent nothing just now. You can ask again below. These people are there for you:
talk-no-lines = I am a program, and nobody is reading this right now. I have no number that I could give you. Is there somebody near you, a friend, a neighbour, a doctor, whom you could call?
talk-failed = I could not show you everything just now.
talk-failed-asking = Something went wrong with me just now, so please do not count on what you tapped or typed. /talk shows how things stand.
talk-danger = If you or somebody else is in danger, please call your local emergency number now.
talk-can-ask = I can also ask somebody to get in touch with you. You see what goes to whom before anything is sent.
talk-no-coordinator = There is no coordinator whom I can reach at the moment.
talk-only-you = You are the only coordinator here, so there is no other whom I could ask for you.
talk-nothing-moves = What you were in the middle of stays open. You can go on with it whenever you like.
talk-joining = Whenever you like, /start goes on exactly where we were.
talk-stranger =
    I am sorry that you are looking for somebody and have only found me. I am a program, I do not know you yet, and nobody reads what you write here.

    If you or somebody else is in danger, please call the emergency number where you are. Otherwise, is there somebody near you, a friend, a neighbour, a doctor, whom you could call now?

    If you have an invitation, tap its link once more: then /talk shows the people whom its programme names.
talk-ask = Ask my coordinator
talk-ask-mentor = Ask { $name }
talk-concern = It is about my mentor
talk-numbers = Just the numbers
talk-send = Send it
talk-leave-out = Without my words
talk-take-back = Take it back
talk-is-settled = It is settled
talk-which = { $name }

# Where no name can be shown.
somebody-unreadable = somebody whose name I cannot read
talk-mentor-of-yours = your mentor
talk-mentor-unnamed = Your mentor
talk-coordinator-unnamed = A coordinator

# What somebody may type in place of /talk, and nothing else with it; never shown.
talk-typed = help; help me; help please; please help; please help me; can you help me; can someone help me; can somebody help me; i need help; talk; talk to someone; talk to somebody; i need to talk; i need to talk to someone; i need to talk to somebody; i want to talk to someone; i want to talk to somebody; can i talk to someone; can i talk to somebody; i need someone to talk to; i need somebody to talk to; i need somebody; i need someone

# Before anything goes.
talk-draft =
    I have not sent anything yet. This is what { $first } gets:

    { $message }
talk-draft-message = <b>{ $name }</b> asks you to get in touch.
talk-draft-message-joining = <b>Somebody who is just joining</b> asks you to get in touch.
talk-draft-message-concern = <b>{ $name }</b> has a concern about their mentor, { $mentor }.
talk-draft-words = { $wanted ->
    [mentor] And what you wrote, which nobody else reads:
   *[other] And what you wrote, which only the one who takes it on reads:
}
talk-draft-others = If nobody has seen it in ten minutes, { $name } gets it too.
talk-draft-others-more = If nobody has seen it in ten minutes, { $name } gets it too, and then the next.
talk-draft-concern = From me, { $mentor } never learns of this.
talk-draft-nameless = I cannot read your name at the moment, so please type who you are.
talk-draft-type = If you would like to say something with it, type it now. You need not.
talk-draft-type-more = You can type more. Nothing goes until you tap.
talk-draft-long = That is more than I can send along, so I have left the last message out.
talk-draft-no-words = I can only send typed words along, so I have left that out.
talk-draft-not-kept = I cannot keep what you type at the moment, so I have left it out. The rest can go.
talk-do-not-wait = Please do not wait for it if you need somebody now:

# Once it has gone.
talk-sent = It is on its way to { $first }. Nobody has seen it yet. I will tell you when somebody has, or in ten minutes if nobody has.
talk-sent-mentor = It is on its way to { $first }. I will tell you when they have seen it, or in an hour if they have not.
talk-stands = It is with { $names } (asked { $when }). Nobody has seen it yet. I keep at it, and will tell you when somebody has.
talk-stands-mentor = It is with { $names } (asked { $when }), who has not seen it yet. I will tell you when they have.
talk-stands-mentor-away = You asked { $mentor } to get in touch ({ $when }), but I cannot reach them at the moment. I keep trying.
talk-stands-seen = { $name } has seen that you would like somebody to get in touch (asked { $when }).
talk-stands-concern = Your concern is with { $names } (from { $when }). Nobody has seen it yet. I keep at it, and will tell you when somebody has.
talk-stands-concern-seen = { $name } has seen your concern (from { $when }).
talk-stands-nobody = You asked for somebody ({ $when }), but I cannot reach anybody at the moment. I keep trying.

talk-nobody-coordinator = I am sorry: there is no coordinator I can reach at the moment. Nothing has been sent. Please turn to these people instead:
talk-nobody-only-you = You are the only coordinator here, so there is nobody I could tell. Nothing has been sent. Please turn to these people instead:
talk-nobody-only-mentor = I am sorry: { $mentor } is the only coordinator I can reach, so I cannot tell anybody without { $mentor } seeing it. Nothing has been sent, and { $mentor } does not learn that you asked. These people listen too:
talk-nobody-mentor = I am sorry: I cannot reach { $mentor } at the moment. Nothing has been sent.
talk-turn-to-these = Please turn to these people instead:
talk-which-mentor = Whom is it about?
talk-which-to-ask = Whom shall I ask?
talk-numbers-only = Here they are again. /talk brings them back whenever you want.

talk-seen = { $name } has seen that you would like somebody to get in touch. If nobody does, /talk asks again.
talk-seen-concern = { $name } has seen your concern. If nobody gets in touch, /talk asks again.
talk-unseen = Nobody has seen it yet. I have told { $names }, and I keep at it.
talk-unseen-mentor = I have reminded { $mentor }, who has not seen it yet and may just be away from the phone.
talk-unseen-mentor-away = I am sorry: I cannot reach { $mentor } at the moment. I keep trying.
talk-unseen-mentor-gone = I am sorry: I cannot reach { $mentor } for you any more, so nobody is looking after what you asked.
talk-unseen-ask-coordinator = Shall I ask your coordinator to get in touch?
talk-unseen-nobody = I am sorry: I cannot reach anybody at the moment. I keep trying.
talk-unseen-anew = Whoever had seen it cannot look after it any more, so I have passed it on to { $names }. I will tell you when somebody has seen it.
talk-unseen-over = I am sorry: in { $days } days nobody has seen what you asked for. I have stopped asking now. /talk asks again.
talk-noted-settled = { $name } has noted that you two have been in touch. If that is not so, or you need somebody again: /talk.
talk-taken-back = I have taken it back. Nobody had seen it, and nobody is asked any more.
talk-settled = Good. I have noted that it is settled, and I let { $name } know. /talk is there whenever you want.
talk-settled-unnamed = Good. I have noted that it is settled. /talk is there whenever you want.

# What those see whom somebody asks for.
people-talk = <b>{ $name }</b> asks to be contacted ({ $when }). Please get in touch as soon as you can, in the way you usually do. They have the helplines.
people-talk-joining = <b>Somebody who is just joining</b> and has not given a name yet asks to be contacted ({ $when }). Please think of whom you have invited lately. They have the helplines.
people-talk-nameless = I cannot read their name at the moment. What they have written may say who they are; if not, please think of who it may be.
people-talk-mentor = <b>{ $name }</b> asks you to get in touch ({ $when }), in the way you usually do. They have the helplines.
people-talk-concern = <b>Somebody</b> wants to tell you something in confidence ({ $when }). It opens when you tap, so do that where nobody looks over your shoulder.
people-talk-concern-open = <b>{ $name }</b> has a concern about their mentor, { $mentor } ({ $when }). { $mentor } never learns of it from me. Please speak with { $name } first, and not with { $mentor }.
people-talk-again = Nobody has seen it yet.
people-talk-again-mentor = They do not know yet whether you have seen it.
people-talk-has-words = They have written something with it. It opens for whoever taps first.
people-talk-has-words-mentor = They have written something with it. It opens when you tap.
people-talk-words = They wrote:
people-talk-words-damaged = They wrote something with it that I cannot read any more. Please ask them.
people-talk-see = I have seen this
people-talk-done = We have been in touch
people-talk-mine = You have seen this, and I have told them so.
people-talk-mine-unheard = You have seen this. They do not know it: I cannot write to them at the moment.
people-talk-theirs = { $name } has seen this, and looks after it.
people-talk-settled = It is settled.
people-talk-over = It is settled, or was taken back: there is nothing to do any more.
people-talk-still-open = You have seen this, and it is not settled yet. Have you been in touch?
people-talk-said-settled = <b>{ $name }</b> says that it is settled.
people-talk-said-settled-concern = What somebody told you in confidence is settled, they say.
