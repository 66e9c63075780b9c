# How far a broadcast is, stopping it, and announcements. Read by coordinators, except for
# `announcement`, which everybody who gets one reads.

broadcast-of-announcement = Your announcement
broadcast-of-survey = { $title }
broadcast-of-reminder = Reminder: { $title }
broadcast-of-heard = What we heard: { $title }
broadcast-bar = { $bar } { $percent } %
broadcast-sent =
    { $sent ->
        [0] Nobody has it yet.
        [one] One person has it.
       *[other] { $sent } people have it.
    }
broadcast-sent-all =
    { $sent ->
        [one] It has gone to the one person it is for.
       *[other] It has gone to all { $sent } people.
    }
broadcast-unsure =
    { $count ->
        [one] With one person the line broke, so perhaps they have it. I do not send it twice.
       *[other] With { $count } people the line broke, so perhaps they have it. I do not send it twice.
    }
broadcast-unreachable =
    { $count ->
        [one] One person cannot be reached: they have blocked me.
       *[other] { $count } people cannot be reached: they have blocked me.
    }
broadcast-failed =
    { $count ->
        [one] One did not get it: they left, pause, it was over for them, or Telegram refused it.
       *[other] { $count } did not get it: they left, pause, it was over for them, or Telegram refused it.
    }
broadcast-left-out =
    { $count ->
        [one] One is not written to: they pause, or it would come too late.
       *[other] { $count } are not written to: they pause, or it would come too late.
    }
broadcast-remaining =
    { $count ->
        [one] One still to go, in a few seconds.
       *[other] { $count } still to go, { $time }.
    }
broadcast-seconds = about { $seconds } seconds
broadcast-minutes =
    { $minutes ->
        [one] about a minute
       *[other] about { $minutes } minutes
    }
broadcast-later =
    { $count ->
        [one] One gets it later, when it suits them: { $when }.
       *[other] { $count } get it later, when it suits them, the last { $when }.
    }
broadcast-later-today = today at { $time }
broadcast-later-tomorrow = tomorrow at { $time }
broadcast-later-on = on { $when }
broadcast-stopped = It was stopped.
broadcast-not-sent =
    { $count ->
        [one] One did not get it.
       *[other] { $count } did not get it.
    }
broadcast-stop = Stop
broadcast-who = Who got it

broadcast-stop-ask =
    { $waiting ->
        [one] Shall I stop? One person would not get it. Whoever has it keeps it.
       *[other] Shall I stop? { $waiting } people would not get it. Whoever has it keeps it.
    }
broadcast-stop-yes = Yes, stop
broadcast-stop-no = Go on
broadcast-goes-on = It goes on.
broadcast-over = It is over already: there is nothing left to stop.
broadcast-was-stopped = Stopped. Nothing more of it goes out.
broadcast-stopped-survey = Whoever has it can still answer. The others are neither asked nor reminded.
broadcast-to-others = Send it to the others
broadcast-others-on-their-way = It goes to the others now.
broadcast-others-too-late = The survey has closed meanwhile, so it goes to nobody any more.

broadcast-names-sent = Got it
broadcast-names-unsure = Perhaps got it: the line broke on the way
broadcast-names-waiting = Still to go
broadcast-names-unreachable = Cannot be reached
broadcast-names-others = Did not get it
broadcast-names-none = nobody
broadcast-names-file = who-got-it.txt
broadcast-names-caption = { $count } names are too many for a message, so here they are as a file.

announcement-head = <b>{ $author }</b> writes to you for { $programme }:
announcement-reply = What you write here does not reach { $author }.

announce-who = Whom is your announcement for?
announce-words =
    For: { $who }, { $people ->
        [one] 1 person.
       *[other] { $people } people.
    }
    Now write what you want to tell them, in one message. Above it they see your name and the name of the programme.
announce-check =
    That is what { $people ->
        [one] 1 person gets
       *[other] { $people } people get
    }: { $who }. At night it waits for the morning.
    If you write again, that takes its place.
announce-words-kept = What you have written so far is kept.
announce-groups = Which group?
announce-no-groups = There are no groups yet. /people makes one.
announce-send =
    { $people ->
        [one] Send it to 1 person
       *[other] Send it to { $people } people
    }
announce-change-who = For somebody else
announce-back = Back
announce-drop = Throw it away
announce-dropped = All right, it is gone. Nobody got it.
announce-sent =
    { $people ->
        [one] It is on its way to 1 person. I show you what becomes of it.
       *[other] It is on its way to { $people } people. I show you how far it is.
    }
announce-button-everyone = Everyone
announce-button-mentees = Mentees
announce-button-mentors = Mentors
announce-button-pairs = Both sides of every pair
announce-button-groups = A group

announce-problem-empty = There was nothing to read in that. Nothing has changed.
announce-problem-long = That is longer than one message can be. What I had before is kept; please write it shorter, up to { $limit } characters.
announce-problem-rest = That is the rest of a text which is longer than one message can be, so your announcement has only its first part now. Please write it shorter, up to { $limit } characters.
announce-problem-nobody = Nobody who takes part fits that just now, so nothing has gone out. Please choose somebody else.
announce-problem-no-words = An announcement is words only. What you have written so far is kept.

cancel-announcement = All right. Your announcement is kept as it is and has gone to nobody. /survey leads back to it.
late-announcement = Your announcement is kept as it is. /survey leads back to it.
