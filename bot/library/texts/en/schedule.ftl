# What /schedule shows, and changing single meetings.

schedule-title = <b>You and { $other }</b>
schedule-none = You two have not agreed on a schedule yet. Either of you can propose one.
schedule-next = <b>Next:</b>
schedule-next-here = <b>Next, as your own clocks show it:</b>
schedule-meeting = { $when }, { $minutes } minutes
schedule-no-meetings = No meeting is planned.
schedule-waiting-mine = Your proposal waits for { $other }.
schedule-waiting-theirs = { $other } has proposed a schedule. It waits for you, just below.
schedule-draft = You have begun a proposal and not sent it yet.
schedule-button-propose = Propose a schedule
schedule-button-change = Propose a change
schedule-button-draft = Go on with your proposal
schedule-button-move = Move { $when }
schedule-button-off = Call off { $when }
schedule-button-file = Calendar file
schedule-button-add = Add a meeting

schedule-move-day = You meet { $other } on <b>{ $when }</b>. Which day suits better? Tap one, or write it, like 14 March.
schedule-add-day = On which day shall you and { $other } meet? Tap one, or write it, like 14 March.
schedule-ask-time = <b>{ $day }</b>: at what time? Tap one, or write it, like 18:30.
schedule-ask-late-time = <b>{ $day }</b>: at what time? Please write it, like 21:30.
schedule-unread-day = I could not read that as a day. Please write it like 14 March, 14.3. or Tuesday.
schedule-unread-time = I could not read that as a time. Please write it like 18:30 or 6pm.
schedule-there-already = Your meeting with { $other } is on { $when } already.
schedule-past = That moment has gone by already. Please choose a later one.
schedule-move-confirm = Move your meeting with { $other }
    from { $was }
    to <b>{ $when }</b>?
schedule-add-confirm = Meet { $other } on <b>{ $when }</b>?
schedule-theirs = For { $other } that is { $when }.
schedule-button-move-yes = Yes, move it
schedule-button-add-yes = Yes, add it
schedule-button-again = Another time
schedule-off-confirm = Call off your meeting with { $other } on <b>{ $when }</b>? I let { $other } know.
schedule-button-off-yes = Yes, call it off
schedule-button-keep = Keep it
schedule-kept = All right. Nothing has changed.
schedule-choice-gone = There was nothing more to choose. /schedule shows your meetings.

schedule-moved = Your meeting with { $other } is now on <b>{ $when }</b>. I have let { $other } know.
schedule-added = You meet { $other } on <b>{ $when }</b>. I have let { $other } know.
schedule-called-off = Your meeting with { $other } on { $when } is off. I have let { $other } know.
schedule-told-moved = { $other } has moved your meeting on { $was }. You now meet on <b>{ $when }</b>.
schedule-told-added = { $other } has added a meeting: <b>{ $when }</b>.
schedule-told-called-off = { $other } has called off your meeting on <b>{ $when }</b>.
schedule-told-zone = One of you has another time zone now. Your meeting with { $other } on { $was } is on <b>{ $when }</b>.
schedule-told-how = If that does not suit you, /schedule lets you change it.
schedule-place = Place: { $place }
schedule-file = { $when }
schedule-file-off = This takes the meeting on { $when } out of your calendar.
schedule-file-title = Meeting with { $other }

refused-coordinator-schedule = A schedule is what a mentor and a mentee agree on between them: when to reflect and when to meet. You coordinate, so there is none for you. /pair brings two together, and they settle the rest themselves.
refused-past-date = That moment has gone by already. Please choose a later one.
refused-meets-that-day = You two already meet on that day. /schedule lets you move that meeting.
