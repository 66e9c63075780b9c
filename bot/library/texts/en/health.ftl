# /health: how pairs are doing, from dates and numbers alone, and whom to call.

menu-health = How pairs are doing

health-state-urgent = urgent
health-state-needs_checkin = needs a check-in
health-state-too_early = too early to tell
health-state-on_track = on track
health-state-paused = taking a break

health-title = <b>How the pairs of { $programme } are doing</b>
health-counts = Urgent { $urgent } · needs a check-in { $needs } · too early to tell { $early } · on track { $good }
health-paused = Taking a break: { $paused }
health-page = Page { $page } of { $pages }
health-how = This comes from dates and numbers. What people wrote stays with them.
health-none = There are no pairs yet. /pair brings a mentor and a mentee together.
health-pair = { $mentee } and { $mentor }
health-line = <b>{ health-pair }</b>: { $state }
health-own = <b>{ health-pair }</b>: you are one of the two
health-own-coordinators = How it is doing is shown to the other coordinators and not to you, so that both of you can answer freely.
health-own-others = { health-own-coordinators }
health-own-nobody = How it is doing is shown to nobody, so that both of you can answer freely. A coordinator who is not one of you would see it: /invite brings somebody in.
health-more-reasons = { $more ->
    [one] And one more reason.
   *[other] And { $more } more reasons.
}

health-reason-low_score = Asked how it is going, one of them said { $count } or less out of 5 on { $day }.
health-reason-fallen_score = Asked how it is going, from 1 to 5, one of them said { $count } or more below the time before, on { $day }.
health-reason-scores_apart = Asked how it is going, from 1 to 5, they were { $count } or more apart on { $day }.
health-reason-no_first_meeting = Nobody has said that they met yet. They are a pair since { $day }.
health-reason-no_contact = No meeting that we know of and no reflection since { $day }.
health-reason-both_silent = Nothing from either of them since { $day }.
health-reason-both_silent_asked = Neither answered when I asked how it is going, on { $day }.
health-reason-reflections_missed = { $count } reflections in a row went by without an answer, the last on { $day }.
health-reason-reflections_missed_stopped = { $count } reflections in a row went by without an answer, the last on { $day }. I have stopped asking for them since then.
health-reason-digests_unopened = No sign that the last { $count } digests were seen, up to the meeting on { $day }.

health-short-low_score = a low score
health-short-fallen_score = a score that fell
health-short-scores_apart = scores far apart
health-short-no_first_meeting = no first meeting
health-short-no_contact = no contact
health-short-both_silent = both silent
health-short-reflections_missed = missed reflections
health-short-digests_unopened = digests not seen

health-since = A pair since { $day }
health-next = Next meeting: { $when }
health-no-next = No meeting is planned.
health-last-meeting = Last meeting that one of them told me of: { $day }
health-no-last-meeting = I know of no meeting yet.
health-last-alive = Last sign of one of them: { $day }
health-why = <b>Why</b>
health-bullet = • { $line }
health-no-reasons = { $state ->
    [too_early] There is no reason to call, and not enough to go by yet.
    [paused] While one of them takes a break, silence is no reason to call.
   *[on_track] There is no reason to call.
}
health-seen-to = <b>Seen to</b>
health-seen-by = • { $by }, { $day }: { $line }
health-note = <blockquote>{ $note }</blockquote>

health-noted = Noted. I will bring { $count ->
    [one] this
   *[other] these
} up again only when something new happens.

    If you like, write me a line about it now, such as what you agreed. All coordinators of this programme can read it unless they are one of the two, and nobody else.
health-note-empty = I can keep words here, nothing else. Please write a line, or go on without one.
health-note-long = That is too long for a note. Please use at most 500 letters.

health-button-seen = I have seen to this: { $what }
health-button-seen-all = I have seen to all of this
health-button-undo = Not seen to after all: { $what }
health-button-undo-just = Not seen to after all
health-button-no-note = Without a note
health-button-pair = This pair
health-button-list = All pairs
health-button-show = How pairs are doing

health-monday = <b>{ $programme } this Monday</b>
health-monday-calls = <b>Who needs a call</b>
health-monday-no-calls = Nobody needs a call from what I know.
health-monday-changes = <b>What has changed since last Monday</b>
health-monday-change = { health-pair }: { $before }, now { $after }
health-monday-no-changes = Nothing has changed since last Monday.
health-monday-more = And { $more } more: /health shows all.
health-chart-title = How the pairs are doing
health-chart-programme = { $programme }, Mondays
health-chart-caption = The last { $weeks ->
    [one] Monday
   *[other] { $weeks } Mondays
}: how many pairs were in which state.

late-health = /health shows how the pairs are doing.
