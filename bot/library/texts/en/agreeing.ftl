# The text that people agree to, agreeing to it again, withdrawing, and coming back.

agree-who-sees = <b>Who sees what.</b> Every question tells you who will read the answer before you write it: the one you are paired with, only you, or, in a survey, your coordinators. Apart from that, coordinators see who takes part, whether messages and answers come, and when a number about how a pair is going was low, but not what you write. Answers are stored encrypted, but whoever runs this server holds the key.
agree-to-know = <b>Good to know.</b> Chats with bots on Telegram are not end-to-end encrypted. And I am a program: nobody watches this chat as you write. When you need a person, /talk shows where to turn.
agree-voluntary = It is voluntary. You can pause, take your agreement back or have everything of yours erased whenever you like: /privacy shows how. Is that all right with you?

agree-again =
    Before we go on in <b>{ $programme }</b>: what I tell everybody about who sees what has changed. Please read it once more.

    Until you say yes, I ask you nothing and keep nothing that you write. What you wrote before stays as it was.
agree-come-back =
    You have taken your agreement back, so I send you nothing and keep nothing that you write. What you wrote in <b>{ $programme }</b> lies sealed, and nobody reads it. On { $day } it is erased.

    If you would like to come back before that, this is what you would agree to.
agree-as-mentee = <b>As a mentee.</b> Once a week I ask you a few short questions, and your mentor reads your answers before the two of you meet.
agree-as-mentor = <b>As a mentor.</b> Before each meeting I bring you what your mentee wrote, and I ask you how you saw the week yourself.
agree-as-coordinator = <b>As a coordinator.</b> You bring people in and pair them, and you hear from me when somebody asks for a person to talk to.
agree-show = Come back
agree-not-now = That is fine. I ask you nothing and keep nothing until you agree. /start shows the text again, and /talk works all the same.
agree-not-now-withdrawn = That is fine, and it stays as it is: I send you nothing and keep nothing. On { $day } everything of yours is erased. Until then /start brings you back, and /talk works all the same.
agreed-anew = Thank you, { $name }. Everything goes on as before.
agreed-back = Welcome back, { $name }. Everything of yours is as it was, and nothing that you missed is asked of you now.
agreed-back-changed = Welcome back, { $name }. What you wrote is all here, and nothing that you missed is asked of you now. Meanwhile something has changed: it follows below.
agreed-pair = You and { $other } go on: what you two have agreed holds again.
agreed-already = You have agreed already, and everything goes on. /help shows what I can do.

withdraw-button = Take my agreement back
withdraw-ask = You can take back that you agreed. From that moment I send you nothing, I keep nothing that you write, and nobody reads any more what you wrote. What somebody has read already, they have read. If you have asked for somebody with /talk, that ends too, and you can ask anew there.
withdraw-keeps = What you wrote lies sealed until { $day }. Until then you can come back, and everything of yours is as it was. On that day it is erased for good.
withdraw-keeps-joining = If you come back before { $day }, I ask my first questions once more. On that day everything of yours is erased for good.
withdraw-pair = Your questions and meetings with { $other } stop. I tell { $other } that you do not take part for now, and no reason.
withdraw-pair-on-a-break = You and { $other } take a break as a pair, and that stays so. I tell { $other } that you do not take part for now, and no reason.
withdraw-coordinators = Your coordinators learn the same, and no reason.
withdraw-alone = You are the only coordinator. Until somebody else is one, nobody here can bring people in or together, and when somebody asks for a person to talk to, there is nobody I could tell.
withdraw-instead = If a break is enough: /pause. If everything should be erased right away: /forget.
withdraw-instead-joining = If you would only like to go on later: /start. If everything should be erased right away: /forget.
withdraw-yes = Yes, take it back
withdraw-kept = Then nothing changes.
withdraw-done = Done. From now on I send you nothing by myself and keep nothing that you write, and nobody reads what you wrote. On { $day } it is erased.

    /start or the button brings you back before that. /talk shows where to turn, at any time; /mydata and /forget work as well. Look after yourself.

person-gone = { $name } does not take part for now. What was planned with { $name } rests. Nothing else is known about it.
person-back = { $count ->
    [0] { $name } takes part again.
   *[other] { $name } takes part again, and goes on with { $others }.
}
pair-rests = { $other } does not take part for now, so your questions, digests and meetings with { $other } rest. I do not know more, and it says nothing about you. What you wrote stays yours{ $known ->
    [yes] , and your coordinators know.
   *[no] .
}
pair-rests-on-a-break = { $other } does not take part for now. The two of you have a break, and that stays as it is. I do not know more, and it says nothing about you. What you wrote stays yours{ $known ->
    [yes] , and your coordinators know.
   *[no] .
}
pair-rests-back = { $other } takes part again. The two of you still have a break, as before.
pair-page-rests-on-a-break = A pair since { $day }. They pause at present, and one of the two does not take part for now.
pair-page-rests = A pair since { $day }. They rest, because one of the two does not take part for now.

# These two also pop up over buttons, which hold 200 characters.
refused-withdrawn = You have taken your agreement back, so I have kept nothing of that and passed nothing on. /start brings you back, and /talk shows where to turn.
refused-agree-first = I have kept nothing of that. What I tell everybody about who sees what has changed: /start shows it and asks for your yes. /talk works all the same.
help-withdrawn = You have taken your agreement back, so I send you nothing and keep nothing. /start brings you back, /talk shows where to turn, /mydata shows what is still here, and /forget erases it right away.
help-agree-first = What I tell everybody about who sees what has changed, so I need your yes before we go on: /start shows it. /talk, /privacy, /mydata and /forget work all the same.
