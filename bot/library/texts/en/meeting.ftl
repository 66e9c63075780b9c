# After a meeting.

meeting-checkin = You and { $other } had a meeting planned for { $when }. How was it?
    { $questions } short questions, about { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
}. Each one says who reads your answer.
meeting-button-begin = Begin
meeting-not-met = Thank you. Not every meeting happens, and that is fine. /schedule plans another time for you two.
