"""What somebody who answers a survey gets to see, as plain facts for the renderers."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Focus
from bot.domain.survey_answers import Given, Problem
from bot.domain.surveys import SurveyQuestionKind
from bot.services.waiting import Waiting


@dataclass(frozen=True, kw_only=True)
class SurveyView:
    """A survey as its reader sees it: what it is, who will see the answers, and until when.

    `focus` is what the reader's next words belong to. `changing` says that answers of theirs are
    in, which they are changing.
    """

    language: str
    zone: str
    now: datetime
    title: str
    programme: str
    anonymous: bool
    min_answers: int
    closes_at: datetime | None
    focus: Focus | None = None
    changing: bool = False


@dataclass(frozen=True, kw_only=True)
class QuestionView(SurveyView):
    """One question, being asked. `number` counts from 1; `options` are the labels of a choice.

    `intro` says all about the survey above the question; without it, one line does. `ready` says
    that the reader's next words are the answer where words are asked for; without it, a button
    leads there. `given` is their answer so far, `chosen` what is ticked of several choices.
    `answered` is how many they have answered. `taken_for` is the question that words just typed
    were taken for, `added_to` the one whose long answer they went on with. `late` says that a
    button of another question was tapped.
    """

    recipient_id: int
    question_id: int
    number: int
    of: int
    kind: SurveyQuestionKind
    words: str
    options: tuple[str, ...] = ()
    intro: bool = False
    ready: bool = False
    given: Given | None = None
    chosen: tuple[int, ...] = ()
    answered: int = 0
    problem: Problem | None = None
    taken_for: str = ""
    added_to: str = ""
    late: bool = False


@dataclass(frozen=True, kw_only=True)
class HeldView(SurveyView):
    """The last answer was typed: nothing is sent before a tap says so.

    `unclear` says that more words came, which belong to nothing.
    """

    recipient_id: int
    number: int
    taken_for: str = ""
    added_to: str = ""
    unclear: bool = False


@dataclass(frozen=True, kw_only=True)
class ThanksView(SurveyView):
    """All is answered and sent. `waiting` is what else they have begun and not finished."""

    recipient_id: int
    waiting: Waiting | None = None


@dataclass(frozen=True, kw_only=True)
class OverView(SurveyView):
    """It has closed; `sent` says whether this person's answers are in it.

    `lost_words` says that they have just written something, which was not kept.
    """

    sent: bool
    lost_words: bool = False
    waiting: Waiting | None = None


@dataclass(frozen=True)
class NotAsked:
    """Words came that belong to no question of a survey."""

    language: str
    waiting: Waiting | None
    focus: Focus | None


AskedView = QuestionView | HeldView
AnswerView = AskedView | ThanksView | OverView
