# A human. These words meet people at their worst hour: short, true, nothing to work out.

talk-lines = I am a program, and nobody is reading this right now. These people are there for you:
talk-not-passed-on = I am a program, so nobody has read what you just sent. It has not become an answer, and I have not passed it on to anyone. These people are there to listen:
talk-nothing-sent = That is no longer open, so I have sent nothing just now. You can ask again below. These people are there for you:
talk-no-lines = I am a program, and nobody is reading this right now. I have no number that I could give you. Is there somebody near you, a friend, a neighbour, a doctor, whom you could call?
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
    [mentor] And what you have written, which nobody else reads:
   *[other] And what you have written, which only the one who takes it on reads:
}
talk-draft-others = If nobody has seen it in ten minutes, { $name } gets it too.
talk-draft-others-more = If nobody has seen it in ten minutes, { $name } gets it too, and then the next.
talk-draft-concern = { $mentor } never learns of this from me.
talk-draft-type = If you would like to say something with it, type it now. You need not.
talk-draft-type-more = You can type more. Nothing goes before you tap.
talk-draft-long = That is more than I can send along, so I have left the last message out.
talk-draft-no-words = I can only send typed words along, so I have left that out.
talk-do-not-wait = Please do not wait for it if you need somebody now:

# Once it has gone.
talk-sent = It is on its way to { $first }, ahead of everything else. Nobody has seen it yet. I tell you when somebody has, and in ten minutes if nobody has.
talk-sent-mentor = It is on its way to { $first }. I tell you when they have seen it, and in an hour if they have not.
talk-stands = It is with { $names } (asked { $when }). Nobody has seen it yet; I keep at it, and tell you when somebody has.
talk-stands-mentor = It is with { $names } (asked { $when }), who has not seen it yet. I tell you when they have.
talk-stands-seen = { $name } has seen that you would like somebody to get in touch (asked { $when }).
talk-stands-concern = Your concern is with { $names } (from { $when }). Nobody has seen it yet; I keep at it, and tell you when somebody has.
talk-stands-concern-seen = { $name } has seen your concern (from { $when }).
talk-stands-nobody = What you asked for ({ $when }) stands, but there is nobody at the moment whom I can reach about it.

talk-nobody-coordinator = I am sorry: there is no coordinator whom I can reach at the moment. Nothing has been sent. Please turn to these people instead:
talk-nobody-only-you = You are the only coordinator here, so there is nobody whom I could tell. Nothing has been sent. Please turn to these people instead:
talk-nobody-only-mentor = I am sorry: the only coordinator whom I can reach is { $mentor }, so there is nobody whom I could tell without { $mentor } seeing it. Nothing has been sent, and { $mentor } does not learn that you asked. These people listen too:
talk-nobody-mentor = I am sorry: I cannot reach { $mentor } at the moment. Nothing has been sent. Please turn to these people instead:
talk-which-mentor = Whom is it about?
talk-which-to-ask = Whom shall I ask?
talk-numbers-only = Here they are again. /talk brings them back whenever you want.

talk-seen = { $name } has seen that you would like somebody to get in touch. If nobody does, /talk asks again.
talk-seen-unnamed = A coordinator has seen that you would like somebody to get in touch. If nobody does, /talk asks again.
talk-seen-concern = { $name } has seen your concern. If nobody gets in touch, /talk asks again.
talk-unseen = Nobody has seen it yet. I have just told { $names }, and I keep at it.
talk-unseen-mentor = { $names } has not seen it yet, and may just be away from the phone. I have reminded them. /talk can ask your coordinator too.
talk-unseen-mentor-away = I cannot reach { $mentor } about it at the moment. /talk can ask your coordinator.
talk-unseen-nobody = I cannot reach anybody at the moment who could take it on. I keep trying.
talk-unseen-anew = Whoever had seen it no longer looks after it, so I have passed it on anew, to { $names }.
talk-unseen-over = Nobody has seen what you asked for, in { $days } days. I am sorry. I have stopped asking; /talk asks again.
talk-noted-settled = { $name } has noted that you two have been in touch. If that is not so, or you need somebody again: /talk.
talk-taken-back = I have taken it back. Nobody had seen it, and nobody is asked any more.
talk-settled = Good. I have noted that it is settled, and told { $name } so. /talk is there whenever you want.
talk-settled-unnamed = Good. I have noted that it is settled. /talk is there whenever you want.

# What those see whom somebody asks for.
people-talk = <b>{ $name }</b> asks to be contacted ({ $when }). Please get in touch as soon as you can, in the way you usually do. They have the helplines.
people-talk-joining = <b>Somebody who is just joining</b> and has not given a name yet asks to be contacted ({ $when }). Please think of whom you have invited lately. They have the helplines.
people-talk-mentor = <b>{ $name }</b> asks you to get in touch ({ $when }), in the way you usually do. They have the helplines.
people-talk-concern = <b>Somebody</b> wants to tell you something in confidence ({ $when }). It opens when you tap, so do that where nobody looks over your shoulder.
people-talk-concern-open = <b>{ $name }</b> has a concern about their mentor, { $mentor } ({ $when }). { $mentor } never learns of it from me. Please speak with { $name } first, and not with { $mentor }.
people-talk-again = Nobody has seen it yet.
people-talk-again-mentor = They do not know yet whether you have seen it.
people-talk-has-words = They have written something with it. It opens for whoever taps first.
people-talk-has-words-mentor = They have written something with it. It opens when you tap.
people-talk-words = They wrote:
people-talk-see = I have seen this
people-talk-done = We have been in touch
people-talk-mine = You have seen this, and I have told them so.
people-talk-theirs = { $name } has seen this, and I have told them so.
people-talk-settled = It is settled.
people-talk-over = It is settled, or was taken back: there is nothing to do any more.
people-talk-still-open = You have seen this, and it is not settled yet. Have you been in touch?
people-talk-said-settled = <b>{ $name }</b> says that it is settled.
people-talk-said-settled-concern = What somebody told you in confidence is settled, they say.
