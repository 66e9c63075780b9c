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
asked-last-text = This is the last one.
asked-write = Write your answer as a message.
asked-several = Tap all that fit, then Done.
asked-so-far = So far:
asked-taken-for = I have kept that as your answer to: { $question }
asked-added-to = I have added that to your answer to: { $question }
asked-changing = The answers you sent stay in until you send the changed ones, even if it closes first.
asked-late = That button was for another question. This is where you are.
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
asked-button-keep-last = Keep it and send
asked-button-skip-last = Skip and send
asked-button-send = Send my answers
asked-button-send-changed = Send the changes
asked-button-leave = Leave them as I sent them
asked-button-change = Change my answers

asked-reminder = A reminder, and the only one.
asked-reminder-begun = A reminder, and the only one: you have answered { $answered } of { $of }. It goes on from there.

asked-held-anonymous = That was the last question, and nothing has been sent yet. Send your answers when you are ready. They cannot be changed after that.
asked-held-named = That was the last question, and nothing has been sent yet. Send your answers when you are ready.
asked-held-changed = That was the last question, and the changes have not been sent yet. Until you send them, the answers you sent before stay in.
asked-unclear = That has not been added to anything. To change your last answer, tap Back.
asked-thanks-anonymous = Thank you. Your answers are in, without your name.
asked-thanks-named = Thank you. Your answers are with the coordinators of { $programme }.
asked-thanks-change = You can change them until { $when }.
asked-title = <b>{ $title }</b>
asked-over-sent-anonymous = “{ $title }” has closed. Your answers came in time, without your name. Thank you.
asked-over-sent-named = “{ $title }” has closed. Your answers are in it as you last sent them. Thank you.
asked-over-missed = “{ $title }” has closed, so nothing was sent from you. That is all right.
asked-over-words = I have not kept what you just wrote, and have not passed it on to anyone. /talk shows where to turn.

edit-survey-back = If it was an answer to “{ $title }”: tap Back there until you see its question, and answer it once more.
edit-survey-change = If it was an answer to “{ $title }”: tap Change my answers.
edit-survey-gone = If it was an answer to “{ $title }”: that was sent without your name, so nobody can find it any more, and it stays as it was.
edit-survey-button-back = Go on with it
edit-survey-button-change = Change my answers

waiting-survey-new = There is a survey waiting for you: “{ $title }”.
waiting-survey-begun = “{ $title }” is still here, just where you stopped.
waiting-survey-changing = You have begun to change your answers to “{ $title }”. Those you sent stay in until you send the changed ones.
waiting-surveys = There are surveys waiting for you.
waiting-all = This is waiting for you. Tap what you would like to go on with.
waiting-answer-new = Answer it
waiting-answer-begun = Go on with it
waiting-answer-changing = Go on changing them
waiting-which-survey = Survey: { $title }

cancel-survey-answer = Stopped. What you have answered so far is kept, and nothing is sent.
cancel-survey-change = Stopped. What you have changed so far is kept, and not sent.
late-survey-answer = Your survey keeps its place.
