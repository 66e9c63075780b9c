# What came of a survey: the page, the chart, the files, and what people hear of it.

results-title = <b>{ $title }</b>{ $round ->
    [1] {""}
   *[other] {" "}· round { $round }
}
results-open = Open until { $when }.
results-closed = Closed since { $when }.
results-reached = { $reached ->
    [one] 1 person
   *[other] { $reached } people
}
results-have-answered = { $answered ->
    [0] nobody has answered yet
    [one] 1 has answered
   *[other] { $answered } have answered
}
results-did-answer = { $answered ->
    [0] nobody answered
   *[other] { $answered } answered
}
results-reach = It reached { results-reached }, and { $answered } answered ({ $share }).
results-to-come = { $count ->
    [one] 1 person gets it later.
   *[other] { $count } people get it later.
}
results-missed = { $count ->
    [one] 1 more did not get it.
   *[other] { $count } more did not get it.
}
results-rate = { results-who } { $answered } of { $reached }
results-who = { $segment ->
    [mentee] Mentees
    [mentor] Mentors
    [both] Mentors who are mentees too
   *[other] Others
}
results-everybody = Everybody
results-not-out = This survey has not gone out yet, so there is nothing to see.
results-wait = It is anonymous. What people say is shown once it has closed, all together.
results-too-few = { $answered ->
    [0] Nobody answered.
    [one] One person answered, and was promised that nothing is shown unless at least { $fewest } do. So what they said has been deleted unseen.
   *[other] { $answered } people answered. They were promised that nothing is shown unless at least { $fewest } do, so what was said has been deleted unseen.
} Next time it may help to keep it open longer, or to say in a meeting why it matters.
results-none-yet = Nobody has answered yet.
results-none = Nobody answered.

results-question = <b>{ $number }. { $words }</b>
results-row = <code>{ $label } { $bar }</code> { $count }
results-choice = <code>{ $bar }</code> { $count } · { $label }
results-choice-parts = <code>{ $bar }</code> { $count } · { $label } <i>({ $parts })</i>
results-part = { results-who }: { $count }
results-mean = Average { $mean } · { results-answers }
results-mean-part = { results-who }: { $mean }
results-answers = { $people ->
    [one] 1 answer
   *[other] { $people } answers
}
results-several = { results-answers }, several choices each
results-words = { $people ->
    [0] Nobody wrote anything.
    [one] One answer in words.
   *[other] { $people } answers in words.
}
results-hidden = Fewer than { $fewest } people answered this one, so nothing of it is shown.
results-rounds = Average by round: { $means }
results-yes = Yes
results-no = No
results-page = Page { $number } of { $of }

results-button-chart = As a picture
results-button-words = What they wrote
results-button-people = Who said what
results-button-csv = Table (CSV)
results-button-xlsx = Table (Excel)
results-button-heard = What we heard, what we changed
results-button-told = What you wrote back
results-button-survey = This survey
results-button-see = See the results
results-making = One moment, I am putting it together.
results-nothing = There is nothing in it just now.

results-chart-caption = <b>{ $title }</b>
results-chart-caption-page = <b>{ $title }</b>: picture { $number } of { $of }
results-chart-answered = { $answered } of { $reached } answered
results-chart-mean = Average { $mean }
results-chart-rounds = Average by round
results-chart-share = { $count } ({ $share })
results-chart-question = Question { $number }
results-chart-option = Choice { $number }
results-chart-of = { $number } of { $of }
results-chart-survey = Survey

results-file-words = <b>{ $title }</b>: what people wrote, without names. The order means nothing, and no answer belongs to another.
results-file-people = <b>{ $title }</b>: who said what. Please keep it among coordinators.
results-file-csv = <b>{ $title }</b> as a table that any spreadsheet opens.
results-file-xlsx = <b>{ $title }</b> as a table for Excel and the like.
results-file-named = It holds names: please keep it among coordinators.
results-head-words = What people wrote, without names. The order means nothing, and no answer belongs to another.
results-head-people = Who said what.
results-file-name = { $title } results
results-column-number = No.
results-column-question = Question
results-column-answer = Answer
results-column-people = People
results-column-share = Share
results-column-name = Name
results-column-role = Was asked as
results-row-mean = Average
results-row-mean-round = Average in round { $round }
results-row-answered = Answered
results-sheet-results = Results
results-sheet-words = In their words
results-sheet-people = Who said what
results-role = { $segment ->
    [mentee] Mentee
    [mentor] Mentor
    [both] Mentee and mentor
   *[other] Other
}

results-closed-notice = <b>{ $title }</b> has closed. It reached { results-reached }, and { results-did-answer }.
results-closed-few = <b>{ $title }</b> has closed. { $answered ->
    [0] Nobody answered.
   *[other] It reached { results-reached }, and { $answered } answered: too few answers to show anything of it.
}
results-closed-next = Look at it when you have a quiet moment. And those who answered like to hear what comes of it: there is a button for that.

heard-ask = <b>What we heard, what we changed</b>
    People answer more gladly when they see that it mattered. Write, in one message, what you heard in “{ $title }” and what is going to be different. I show you how it looks before anything goes out.
heard-preview = <b>This is what people will read.</b> To change it, just write it anew.

    <blockquote>{ $words }</blockquote>
heard-other = <b>{ $author } has written this:</b>

    <blockquote>{ $words }</blockquote>
heard-one-of-them = All of it is kept, and only one goes out: the first that is sent.
heard-wrong-empty = I need words for this, as one message.
heard-wrong-long = That has { $count } characters, and { $most } fit. Please make it a little shorter; your words are still above.
heard-wrong-rest = That belongs to the message before it, which is too long to go as one. Please make it shorter, up to { $most } characters; your words are still above.
heard-wrong-nobody = Nobody whom it reached takes part any more, so it has gone to nobody.
heard-wrong-changed = There are other words by now than those you were looking at, so nothing has gone out.
heard-wrong-sent = This has gone out already, so I have not changed it.
heard-button-send = Send it to { $people ->
    [one] 1 person
   *[other] { $people } people
}
heard-button-later = Leave it for later
heard-button-results = The results
heard-left = All right. What is written is kept, and has gone to nobody.
heard-sent = On { $when } this went to everybody whom “{ $title }” had reached:

    <blockquote>{ $words }</blockquote>
heard-told = <b>What we heard, what we changed</b>
    { $programme } asked you about “{ $title }”. This is what came of it.

    { $words }

refused-anonymous-reminder = This reminder went to those who had not answered yet. Who they are is not shown, because the survey is anonymous.
cancel-survey-heard = Stopped. What you have written is kept, and has gone to nobody. The results of the survey lead back to it: /survey
late-survey-heard = The results of the survey lead back to what you had begun: /survey
