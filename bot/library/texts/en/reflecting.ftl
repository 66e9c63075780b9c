# The weekly prompt, the questions, the review, and what comes of them.

reflect-prompt = Hello. It is time to look back on your week, if you like.
reflect-prompt-first = Hello. A few questions first, so that { $mentor } gets to know you.
reflect-how-long = { $questions } short questions, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. You can type, or send voice notes.
reflect-read-then = { $mentor } reads your answers on { $when }, before you meet. You decide about each one before anything is sent.
reflect-read-sometime = { $mentor } reads your answers before you next meet. You decide about each one before anything is sent.
reflect-read-unplanned = { $mentor } can read your answers as soon as you have sent them; no meeting is planned yet. You decide about each one before anything is sent.
reflect-read-unreachable = { $mentor } reads your answers once I can reach { $mentor } again. You decide about each one before anything is sent.
reflect-promise = When you last met, you said:
reflect-promise-theirs = When you last met, { $mentor } said:
reflect-prompt-begun = What you have answered already is kept.
reflect-next-week = Your last reflection is sent. The next one is for the week of { $on }, and I ask for it that day. Would you like to begin it now?
reflect-reminder = Your questions for this week are still here. No hurry: they stay open until { $when }.
reflect-reminder-begun = You have begun this week's questions, and what you answered is kept. They stay open until { $when }.
reflect-button-begin = Begin
reflect-button-continue = Continue
reflect-button-later = Later today
reflect-button-tomorrow = Tomorrow
reflect-button-skip = Skip this week
reflect-put-off = All right. I will ask again on { $when }. /reflect begins before that.
reflect-too-late = It is too late today for asking again later, so that your evening stays quiet. Shall I ask tomorrow?
reflect-skipped = All right, no questions this week. { $mentor } sees only that there was none. /reflect takes them up after all.
reflect-skipped-kept = All right, no questions this week. What you have answered stays with you alone. /reflect takes it up after all.

quiet-ask = There has been no reflection for three weeks, and that is fine. I have stopped asking, so that this does not become a burden.

    How would you like to go on?
quiet-button-carry = Carry on every week
quiet-button-fewer = Every two weeks
quiet-button-pause = Pause for a while
quiet-button-talk = Talk to someone
quiet-carry = Good. Your questions come again on the day you agreed on.
quiet-fewer = Good. From now on they come every two weeks.
quiet-pause = /pause asks until when, and then I keep quiet. Your questions stay away until you say so.
quiet-talk = Of course. Your questions stay away meanwhile, and /reflect takes them up whenever you like.

assess-size = about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}
assess-prompt-one = How did you see { $mentee }'s week? { $questions } short questions, { assess-size }, before you read what { $mentee } wrote.
assess-prompt-many = How did you see the weeks of { $mentees }? { $questions } short questions about each, { assess-size }, before you read what they wrote.
assess-put-off = All right. I will ask again on { $when }. /assess begins before that.
assess-too-late = There is no good moment left for that before you meet. /assess begins whenever you like.
assess-sealed-note = What you write stays sealed until { $mentee }'s own view is in, or their week has passed.
assess-sealed-note-many = What you write stays sealed until their own view is in, or their week has passed.
assess-button-one = Begin
assess-button-about = About { $mentee }
assess-which = About whose week?

answer-number = Question { $number } of { $total }
answer-number-about = Question { $number } of { $total }, about { $mentee }
answer-you-said = You said: { $answer }
answer-taken-for = I have kept that as your answer to: { $question }
answer-goes-on = I have added that to your answer to: { $question }
answer-so-far = So far:
answer-reader-other = { $partner } will read this.
answer-reader-sealed = Sealed for now: { $partner } will read this once their own answers are in.
answer-reader-me = Only you will read this.
answer-voice = a voice note, { $length }
answer-button-keep = Keep it
answer-problem-empty = I could not see any words in that. Would you try once more?
answer-problem-not-a-number = A number from 1 to 5 is what I can keep here. Tap one, or type it.
answer-problem-not-an-option = I did not catch that. Please tap one of these.
answer-problem-not-words = I can only keep words or a voice note here.
answer-stale = That question is behind you. Nothing has changed.
answer-closed = Your questions are not open just now, so I have not kept this. /reflect goes on where you stopped, and /assess with those about a mentee.
answer-over = These questions are closed. What you answered is still yours.

review-title = <b>Before you send it</b>
review-skipped = skipped
review-shortened = Long answers are shortened here. All of what you wrote is sent.
review-reads-then = { $partner } will read it on { $when }.
review-unclear = That has not been added to anything. To change an answer, tap Change.
review-all-skipped = You skipped all of them, and that is fine. There is nothing to send.
review-pick = Which one would you like to change?
review-who = Who reads it? Tap to switch.
review-who-other = { $number }. { $partner } reads it
review-who-me = { $number }. Only you
review-button-send = Send
review-button-change = Change
review-button-who = Who reads what
review-button-done = Done

sent-then = Thank you. { $partner } will read it on { $when }.
sent-sometime = Thank you. { $partner } will read it before you next meet.
sent-unplanned = Thank you. { $partner } can read it now; no meeting is planned yet.
sent-unreachable = Thank you. { $partner } reads it once I can reach { $partner } again.
sent-sealed = Thank you. It stays sealed until { $partner } has answered or skipped this week's questions. Then { $partner } sees how you saw it, and your digest shows both side by side.
sent-released = Thank you. { $partner }'s own week is in or over by now, so they get to see yours. /digest shows you both.
sent-meeting = Thank you. What you two promised comes back to you and { $partner } before you next meet.
sent-private-all = Thank you. It is kept for you alone, and { $partner } does not see it.
sent-private = { $count ->
    [one] One answer stays with you alone.
   *[other] { $count } answers stay with you alone.
}

busy-reflection = You are in the middle of your questions for the week. They keep their place.
busy-assessment = You are in the middle of your own view of a week. It keeps its place.
busy-meeting = You are in the middle of the questions about a meeting. They keep their place.
busy-pulse = You are in the middle of the questions about a pair you are in. They keep their place.
busy-closing = You are in the middle of looking back. Those questions keep their place.
busy-week = You are in the middle of your questions for the week of { $on }. They keep their place. Which week would you like to go on with?
busy-button-week = Week of { $on }
busy-button-continue = Continue with those
busy-button-begin = Do those later, begin these

side-title = <b>The week, as you both saw it</b>
side-title-alone = <b>The week, as { $partner } saw it</b>
side-theirs = { $partner }
side-yours = You
side-name = <b>{ $who }</b>
side-question = { $question }
side-kept = { $count ->
    [one] One answer was kept private.
   *[other] { $count } answers were kept private.
}
side-voice = { $who }: { $question }

edit-changed = Changed in your answer.
edit-too-late = { $partner } has been given the earlier words already, so I have left them. You can tell them when you meet, or put it on /agenda.
edit-handed-over = { $partner } has been given the earlier words already, so I have left them.
edit-no-answer = I could not read that as an answer, so the earlier one stays.
edit-nothing = I have seen that you changed a message. What I keep has not changed.
