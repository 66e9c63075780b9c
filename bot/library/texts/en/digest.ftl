# What a mentor reads before they meet.

refused-mentors-only = The digest is what a mentor reads before you meet. Your own list for the meeting is /agenda.
refused-mentees-list = /mentees is a mentor's list of the people they go along with, so there is none for you. /schedule shows when you meet your mentor, and /agenda is your own list for it.
refused-coordinator-digest = A digest is what a mentor reads before meeting their mentee. You coordinate, so none is made for you, and what mentees write stays with the two of them. /invite brings somebody in, and /pair brings two together.
refused-coordinator-mentees = /mentees is a mentor's list of the people they go along with. You coordinate, so yours is empty. /pair shows whom you can bring together.

digest-title = <b>Before you meet { $mentee }</b>
digest-title-again = <b>Before you meet { $mentee }</b>
    Something has been added or changed since I last sent you this.
digest-title-before = <b>What { $mentee } shared before you met</b>
digest-title-since = <b>New from { $mentee }</b>
digest-when = { $when }
digest-where = Where: { $place }
digest-no-meeting = No meeting is planned. /schedule plans one.

digest-talk-about = <b>{ $mentee } would like to talk about</b>
digest-nothing-to-talk-about = { $mentee } has put nothing on the list yet.

digest-feelings = How the weeks felt, from 1 to 5: { $feelings }
digest-feeling = How the week felt, from 1 to 5: { $feelings }
digest-feeling-kept = How the newest week felt, { $mentee } kept private.
digest-without-one = No reflection for the week of { $on }.
digest-without-more = And none for { $count ->
    [one] one earlier week
   *[other] { $count } earlier weeks
}.
digest-waiting = The reflection for the week of { $on } has not come yet.
digest-quiet = { $mentee } has been quiet for two weeks or more. There can be many reasons; a short hello may be welcome.
digest-stopped-asking = I have stopped asking { $mentee } for now; they know how to start again.
digest-checkins-stopped = I have stopped asking you for your own view of { $mentee }'s weeks, since the last two times stayed without an answer. That is fine: weeks are full. /assess brings it back whenever you like.
digest-private = { $count ->
    [one] One answer kept private.
   *[other] { $count } answers kept private.
}
digest-nothing = Nothing new has come in.

digest-promises = <b>What you promised each other last time</b>
digest-yours = You:
digest-theirs = { $mentee }:

digest-week = <b>Week of { $on }</b>
digest-week-felt = <b>Week of { $on }</b> (felt { $feeling } of 5)
digest-week-without = <b>Week of { $on }</b> (no reflection)
digest-week-private = <b>Week of { $on }</b>
    A reflection came, and { $mentee } kept every answer private.
digest-own = <b>Your own view of that week</b>
digest-question = <i>{ $question }</i>
digest-spoken = Voice note { $number }

digest-shortened = Long answers are shortened here: “Read everything” shows all of it.
digest-more = There is more to read: “Read everything” shows all of it.

digest-button-all = Read everything
digest-button-play = Play voice note { $number }
digest-button-read = Read the digest

digest-voice = { $who }, { $on }: { $question }
digest-which = Whose digest would you like to read?
digest-nudge = Before you meet { $mentee } on { $when }: your digest is here, in case it has not reached you.
digest-news = New from { $mentee }. No meeting is planned: /digest shows it, /schedule plans one.

mentees-title = <b>Your mentees</b>
mentees-name = <b>{ $mentee }</b>
mentees-meeting = Next meeting: { $when }
mentees-no-meeting = No meeting is planned.
mentees-sent = Last reflection: { $on }
mentees-none = No reflection for the week of { $on }.
mentees-waiting = The reflection for the week of { $on } has not come yet.
mentees-never = No reflection yet.
mentees-button-digest = Digest: { $mentee }
mentees-button-assess = Assess: { $mentee }
