"""Ten weeks of a programme of forty, with one pair in the foreground: Ana and her mentor Ben."""

from dataclasses import replace

from bot.rehearsal.habits import DILIGENT, SILENT, Surveys
from bot.rehearsal.script import (
    Aside,
    HandsOut,
    Heading,
    Leaves,
    Says,
    SendsFile,
    Step,
    Taps,
    Turns,
    Until,
    sees,
)
from bot.rehearsal.ten_weeks_people import MENTOR, PAIRS, people_csv

SURVEY = "Half-way check"
QUESTIONS = (
    "How is it going between the two of you? 1 is not well, 5 is very well.",
    "How easy is it to find time for each other? 1 is very hard, 5 is easy.",
    "How safe do you feel to say what is hard? 1 is not at all, 5 is very.",
    "How well do we look after you? 1 is not well, 5 is very well.",
    "- And would you like an evening where all of us meet?",
)
HEARD = "You find little time for each other. From May on there is an open evening every month."
FIRST_NOTE = "Talked with Ana. Ben works nights this month; I keep trying to reach him."
SECOND_NOTE = "Called both. They meet this Friday, and Ben is on days from now on."
CHANGED = "I ask before I give advice."
KEPT = "The walks along the harbour."
ANAS_ANSWERS = ("3", "2", "4", "4", "Yes")

# What the coordinator sees of it, and of all pairs at the end.
THE_RESULTS = ("It reached 29 people", "28 answered (97%)", "Average 4.6 · 28 answers")
THE_END = ("Urgent 0", "on track 17")

# She answers surveys and the question about the pair by hand, where one can see it.
_ANA = replace(DILIGENT, surveys=Surveys.NEVER)
_DRIFTING = replace(SILENT, tells=1.0, meets=False)


def _asks(kind: str, words: str) -> tuple[Step, ...]:
    return Taps("Maria", kind), Says("Maria", words)


FIRST_WEEK: tuple[Step, ...] = (
    Heading("Maria brings in forty people from one file"),
    Turns("Ana", _ANA, "Ana looks at her phone often, and answers what she is asked."),
    SendsFile("Maria", "people.csv", people_csv()),
    sees("Maria", "There are 40 people in this file", f"40 links, {PAIRS} pairs, 2 groups"),
    Taps("Maria", "Yes, go ahead"),
    HandsOut("Maria"),
    sees("Ana", "Ben said yes", "every Wednesday at 19:00", "every Friday at 17:00"),
    Aside("To be sure, Maria sends the same file once more."),
    SendsFile("Maria", "people.csv", people_csv()),
    sees("Maria", "40 have joined already", "nothing new to do"),
    Says("Ingrid", "/pause"),
    Taps("Ingrid", "Another date"),
    Says("Ingrid", "3 May"),
    Taps("Ingrid", "Yes, pause"),
    Says("Maria", "/health"),
    sees("Maria", f"too early to tell {PAIRS}"),
)
SECOND_WEEK: tuple[Step, ...] = (
    Heading("The second week"),
    Until("Mon 09:00"),
    Until("Tue 12:00"),
    Leaves("Pavel"),
    sees("Maria", "I cannot reach Pavel any more"),
)
THIRD_WEEK: tuple[Step, ...] = (
    Heading("The third week: Ben's shifts change"),
    Until("Mon 09:00"),
    Until("Wed 09:00"),
    Turns("Ben", SILENT, "Ben works nights now. What comes in on his phone stays unread."),
    Until("Fri 09:00"),
    Turns("Ana", _DRIFTING, "Ben does not come on Friday. Ana says so, and stops writing."),
)
_SURVEY: tuple[Step, ...] = (
    Heading("The fourth week: Maria asks everybody how it is going"),
    Until("Mon 09:00"),
    Says("Olena", "/pause"),
    Taps("Olena", "Two weeks"),
    Taps("Olena", "Yes, pause"),
    Until("Tue 10:00"),
    Leaves("Ivan", account=True),
    Says("Maria", "/survey"),
    Taps("Maria", "A new survey"),
    Says("Maria", SURVEY),
    *_asks("1 to 5", QUESTIONS[0]),
    Taps("Maria", "One more question"),
    *_asks("1 to 5", QUESTIONS[1]),
    Taps("Maria", "One more question"),
    *_asks("1 to 5", QUESTIONS[2]),
    Taps("Maria", "One more question"),
    *_asks("1 to 5", QUESTIONS[3]),
    Taps("Maria", "One more question"),
    *_asks("Yes or no", QUESTIONS[4]),
    Taps("Maria", "That is all"),
    Taps("Maria", "Anonymous"),
    Taps("Maria", "Both sides of pairs"),
    Taps("Maria", "Ask these"),
    Taps("Maria", "As soon as I send it"),
    Taps("Maria", "1 week"),
    Taps("Maria", "No, once is enough"),
    Taps("Maria", "Send it"),
    Taps("Maria", "Yes, send it to …"),
    sees("Ana", SURVEY, "Question 1 of 5"),
    *(Taps("Ana", answer) for answer in ANAS_ANSWERS),
    sees("Ana", "Your answers are in, without your name"),
)

