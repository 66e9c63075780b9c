# /programme: what coordinators set for everybody, and what each setting does.

menu-programme = What is set for everybody
late-programme = /programme shows what is set.

programme-page =
    <b>What is set for everybody</b>
    { $lines }

    <b>Helplines</b>, as /talk shows them:
    { $helplines }

    Tap what you want to look at or change. The other coordinators hear of every change.
programme-line = <b>{ $what }:</b> { $value }
programme-thresholds-line = <b>When a pair needs a check-in:</b> { $count } rules
programme-thresholds =
    <b>When a pair needs a check-in</b>
    /health shows a pair to you and the other coordinators as soon as one of these is so:

    { $lines }

    Tap one to see what it does, or to change it.
programme-done = That is set. <b>{ $what }:</b> { $value }. Before: { $before }.
programme-done-over = That was what { $name } had set on { $day }.
programme-done-already = It is set to that already, so nothing has changed. <b>{ $what }:</b> { $value }.

programme-what-name = Name
programme-what-questions = Questions
programme-what-quiet = Quiet hours
programme-what-remind_after_hours = Reminder of reflections
programme-what-ask_pair_every_weeks = Asking how a pair is
programme-what-min_answers = Anonymous surveys
programme-what-keep_months = How long it is kept
programme-what-first_meeting_by_day = No first meeting
programme-what-no_contact_days = No contact
programme-what-reflections_missed = Missed reflections
programme-what-low_score = A low score
programme-what-score_fall = A score that fell
programme-what-score_gap = Scores far apart
programme-what-unopened_digests = Digests not seen
programme-what-helplines = Helplines
programme-what-helpline = A helpline
programme-what-thresholds = When a pair needs a check-in

programme-value-name = { $value }
programme-value-questions = { $value ->
    [peer] for peer supporters
    [general] for any kind of mentoring
   *[other] { $value }
}
programme-value-quiet = { $start } to { $end }
programme-value-quiet-none = none
programme-value-remind_after_hours = { $n ->
    [0] never
   *[other] after { $n } hours
}
programme-value-ask_pair_every_weeks = { $n ->
    [0] never
    [1] every week
   *[other] every { $n } weeks
}
programme-value-min_answers = at least { $n } answers
programme-value-keep_months = { $n } months
programme-value-first_meeting_by_day = no first meeting by day { $n }
programme-value-no_contact_days = no meeting and no reflection for { $n } days
programme-value-reflections_missed = { $n ->
    [1] one reflection missed
    [2] two reflections missed in a row
    [3] three reflections missed in a row
    [4] four reflections missed in a row
   *[other] { $n } reflections missed in a row
}
programme-value-low_score = a score of { $n ->
    [1] 1
   *[other] { $n } or less
} out of 5 from one side
programme-value-score_fall = a score { $n } { $n ->
    [one] point or more
   *[other] points or more
} below the one before
programme-value-score_gap = scores { $n } { $n ->
    [one] point or more
   *[other] points or more
} apart
programme-value-unopened_digests = { $n ->
    [1] no sign that a mentor saw the digest of one meeting
   *[other] no sign that a mentor saw the digests of { $n } meetings in a row
}

programme-about-name = Everybody reads this name, in invitations above all; a new one is there for all of them at once.
programme-about-questions = Mentees and mentors get these questions each week, after meetings and about their pair; other ones come with their next questions, and what is open already stays as it is.
programme-about-quiet = In these hours, by the clock of each person, I write to nobody by myself, except at times that they agreed on and when somebody asks for a person to talk to; a change counts for everybody from now on.
programme-about-remind_after_hours = A mentee who has not sent their weekly reflection is reminded once, so long after I asked; a change counts for each mentee from the next reflection on.
programme-about-ask_pair_every_weeks = Both sides of every pair are asked, by one tap, how it is going between them; what is planned stays and the new rhythm counts after that, only “never” calls off at once what is planned.
programme-about-min_answers = An anonymous survey shows you nothing unless so many people answer it, which protects each of them; a change counts for surveys that go out from now on, and open ones keep theirs.
programme-about-keep_months = Each night I erase what was written or done longer ago than this: answers, lists, meetings, surveys that have closed, and pairs that have ended. So I do with people who have been in no pair and done nothing here for so long; I ask them a month before, unless they have blocked me. A shorter time counts only a week after you set it, since nobody can bring back what is erased.
programme-about-first_meeting_by_day = You see a pair on /health when the two have not met by this day, counted from when both said yes; a change counts for all pairs at once.
programme-about-no_contact_days = You see a pair on /health when neither a meeting nor a reflection came for so long, or for twice the time between their meetings if that is longer. The same days count for “both silent”: neither of them has written or tapped anything. A change counts for all pairs at once.
programme-about-reflections_missed = You see a pair on /health when its mentee let so many reflections in a row go by; those skipped on purpose do not count, and a change counts for all pairs at once.
programme-about-low_score = You see a pair on /health as urgent when one side gives a score this low for how it is going; a change counts for all pairs at once.
programme-about-score_fall = You see a pair on /health when the score of one side falls by so much from one time to the next; a change counts for all pairs at once.
programme-about-score_gap = You see a pair on /health when the scores of its two sides lie so far apart; a change counts for all pairs at once.
programme-about-unopened_digests = You see a pair on /health when nothing shows that its mentor saw the digest, before so many meetings in a row; a change counts for all pairs at once.

