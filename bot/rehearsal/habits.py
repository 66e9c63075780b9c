"""What people do when something comes in on their phone, if nobody tells them: their habits.

They look at what a message says and at its buttons, as a person would, and know nothing else.
"""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from random import Random

from bot.rehearsal.model import Message

# Whoever is asked this says yes, or sends what they have written.
_YES = (
    "I agree",
    "Yes, gladly",
    "Yes, that suits me",
    "Send",
    "Send my answers",
    "Do those later, begin these",
)
_NO_ANSWER = ("Back", "Skip", "Skip and send", "Keep it", "Done")
_SURVEY_WORDS = ("Open until", "shown only together with others", "will read this with your name")
_SECOND_OF_MANY = "Do you feel heard"
A_LINE = (
    "It went well enough.",
    "We talked about the winter, and laughed.",
    "The bus was late again, so there was less time.",
    "Somebody thanked me, and I did not know what to say.",
    "Nothing special, and that was good.",
)


class Surveys(Enum):
    """When somebody answers a survey."""

    AT_ONCE = "at once"
    REMINDED = "when reminded"
    NEVER = "never"


@dataclass(frozen=True)
class Habit:
    """What somebody is like; chances are from 0 to 1.

    `answers` and `skips` say how often the weekly questions are begun, or skipped by the button;
    otherwise they lie there, until a reminder, when `reminded` says how often they are begun.
    `writes` is how often a question gets words. `assesses` is how often a mentor says how they saw
    the week, `tells` how often either says how a meeting was; `meets` whether it then took place.
    `taps` is how often the question about the pair is answered, with one of `numbers`, `patient`
    how often they go on where more questions follow it.
    """

    answers: float = 1.0
    skips: float = 0.0
    reminded: float = 1.0
    writes: float = 0.5
    assesses: float = 0.0
    tells: float = 1.0
    meets: bool = True
    taps: float = 1.0
    patient: float = 1.0
    numbers: tuple[int, ...] = (4, 5)
    surveys: Surveys = Surveys.AT_ONCE


DILIGENT = Habit(writes=1.0, assesses=1.0)
BRIEF = Habit(answers=0.06, skips=0.94, writes=0.2, tells=0.0, patient=0.1)
FORGETFUL = Habit(
    answers=0.0, reminded=0.75, writes=0.1, tells=0.0, patient=0.1, surveys=Surveys.REMINDED
)
SILENT = Habit(answers=0.0, reminded=0.0, tells=0.0, taps=0.0, patient=0.0, surveys=Surveys.NEVER)


@dataclass(frozen=True)
class Tap:
    """They tap this button of the message."""

    label: str


@dataclass(frozen=True)
class Say:
    """They write this."""

    text: str


def occasion(text: str, day: date) -> str:
    """What chance is drawn for: what is asked and when; of a survey only what, reminded or not."""
    question = text[max(0, text.find("Question ")) :]
    return question if _is_survey(text) else f"{day} {text}"


def decide(habit: Habit, message: Message, city: str, draw: Random) -> Tap | Say | None:
    """What somebody with this habit does about a message, if anything; `city` is where they are."""
    labels, text = message.buttons, message.text
    yes = next((label for label in _YES if label in labels), None)
    if yes is not None:
        return Tap(yes)
    if "What shall I call you?" in text:
        return Tap(labels[0])
    if "Where are you?" in text or "Which of these" in text:
        return _place(labels, city)
    if "Begin" in labels:
        return _maybe_begin(habit, message, draw)
    if text.startswith("About you and "):
        return _number(habit, labels, draw) if draw.random() < habit.taps else None
    if "Question " in text:
        return _answer(habit, message, draw)
    return None


def _place(labels: list[str], city: str) -> Tap | Say:
    """The place that is offered, if it is theirs."""
    found = next((label for label in labels if label.startswith(city)), None)
    return Say(city) if found is None else Tap(found)


def _maybe_begin(habit: Habit, message: Message, draw: Random) -> Tap | None:
    labels, chance = message.buttons, draw.random()
    if "Skip this week" in labels:
        begins = habit.reminded if "still here" in message.text else habit.answers
        if chance < begins:
            return Tap("Begin")
        return Tap("Skip this week") if chance < begins + habit.skips else None
    after_a_meeting = "had a meeting planned" in message.text
    often = habit.tells if after_a_meeting else habit.assesses
    return Tap("Begin") if chance < often else None


def _answer(habit: Habit, message: Message, draw: Random) -> Tap | Say | None:
    labels, text = message.buttons, message.text
    if _is_survey(text) and not _wants(habit.surveys, text):
        return None
    if _SECOND_OF_MANY in text and draw.random() >= habit.patient:
        return None
    if "We moved it" in labels:
        return Tap("Yes" if habit.meets else "No")
    if any(label.isdecimal() for label in labels):
        return _number(habit, labels, draw)
    offered = [label for label in labels if label not in _NO_ANSWER]
    if offered:
        return Tap(draw.choice(offered))
    if draw.random() < habit.writes:
        return Say(draw.choice(A_LINE))
    return next((Tap(label) for label in ("Skip", "Skip and send") if label in labels), None)


def _is_survey(text: str) -> bool:
    """Whether a survey asks this: its first question, or a later one."""
    return any(words in text for words in _SURVEY_WORDS)


def _wants(surveys: Surveys, text: str) -> bool:
    if surveys is Surveys.REMINDED:
        return "Open until" not in text or text.startswith("A reminder")
    return surveys is Surveys.AT_ONCE


def _number(habit: Habit, labels: list[str], draw: Random) -> Tap | None:
    number = str(draw.choice(habit.numbers))
    return Tap(number) if number in labels else None
