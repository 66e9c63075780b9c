# Agreeing on a schedule: making a proposal step by step, and answering one.

agreement-ask-rday = <b>The weekly reflection</b>
    On which day shall it come?
agreement-ask-rtime = At what time? Tap one, or write it, like 18:30 or 6pm.
agreement-ask-cadence = <b>Your meetings</b>
    How often would you like to meet?
agreement-ask-mday = On which day?
agreement-ask-mweek = In which week of the month?
agreement-ask-mtime = At what time do you meet? Tap one, or write it, like 18:30 or 6pm.
agreement-ask-first = Which day shall be the first?
agreement-ask-length = How long do you talk? Tap one, or write the minutes.
agreement-ask-place = Where do you meet? Write a place, a room or a link, or leave it open.
agreement-ask-digest = How long before you meet should the mentor get the digest? It holds what the mentee has written.
agreement-review = <b>Your proposal to { $other }</b>
agreement-review-how = Nothing changes until { $other } says yes.
agreement-zone-note = Times are { $mentee }’s, as clocks in { $city } show them.

agreement-cadence-weekly = Every week
agreement-cadence-fortnightly = Every other week
agreement-cadence-monthly = Once a month
agreement-cadence-arrangement = We arrange each one
agreement-week = { $week ->
    [1] First
    [2] Second
    [3] Third
    [4] Fourth
   *[other] Last
}
agreement-minutes = { $minutes } minutes
agreement-hours = { $hours } hours
agreement-chosen = • { $label }
agreement-button-open = Leave it open
agreement-button-keep = Keep it as it is
agreement-button-propose = Propose this
agreement-button-change-0 = Change the reflection
agreement-button-change-1 = Change the meetings
agreement-button-change-2 = Change length, place or digest

agreement-unread-rday = I could not read that as a day. Please tap one, or write it, like Sunday.
agreement-unread-time = I could not read that as a time. Please write it like 18:30 or 6pm.
agreement-unread-first = That is not one of the days that your rhythm allows. Please tap one.
agreement-unread-length = Please write how many minutes, between 10 and 480.
agreement-unread-button = Please tap one of the buttons.
agreement-too-long = That is too long for a place. Please keep it under 200 characters.
agreement-past = That moment has gone by already. Please choose a later one.

agreement-terms-reflection = <b>Reflection:</b> every { $day } at { $time }{ $here }
agreement-terms-weekly = <b>Meetings:</b> every { $day } at { $time }{ $here }
agreement-terms-fortnightly = <b>Meetings:</b> every other { $day } at { $time }{ $here }
agreement-terms-monthly = <b>Meetings:</b> every { $week ->
    [1] first
    [2] second
    [3] third
    [4] fourth
   *[other] last
} { $day } of the month at { $time }{ $here }
agreement-terms-arrangement = <b>Meetings:</b> you arrange each one
agreement-terms-first = <b>First meeting:</b> { $when }
agreement-terms-next = <b>Next meeting:</b> { $when }
agreement-terms-then = <b>After that:</b> { $when }
agreement-terms-length = <b>Length:</b> { $minutes } minutes
agreement-terms-place = <b>Place:</b> { $place }
agreement-terms-digest = <b>Digest for the mentor:</b> { $hours } hours before you meet
agreement-here = {" "}({ $time } for you)
agreement-here-day = {" "}({ $day } { $time } for you)

agreement-sent = I have passed it on to { $other }. Nothing changes until { $other } says yes.
agreement-sent-instead = It takes the place of what { $other } had proposed.
agreement-dropped = All right, I have put that away. Nothing changes.
agreement-gone = That proposal is no longer open. /schedule shows where you are.
agreement-proposed = <b>{ $other } proposes this schedule</b>
agreement-proposed-instead = It takes the place of what you had proposed.
agreement-proposed-how = Nothing changes until you say yes.
agreement-button-accept = Yes, that suits me
agreement-button-counter = Suggest something else
agreement-button-decline = No, thank you
agreement-accepted = <b>Agreed.</b> This is what you and { $other } have settled on:
agreement-accepted-theirs = <b>{ $other } said yes.</b> This is what you two have settled on:
agreement-accepted-off = { $count ->
    [one] This meeting of your earlier schedule is off:
   *[other] These meetings of your earlier schedule are off:
}
agreement-accepted-how = /schedule shows it at any time, and either of you can propose a change.
agreement-declined = All right. I let { $other } know. Nothing changes.
agreement-declined-theirs = Your proposal does not suit { $other }, so nothing changes. /schedule lets you propose something else.

refused-own-proposal = That is your own proposal. The other side has to say yes to it.
refused-newer-proposal = There is something newer by now. /schedule shows it.