programme-setting =
    <b>{ $what }</b>
    Now: <b>{ $value }</b>

    { $about }
programme-last = { $name } changed it on { $day }. Before that: { $before }.
programme-last-unnamed = It was changed on { $day }. Before that: { $before }.
programme-how-name = Please type the new name, at most { $highest } characters.
programme-how-questions = Tap the questions that you want.
programme-how-quiet = Tap, or type two times like 21:00 to 08:00; they may go past midnight. “None” means that I may write at any hour.
programme-how-number = Tap, or type: { $allowed }.
programme-suggest = Back to what we suggest: { $value }
programme-chosen = • { $choice }
programme-choice-remind_after_hours = { $n ->
    [0] Never
   *[other] { $n } hours
}
programme-choice-keep_months = { $n } months
programme-choice-ask_pair_every_weeks = { $n ->
    [0] Never
    [1] Every week
   *[other] { $n } weeks
}

programme-bad-name-empty = A name needs at least one letter, so it stays as it is. Please type it once more, at most { $highest } characters.
programme-bad-name-long = That is more than { $highest } characters, so the name stays as it is. Could you make it shorter?
programme-bad-name-taken = Another programme has that name already, so yours stays as it is. Please type one that tells the two apart.
programme-bad-questions = There are no questions called that, so they stay as they are. Please tap the ones that you want.
programme-bad-quiet-unreadable = I could not read that as two times, so the quiet hours stay as they are. Please type them like 21:00 to 08:00, or “none”.
programme-bad-quiet-same-time = That is the same time twice, so the quiet hours stay as they are. Please type two different times, or “none” if I may write at any hour.
programme-bad-quiet-too-long-a-night = That leaves too little of the day, so the quiet hours stay as they are. They can last { $hours } hours at most.
programme-bad-number-unreadable = I could not read that as one whole number, so nothing has changed. Allowed is { $allowed }.
programme-bad-number-out-of-range = I cannot take that number, so nothing has changed. Allowed is { $allowed }.
programme-allowed = { $lowest } to { $highest }
programme-allowed-or-never = { $lowest } to { $highest }, or “never”
programme-allowed-hours = “never”, or { $choices } hours
programme-bad-else = If it was something else that you wanted to say: /talk shows where to turn.

helplines-page =
    <b>Helplines</b>
    Everybody sees these at once with /talk, at whatever hour. There is always at least one.

    { $lines }

    Tap one to change it. It is good to call each of them now and then.
helplines-confirmed-on = Somebody last confirmed all of them on { $day }.
helplines-never-confirmed = Not all of them have been confirmed yet, so nobody but coordinators can come in.
helplines-check-first =
    Before anybody else comes in, somebody has to look at this once. It is what everybody sees with /talk, also at their worst hour:

    { $lines }

    Please call each of them, or compare every digit. Are they right?
helplines-check-again =
    On { $day } somebody last confirmed the helplines. Numbers change, so please look at them again. Everybody goes on seeing them meanwhile:

    { $lines }

    Please call each of them, or compare every digit. Are they still right?
helplines-confirmed =
    Thank you, that is noted. I ask again in three months.

    { $lines }

    /invite brings people in, and /programme changes a helpline.
helplines-button-right = Yes, all of them are right
helplines-button-not-right = Change something
helplines-one =
    { $line }

    What would you like to do with it?
helplines-last = It is the only one, so it cannot be removed. You can change it, or add another one first.
helplines-button-add = Add a helpline
helplines-button-change = Change it
helplines-button-remove = Remove it
helplines-button-keep = Keep “{ $text }”
helplines-button-yes = Yes, it is right
helplines-button-again = Write it again
helplines-button-remove-yes = Yes, remove it
helplines-button-remove-no = Keep it
helplines-ask-label = What is it called? Please type the name, at most { $longest } characters. Nobody sees anything of it until you have said yes.
helplines-ask-contact = And the number of <b>{ $label }</b>, or the place? At most { $longest } characters.
helplines-bad-empty = I need at least one letter or digit there. Please type it, at most { $longest } characters; the helplines stay as they are until you have said yes.
helplines-bad-long = That is more than { $longest } characters. Could you make it shorter? The helplines stay as they are until you have said yes.
helplines-confirm =
    This is how everybody will see it with /talk:

    { $lines }

    Somebody's life can hang on it. Please compare every digit, or call it now. Is it right?
helplines-confirm-remove =
    Without it, everybody will see this with /talk:

    { $lines }

    Shall I remove { $label }?
helplines-done = That is done, and everybody sees it with /talk from now on.
helplines-done-before = Before: { $before }.
helplines-gone = Somebody has removed that helpline in the meantime, so there is nothing to change. You can add it again.
helplines-done-already = It is there like that already, so nothing has changed.

programme-news = { $name } has changed what is set for everybody:
programme-news-several = Coordinators have changed what is set for everybody:
programme-news-unnamed = What is set for everybody has been changed:
programme-news-line = <b>{ $what }:</b> { $after }. Before: { $before }.
programme-news-added = <b>New helpline:</b> { $after }
programme-news-removed = <b>Helpline removed:</b> { $before }
programme-news-by = { $line } ({ $name })
programme-news-where = /programme shows all of it.
