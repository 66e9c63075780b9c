# Making a survey: the list, one survey's page, writing one, sending it.

cancel-survey = Stopped. What you have written is kept: /survey takes it up again.
late-survey = /survey takes up what you had begun.
menu-survey = Ask many people at once
refused-nobody-to-ask = Nobody fits whom this survey is for, so it has gone to nobody. It is kept as a draft.
refused-nothing-to-preview = There is nothing to look at yet. It needs a title and one question first.

survey-list = <b>Surveys</b>
survey-list-empty = A survey asks many people the same few questions, and shows you what they said together. There is none yet.
survey-list-how = Tap one to see how it is doing, or begin a new one.
survey-copy-which = Which one shall I copy? You get a draft, and the old one stays as it is.
survey-copy-none = There is no old one to copy yet. The library has some to begin from.
survey-button-new = A new survey
survey-button-library = From the library
survey-button-copy-old = Copy an old one
survey-button-announce = An announcement
survey-untitled = no title yet
survey-entry-draft = Draft · { $title }
survey-entry-scheduled = { $day } · { $title }
survey-entry-open = Open · { $title }
survey-entry-closed = Closed { $day } · { $title }

survey-library = <b>The library</b>
    Pick one to begin from. You get a draft, and can change every word of it.
survey-library-one = <b>{ $title }</b>
    { $about } { $questions ->
        [one] 1 question.
       *[other] { $questions } questions.
    }

survey-state-draft = A draft. It has gone to nobody.
survey-state-scheduled = It waits for its day.
survey-state-open = Open until { $when }. It has reached { results-reached }, and { results-have-answered }.
survey-state-closed = Closed since { $when }. It reached { results-reached }, and { results-did-answer }.
survey-page-editor = { $name } is writing it. Last change: { $when }.
survey-page-reminded = The reminder has gone out: { $when }.
survey-page-round = This is round { $round }.
survey-page-next = { $state ->
    [scheduled] The next round goes out on { $when }.
    [draft] The next round is a draft, and goes out when you send it.
    [open] The next round is open.
   *[other] There has been another round since.
}
survey-button-write = Go on writing
survey-button-preview = Preview
survey-button-test = Test on me
survey-button-copy = Copy it
survey-button-drop = Throw it away
survey-button-unplan = Take it back
survey-button-remind = Remind now
survey-button-close = Close it now
survey-button-once = Stop repeating
survey-button-round = The next round
survey-button-results = Results
survey-button-heard = What we heard
survey-button-all = All surveys
survey-ask-drop = Shall I throw this draft away, with everything in it?
survey-ask-close = Shall I close it now? Nobody can answer after that. It has reached { results-reached }, and { results-have-answered }.
survey-close-few = It is anonymous, and nothing is shown with fewer than { $fewest } answers. If it closes now, what people have said is deleted unseen, and cannot be brought back.
survey-ask-once = Shall it come no more after this round? { $state ->
    [scheduled] This one still goes out on { $when }. If it shall not go either, take it back instead.
   *[other] This one stays open until { $when }. It cannot begin to repeat again, but a copy of it can.
}
survey-ask-remind = Shall I remind those who have not answered yet? That is { $waiting ->
    [one] 1 person
   *[other] { $waiting } people
}, and it can be done once.
survey-button-yes-drop = Yes, throw it away
survey-button-yes-close = Yes, close it
survey-button-yes-remind = Yes, remind them
survey-button-yes-once = Yes, no more rounds
survey-dropped = All right, that draft is gone. /survey shows the others.
survey-gone = That survey is no longer there, so I have not put this anywhere. /survey shows what there is.

survey-kind-five = 1 to 5
survey-kind-ten = 0 to 10
survey-kind-choice = One choice
survey-kind-choices = Several choices
survey-kind-yes_no = Yes or no
survey-kind-text = Their own words

survey-ask-title = <b>A survey</b>
    What is it about? Write a title of at most { $most } characters. Whoever is asked sees it.
survey-now = Now: { $words }
survey-button-keep = Keep it
survey-ask-kind = <b>Question { $number }</b>
    How shall it be answered?
survey-ask-words = <b>Question { $number }</b> · { $kind }
    Write the question just as people will read it.
