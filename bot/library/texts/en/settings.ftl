# What people settle for themselves, and pausing.

settings-show =
    <b>Your settings</b>
    Name: { $name }
    Time zone: { $city }, where it is { $time } now
    Language: { $language }
settings-paused = Paused until { $day }. /resume ends it earlier.
settings-changed = That is changed.
settings-change-name = Change name
settings-change-zone = Change time zone
settings-change-language = Change language
settings-end-pair = End the pair with { $other }
settings-ask-name = What shall I call you from now on?
settings-ask-zone = Tap the place whose clock is yours, or type the name of your city. What is agreed moves along with it.
settings-ask-language = Which language shall I use with you?

pause-ask =
    How long would you like a pause?

    Until then I do not write to you by myself. Everything you have written stays, and nothing counts as missed.
pause-ask-paused = You are paused until { $day }. Would you like another date? /resume ends the pause now.
pause-week = A week
pause-two-weeks = Two weeks
pause-month = A month
pause-other = Another date
pause-ask-date = Until which day? Please write it like 14 March.
pause-bad-date = I could not use that as a date, and I have not passed it on to anyone. It should be a day after today, within a year: please write it like 14 March, or two weeks. /talk shows where to turn.
pause-confirm =
    A pause until <b>{ $day }</b>, then. Shall I?

    { $stops }

    /talk works all the same, and so does everything you ask for yourself. If you are paired with somebody, I tell them that you pause and until when, and nothing else.
pause-stops-mentee = Your weekly questions and the questions after meetings stop until then.
pause-stops-mentor = Your own check-ins, digests and the questions after meetings stop until then. /digest still shows you what your mentee wrote.
pause-stops-coordinator = News about people who join waits until then. If somebody asks for a person to talk to, I still tell you at once.
pause-yes = Yes, pause
pause-done = You are paused until { $day }. That morning I say hello again; /resume ends it earlier. Look after yourself.
pause-kept = Then we leave it as it is.
pause-still = Then we leave it as it is: paused until { $day }.
pause-over = Welcome back. The pause is over.
pause-none = You are not paused, so everything goes on as agreed.
pause-back-mentee = Your weekly questions come again on the day you agreed on. /reflect begins earlier, if you like.
pause-back-mentor = Check-ins and digests come again as agreed. /digest shows what there is now.
pause-back-coordinator = You get news about your programme again.