_RESULTS: tuple[Step, ...] = (
    Heading("The fifth week: what they said, and what comes of it"),
    Until("Mon 09:00"),
    Until("Tue 10:30"),
    sees("Maria", f"{SURVEY} has closed"),
    Taps("Maria", "See the results"),
    sees("Maria", *THE_RESULTS),
    Taps("Maria", "As a picture"),
    Taps("Maria", "Table (CSV)"),
    Taps("Maria", "Table (Excel)"),
    Taps("Maria", "What we heard, what we changed"),
    Says("Maria", HEARD),
    Taps("Maria", "Send it to …"),
    Until("Wed 12:00"),
    sees("Ana", "This is what came of it", HEARD),
)
_NEEDS_A_CALL: tuple[Step, ...] = (
    Heading("The sixth week: the Monday digest names Ana and Ben"),
    Until("Mon 09:30"),
    sees("Maria", "Who needs a call", "Ana and Ben: needs a check-in"),
    Says("Maria", "/health"),
    Taps("Maria", "Ana and Ben"),
    sees("Maria", "Ana and Ben: needs a check-in", "2 reflections in a row went by"),
    Aside("Maria rings Ana, and talks with her for a while. Ben does not pick up."),
    Taps("Maria", "I have seen to all of this"),
    Says("Maria", FIRST_NOTE),
    sees("Maria", "There is no reason to call", "Seen to", FIRST_NOTE),
)
_URGENT: tuple[Step, ...] = (
    Heading("The seventh week: Ana says how it is"),
    Until("Mon 09:30"),
    sees("Maria", "Who needs a call", "Ana and Ben: urgent"),
    Until("Tue 19:30"),
    sees("Ana", "How is it going between the two of you?"),
    Taps("Ana", "2"),
    Until("Wed 10:00"),
    Says("Maria", "/health"),
    Taps("Maria", "Ana and Ben"),
    sees("Maria", "Ana and Ben: urgent", "said 2 or less out of 5", "3 reflections in a row"),
    Aside("Maria reaches both of them. Ben is on days again, and they want to try once more."),
    Taps("Maria", "I have seen to all of this"),
    Says("Maria", SECOND_NOTE),
    Turns("Ben", MENTOR, "Ben reads what has come in on his phone, and answers again."),
    Turns("Ana", _ANA, "Ana answers again, too."),
    Taps("Ana", "Carry on every week"),
)
_BACK: tuple[Step, ...] = (
    Heading("The eighth week: they have met"),
    Until("Mon 09:30"),
    sees("Maria", "Ana and Ben: urgent, now on track"),
    Heading("Another pair comes to its end, and looks back"),
    Says("Maria", "/people"),
    Says("Maria", "Marisol"),
    Taps("Maria", "Marisol"),
    Taps("Maria", "Zofia: this pair"),
    Taps("Maria", "End this pair"),
    Taps("Maria", "Yes, end it"),
    Turns("Marisol", None, "Marisol sits down with it in the evening."),
    Taps("Marisol", "Look back"),
    Says("Marisol", CHANGED),
    Says("Marisol", KEPT),
    Taps("Marisol", "Send"),
)
_ON_TRACK: tuple[Step, ...] = (
    Heading("The last two weeks"),
    Until("Mon 09:30"),
    Until("Mon 09:30"),
    Until("Mon 09:30"),
    Says("Maria", "/health"),
    sees("Maria", *THE_END),
    Aside("Ana and Ben are on track, and nobody has to call them."),
)
STORY = (
    FIRST_WEEK
    + SECOND_WEEK
    + THIRD_WEEK
    + _SURVEY
    + _RESULTS
    + _NEEDS_A_CALL
    + _URGENT
    + _BACK
    + _ON_TRACK
)
