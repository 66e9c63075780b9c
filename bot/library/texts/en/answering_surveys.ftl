# Answering a survey: what it is, its questions one by one, and what comes after.

asked-from = { $of ->
    [one] One question
   *[other] { $of } questions
} from { $programme }.
asked-until = Open until { $when }.
asked-anonymous = <b>Anonymous.</b> Your answers are kept without your name. After it closes they are shown together with those of others, and a question only if at least { $fewest } people answered it; otherwise its answers are deleted unseen. Once sent, they cannot be changed, not even by you.
asked-named = The coordinators of { $programme } will read your answers with your name. You can change them until it closes.
asked-reader-anonymous = Anonymous, and shown only together with others.
asked-reader-anonymous-text = Anonymous, and shown word for word: better leave out what would give you away.
asked-reader-named = The coordinators will read this with your name.
asked-number = Question { $number } of { $of }
asked-last = This is the last one. Your answer sends them all.
asked-last-skipped = This is the last one. Going on sends what you have answered.
asked-write = Write your answer as a message.
asked-several = Tap all that fit, then Done.
asked-so-far = So far:
asked-taken-for = I have kept that as your answer to: { $question }
asked-added-to = I have added that to your answer to: { $question }
asked-late = You have passed that question already. This is where you are.
asked-stale = You have passed that question already, so nothing has changed.
asked-trial = This was a test. Nothing is kept.

asked-problem-empty = I could not see any words in that. Would you try once more?
asked-problem-not-a-number = A number from { $least } to { $most } is what I can keep here. Tap one, or type it.
asked-problem-not-an-option = I did not catch that. Please tap what fits.
asked-problem-not-yes-or-no = I did not catch that. Please tap Yes or No.
asked-problem-not-words = I can keep only written words here. What you sent was not passed on to anyone.

asked-yes = Yes
asked-no = No
asked-ticked = ✓ { $option }
asked-button-write = Write my answer
asked-button-done = Done
asked-button-keep = Keep it
asked-button-send = Send my answers
asked-button-change = Change my answers

asked-reminder = A reminder, and the only one.
asked-reminder-begun = A reminder, and the only one: you have answered { $answered } of { $of }. It goes on from there.

asked-held = That was a long one, and more of it may be on its way: I add whatever comes. Once all of it is there, send your answers.
asked-thanks-anonymous = Thank you. Your answers are in, without your name.
asked-thanks-named = Thank you. Your answers are with the coordinators of { $programme }.
asked-thanks-change = You can change them until { $when }.
asked-thanks-title = <b>{ $title }</b>
asked-over-sent = “{ $title }” has closed. Your answers are in it. Thank you.
asked-over-missed = “{ $title }” has closed, so nothing was sent from you. That is all right.

waiting-survey = There is a survey waiting for you: “{ $title }”.
waiting-surveys = There are surveys waiting for you.
waiting-all = This is waiting for you. Tap what you would like to go on with.
waiting-answer-survey = Answer it
waiting-which-survey = Survey: { $title }
