# What coordinators read of who did what, and what somebody reads who has to wait.

slowed-wait =
    { $minutes ->
        [one] Several things were asked for here that I cannot give, so I am taking a break from this chat for a minute. Until then I do not read what you send. /talk works all the time.
       *[other] Several things were asked for here that I cannot give, so I am taking a break from this chat for { $minutes } minutes. Until then I do not read what you send. /talk works all the time.
    }
slowed-wait-tap =
    { $minutes ->
        [one] I am taking a break from this chat for a minute. /talk works all the time.
       *[other] I am taking a break from this chat for { $minutes } minutes. /talk works all the time.
    }