survey-ask-words-five = Say in it what 1 and 5 stand for.
survey-ask-words-ten = Say in it what 0 and 10 stand for.
survey-ask-words-choice = The choices come next.
survey-ask-options = <b>Question { $number }</b> · { $kind }
    Write the choices, one on each line: from 2 to { $most }, each of at most { $longest } characters.
survey-options-so-far = So far:
survey-options-add = What you write now is added to them.
survey-button-done = That is all
survey-button-less = Take the last one away
survey-button-none = Take all away
survey-questions = <b>The questions</b>
survey-questions-none = None yet.
survey-questions-how = Tap a number to change, move or delete one.
survey-question-line = { $number }. { $words } <i>({ $kind })</i>
survey-question-begun = not written yet
survey-button-add = One more question
survey-question = <b>Question { $number } of { $of }</b> · { $kind }
survey-button-words = Change the words
survey-button-options = Change the choices
survey-button-kind = Another kind of answer
survey-button-up = Move up
survey-button-down = Move down
survey-button-delete = Delete it

survey-ask-named = Shall answers bear a name?

    <b>Anonymous:</b> answers are kept without a name. You see them together, after it has closed, and only where at least { $fewest } people answered.

    <b>With names:</b> you and the other coordinators read who said what, and people are told so before they answer.
survey-button-anonymous = Anonymous
survey-button-named = With names

survey-ask-audience = <b>Who is asked?</b>
survey-audience-none = Nobody is chosen yet.
survey-audience-now = Now: { $who }. { survey-people-today }
survey-people-today = { $people ->
    [0] That is nobody today.
    [one] That is 1 person today.
   *[other] That is { $people } people today.
}
survey-who-everyone = everyone
survey-who-mentees = mentees
survey-who-mentors = mentors
survey-who-coordinators = coordinators
survey-who-pairs = both sides of every pair
survey-who-mentoring = both sides of pairs of a mentor and a mentee
survey-who-mentor_peers = mentors paired with each other
survey-who-mentor_support = both sides of pairs of a coordinator and a mentor
survey-who-group = the group “{ $group }”
survey-who-people = chosen people
survey-who-active = { $who } in an active pair
survey-who-paused = { $who } in a paused pair
survey-who-active-only = { $who }, active ones only
survey-who-paused-only = { $who }, paused ones only
survey-button-everyone = Everyone
survey-button-mentees = Mentees
survey-button-mentors = Mentors
survey-button-pairs = Both sides of pairs
survey-button-kinds = Pairs of one kind
survey-button-groups = A group
survey-button-people = Chosen people
survey-button-active = Active pairs
survey-button-paused = Paused pairs
survey-button-any = Any
survey-ask-kinds = Which kind of pair?
survey-button-mentoring = Mentor and mentee
survey-button-mentor_peers = Mentor and mentor
survey-button-mentor_support = Coordinator and mentor
survey-ask-groups = Which group?
survey-no-groups = There are no groups yet.
survey-ask-people = Tap the people who shall be asked, or type a name to find it. { $chosen ->
    [0] Nobody is chosen yet.
    [one] 1 is chosen.
   *[other] { $chosen } are chosen.
}
survey-chosen = • { $label }
survey-button-use = Ask these

survey-ask-opens = When shall it go out? Tap, or write a day and a time, like 14 March 18:30.

    Nobody is written to at night: I wait until it is morning where they are.
survey-button-now = As soon as I send it
survey-ask-closes = When shall it close? Tap, or write how long or until when, like 10 days or 14 March.
survey-days = { $days ->
    [one] 1 day
    [7] 1 week
    [14] 2 weeks
   *[other] { $days } days
}
survey-ask-repeat = Shall it come again by itself? Tap, or write a number of weeks. Each round goes to whoever fits then.
survey-button-no-repeat = No, once is enough
survey-weeks = Every { $weeks ->
    [one] week
   *[other] { $weeks } weeks
}

