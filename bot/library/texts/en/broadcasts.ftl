# How far a broadcast is, stopping it, and announcements. Read by coordinators, except for
# `announcement`, which everybody who gets one reads.

broadcast-of-announcement = Your announcement
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
        [one] One did not get it any more: they left, pause, or it was over for them.
       *[other] { $count } did not get it any more: they left, pause, or it was over for them.
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
broadcast-to-others = Send it to the others
broadcast-others-on-their-way = It goes to the others now.

broadcast-names-sent = Got it
broadcast-names-unsure = Perhaps got it: the line broke on the way
broadcast-names-waiting = Still to go
broadcast-names-unreachable = Cannot be reached
broadcast-names-others = Did not get it
broadcast-names-none = nobody
broadcast-names-file = who-got-it.txt
broadcast-names-caption = { $count } names are too many for a message, so here they are as a file.
