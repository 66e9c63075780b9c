# /privacy, for somebody's own case. What stands behind each line is bot/domain/visibility.py.

privacy-today = <b>Who can see what of yours, today</b>
privacy-withdrawn = You no longer take part. I send you nothing by myself, keep nothing new, and show nobody what you wrote, except where you ask for somebody yourself: /talk

privacy-who-mentor = <b>{ $names }</b>, your { $count ->
    [one] mentor, reads:
   *[other] mentors, read:
}
privacy-who-mentor-proposed = <b>{ $names }</b>, who may become your mentor, { $count ->
    [one] reads:
   *[other] read:
}
privacy-who-mentor-paused = <b>{ $names }</b>, your { $count ->
    [one] mentor, reads while you two take a break:
   *[other] mentors, read while the pairs take a break:
}
privacy-who-mentor-ended = <b>{ $names }</b>, who mentored you before, { $count ->
    [one] reads:
   *[other] read:
}
privacy-who-mentee = <b>{ $names }</b>, whose mentor you are, { $count ->
    [one] reads:
   *[other] read:
}
privacy-who-mentee-proposed = <b>{ $names }</b>, whose mentor you may become, { $count ->
    [one] reads:
   *[other] read:
}
privacy-who-mentee-paused = <b>{ $names }</b>, whose mentor you are, { $count ->
    [one] reads while you two take a break:
   *[other] read while the pairs take a break:
}
privacy-who-mentee-ended = <b>{ $names }</b>, whose mentor you were, { $count ->
    [one] reads:
   *[other] read:
}
privacy-who-away = <b>{ $names }</b>, who { $count ->
    [one] does not take part for now, reads:
   *[other] do not take part for now, read:
}
privacy-who-coordinator = <b>{ $names }</b>, who { $count ->
    [one] coordinates, reads:
   *[other] coordinate, read:
}
privacy-more = { $count } more
privacy-item = – { $thing }
privacy-reads-nothing = nothing that you write
privacy-knows = – and { $count ->
    [one] knows
   *[other] know
} { $things }
privacy-learns = – and { $count ->
    [one] learns
   *[other] learn
}, without a word that you wrote, { $things }
privacy-everybody = <b>Everybody in your programme</b> sees { $things }.

privacy-words-reflection = your answers for the week, once you have sent them
privacy-words-agenda = what you put on your list
privacy-words-assessment = how you saw the week, once your mentee has sent theirs or the week has passed
privacy-words-meeting = what you answer after a meeting
privacy-words-pulse = what you choose to share of how it is going
privacy-words-closing = what you choose to share when you look back at the end
privacy-words-survey = what you answer to a survey that asks with your name
privacy-words-talk = that you ask for a person to talk to, and what you choose to add
privacy-words-reaching = that you ask them to get in touch, and what you choose to add
privacy-words-concern = a concern about your mentor, if you send one; your mentor never learns of it
privacy-words-note = what you note about a pair
privacy-words-audit = when you agreed to something or ended it
privacy-words-name = your name
privacy-words-coordinator = what you are called, where you have done something for them
privacy-words-pairing = whom you are paired with
privacy-words-zone = your time zone
privacy-words-break = when you take a break or cannot be reached
privacy-words-schedule = when you reflect and meet
privacy-words-schedule-ended = which meetings were planned with you
privacy-words-place = where you meet
privacy-words-activity = on which day you last did something here
privacy-words-health = how your pair is doing by dates and numbers
privacy-happened-reflection = whether your answers for the week come in
privacy-happened-assessment = whether you say how you saw the week
privacy-happened-meeting = whether you meet
privacy-happened-pulse = whether you answer how it is going
privacy-happened-agenda = whether you use your list
privacy-happened-schedule = when you meet next
privacy-number-pulse = when a number from 1 to 5 that one of you gave is low or falls or lies apart

privacy-only-you = <b>Nobody but you</b> reads:
privacy-only-unsent = what you have not sent
privacy-only-kept = what you mark “only me”
privacy-only-anonymous = which answers are yours in a survey without names

privacy-rest = <b>Whoever runs the server</b> keeps it encrypted, but holds the key and could read it. <b>Telegram</b> carries the messages; chats with bots are not end-to-end encrypted. Nobody watches this chat as you write. There are words after which I show you where to turn, but I miss many; I keep no note of that and tell nobody. When you need a person: /talk
privacy-change = Each question says who will read your answer. /settings changes your name, /mydata sends you all that I keep about you, /forget erases it.
privacy-change-not-in = /mydata sends you all that I keep about you, /forget erases it.
