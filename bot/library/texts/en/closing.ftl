# Pausing a pair, letting it go on and ending it, and looking back.

pair-page-title = <b>{ $mentor } and { $mentee }</b>
pair-page-mentoring = { $mentor } mentors { $mentee }.
pair-page-mentor-peers = Two mentors who talk with each other.
pair-page-mentor-support = { $mentor } supports { $mentee }, who mentors.
pair-page-away = One of the two does not take part for now, so it waits.
pair-page-proposed = Both were asked on { $day }, and have not both answered yet.
pair-page-declined = They were asked on { $day }, and did not become a pair.
pair-page-active = A pair since { $day }.
pair-page-paused = A pair since { $day }. They pause at present.
pair-page-ended = A pair since { $day }, and no more since { $end }.
pair-page-agreed = They have agreed on a schedule.
pair-page-not-agreed = They have not agreed on a schedule yet.
pair-page-next = They meet next on { $when }.
pair-page-no-next = No meeting is planned.
pair-button-again = Ask again
pair-button-back = Take it back
pair-button-pause = Pause this pair
pair-button-go = Let them go on
pair-button-end = End this pair
pair-button-keep = Leave it as it is

pair-ask-again = Ask about { $mentor } and { $mentee } once more? Whoever has not answered gets the question again. Whoever has had it within a day is left in peace.
pair-ask-back = Take back the question to { $mentor } and { $mentee }? Then nobody can answer it any more. Only somebody who has said yes already hears that it comes to nothing this time.{ $kind ->
    [mentoring] {" "}/pair can ask both anew.
   *[other] {""}
}
pair-ask-pause = Pause { $mentor } and { $mentee } for now? Their questions, digests and planned meetings stop, and what is open closes. What they have agreed stands, so that they can go on later. Both hear of it, and are asked whether they would like to look back.
pair-ask-go = Let { $mentor } and { $mentee } go on? Their questions and meetings are planned again by what they have agreed, and both hear of it.
pair-ask-end = End the pair of { $mentor } and { $mentee }? Their questions, digests and planned meetings stop for good, and through me neither reads any more what the other wrote. What each of them wrote stays their own. { $rests ->
    [yes] Whoever takes part hears of it now, and the other one on coming back. Both
   *[no] Both hear of it, and
} are asked whether they would like to look back.
pair-button-again-yes = Yes, ask again
pair-button-back-yes = Yes, take it back
pair-button-pause-yes = Yes, pause it
pair-button-go-yes = Yes, go on
pair-button-end-yes = Yes, end it
pair-done = Both of them hear of it.
pair-done-rests = Whoever takes part hears of it now, and whoever does not on coming back.
pair-done-again = Whoever has not answered gets the question again, as soon as I reach them. You hear what comes of it.
pair-done-back = You have taken it back.{ $kind ->
    [mentoring] {" "}/pair can ask both anew.
   *[other] {""}
}

pair-mine-ask = End what you and { $other } have here? Your questions, digests and planned meetings stop for good, and through me neither of you reads any more what the other wrote. What you wrote stays yours. { $away ->
    [yes] I tell your coordinators that you have ended it, and no reason. { $other } does not take part for now, and hears it on coming back.
   *[no] I tell { $other } and your coordinators that you have ended it, and no reason.
}

    If it is a break that you need: /pause.
pair-mine-kept = All right. Nothing has changed.
pair-told-ended = { $by } has ended the pair with { $other }. { $hears ->
    [back] { $other } does not take part for now, and hears of it on coming back. I have asked for no reason.
    [reached] I cannot reach { $other } for now, and tell them once I can. I have asked for no reason.
   *[now] I have told { $other }, and asked for no reason.
} Perhaps you would like to talk with both.
pair-button-show = Show this pair

pair-goes-on = You and { $other } go on: what you two have agreed holds again, and your questions come as before.
pair-goes-on-next = You meet next on <b>{ $when }</b>.
pair-goes-on-unplanned = No meeting is planned. /schedule changes that.

closing-ended-you = You and { $other } are no longer paired. { $known ->
    [yes] { $away ->
        [yes] Your coordinators know, and { $other }, who does not take part for now, hears of it on coming back.
       *[no] I let { $other } and your coordinators know.
    }
   *[no] { $away ->
        [yes] { $other } does not take part for now, and hears of it on coming back.
       *[no] I let { $other } know.
    }
}
closing-ended-other = { $other } has ended your time together as a pair. There can be many reasons, and it says nothing about your worth. Your questions, digests and meetings with { $other } have stopped. { $known ->
    [yes] Your coordinators know, and /talk shows where to turn.
   *[no] /talk shows where to turn.
}
closing-ended-coordinator = You and { $other } are no longer paired: a coordinator has brought it to a close. Your questions, digests and meetings with { $other } have stopped. What you wrote stays yours, and /talk shows where to turn.
closing-paused-you = You and { $other } pause for now. Your questions, digests and meetings rest until you two go on.
closing-paused-other = You and { $other } pause for now: { $other } has arranged that. Your questions, digests and meetings rest until you two go on. What you have agreed stands, and /talk shows where to turn.
closing-paused-coordinator = You and { $other } pause for now: a coordinator has arranged that. Your questions, digests and meetings rest until you two go on. What you have agreed stands, and /talk shows where to turn.
closing-off = { $count ->
    [one] A planned meeting is off. The file below takes it out of your calendar.
   *[other] { $count } planned meetings are off. The files below take them out of your calendar.
}
closing-look-back = If you like, look back for a moment: { $questions } short questions, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. What has changed, and what would you like to keep?
closing-look-back-for-now = If you like, look back for a moment, for now: { $questions } short questions, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. What has changed so far, and what would you like to keep?
closing-who = Only you read your answers. If you choose to share one, { $other } gets it in one message when you send, and I show it to nobody again. You can begin until { $day }.
closing-button-begin = Look back
closing-reader = { $partner } gets this in one message when you send, and reads it.
closing-sent = Thank you. I hand what you have shared to { $partner } as soon as I reach them, and show it to nobody again.
closing-shared = <b>{ $who } has looked back on your time together, and shares this with you</b>