survey-review = <b>{ $title }</b>
survey-review-questions = <b>Questions</b>
survey-line-anonymous = <b>Answers:</b> anonymous
survey-line-named = <b>Answers:</b> with names
survey-line-named-open = <b>Answers:</b> not said yet
survey-line-who = <b>For:</b> { $who }. { survey-people-today }
survey-line-who-open = <b>For:</b> nobody yet
survey-line-opens-now = <b>Goes out:</b> as soon as you send it
survey-line-opens = <b>Goes out:</b> { $when }
survey-line-closes-days = <b>Closes:</b> after { $days }
survey-line-closes = <b>Closes:</b> { $when }
survey-line-closes-open = <b>Closes:</b> not said yet
survey-line-repeat = <b>Comes again:</b> { $weeks }
survey-line-once = <b>Comes again:</b> no
survey-count-questions = <b>Questions:</b> { $questions }
survey-review-how = This is a draft, and nobody has been asked yet.
survey-button-send = Send it
survey-button-plan = Let it wait for its day
survey-button-part-title = Title
survey-button-part-questions = Questions
survey-button-part-named = With names or not
survey-button-part-audience = Who is asked
survey-button-part-opens = When
survey-button-part-closes = Until when
survey-button-part-repeat = Repeat
survey-button-later = Leave it for later

survey-ask-send = <b>Send “{ $title }” to { survey-people } now?</b>

    What has reached people cannot be called back.
survey-ask-plan = <b>Shall “{ $title }” go out on { $when }?</b>

    It goes to whoever fits then: { survey-people } as of today. Until then you can take it back.
survey-people = { $people ->
    [one] 1 person
   *[other] { $people } people
}
survey-few = It is anonymous, so there is nothing to see unless at least { $fewest } people answer. That can hardly happen with so few.
survey-button-yes-send = Yes, send it to { survey-people }
survey-button-yes-plan = Yes, on that day
survey-sent = <b>{ $title }</b> is on its way to { survey-people }.

    It closes on { $closes }. Before that I remind those who have not answered, once. /survey shows how many have.
survey-planned = <b>{ $title }</b> goes out on { $when }, to whoever fits then.

    /survey shows it, and takes it back.
survey-unsent = <b>{ $title }</b> was to go out now, but there was nobody to ask, or it would have closed already. It has gone to nobody, and is a draft again: /survey

survey-taken = { $name } is writing this survey. Last change: { $when }.

    If you take it over, { $name } finds out at the next word they write, and gets it back.
survey-taken-typed = { $name } is writing this survey now, so I have not put this into it. Here it is, so that nothing is lost:
survey-taken-sent = This survey is no draft any more, so I have not put this into it. Here it is, so that nothing is lost:
survey-button-take-over = Take it over

survey-preview = <b>Preview: { $number } of { $of }.</b> This is what people see. Nothing is stored.
survey-button-before = Question before
survey-button-next = Next question
survey-test = <b>A test.</b> Nothing you tap is stored.
survey-test-text = This one is answered in words. In a test there is nothing to write: tap to go on.
survey-test-over = That was the test, and nothing of it is stored. People see a word of thanks here.

survey-problem-tap = I cannot take words here. Please tap one of the buttons.
survey-problem-title-empty = It needs a title, in words.
survey-problem-title-long = That title has { $count } characters, and { $limit } fit. Please make it a little shorter; your words are still above.
survey-problem-words-empty = The question needs words.
survey-problem-words-long = That question has { $count } characters, and { $limit } fit. Please make it a little shorter; your words are still above.
survey-problem-option-empty = I need the choices in words, one on each line.
survey-problem-option-long = “{ $words }” has { $count } characters, and { $limit } fit on a button. Please write that one shorter. The others are kept.
survey-problem-option-same = “{ $words }” was there already, so I left it out once.
survey-problem-options-many = More than { $limit } choices are hard to read on a phone, so I left out the last { $count ->
    [one] one
   *[other] { $count }
}.
survey-problem-options-few = A choice needs at least { $limit } to choose from.
survey-problem-questions-many = There are { $limit } questions now, and few people answer more. Delete one to make room.
survey-problem-questions-none = It needs at least one question first.
survey-problem-named-open = Please say first whether answers bear a name.
survey-problem-nobody = There is nobody in that just now. Please choose somebody else.
survey-problem-name-unknown = Nobody who takes part is called something like that. Please try another name, or a few letters of it.
survey-problem-when-unread = I could not read that. Please write it like 14 March 18:30, or tap.
survey-problem-when-past = That moment has gone by already. Please choose a later one.
survey-problem-when-far = That is more than a year away. Please choose something nearer.
survey-problem-closes-open = Please say first when it closes.
survey-problem-closes-first = It would close before it goes out. Please choose a later end.
survey-problem-repeat-unread = Please write a number of weeks, up to { $limit }, or tap.
survey-problem-repeat-soon = It is open for { $count } days, so the next round would begin before it has closed. Please choose more weeks.
