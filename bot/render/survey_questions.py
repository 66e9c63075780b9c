"""A survey's questions as people see them, one at a time, each in the place of the one before."""

from bot.domain.ids import to_short
from bot.domain.survey_answers import NO, YES, Given, toggled
from bot.domain.surveys import HAS_OPTIONS, SCALES, SurveyQuestionKind
from bot.render.answers import clip
from bot.render.dates import moment
from bot.render.message import Button, Outgoing, Rows, rows_of
from bot.render.split import quoted
from bot.render.texts import Markup, Texts, escape, languages, texts
from bot.services.surveys.answer_views import QuestionView, SurveyView

TRIAL = "trial"
# Eleven numbers in one row are too small for a finger.
_IN_A_ROW = {SurveyQuestionKind.FIVE: 5, SurveyQuestionKind.TEN: 4}
_SHOWN_SO_FAR = 700


def question(view: QuestionView, *, trial: bool = False) -> Outgoing:
    """One question with its buttons; with `trial`, buttons that only say that this was a test."""
    t = texts(view.language)
    parts = [*_remarks(t, view), *_heading(t, view), _asked(t, view)]
    if view.given is not None and view.kind is not SurveyQuestionKind.CHOICES:
        said = clip(in_words(t, view.options, view.given), _SHOWN_SO_FAR)
        parts.append(Markup(f"{t.say('asked-so-far')}\n{quoted(said)}"))
    parts += _below(t, view)
    rows = (*_answers(t, view, trial), _moves(t, view, trial), *_changes(t, view))
    buttons = tuple(row for row in rows if row)
    return Outgoing("\n\n".join(parts), buttons, asks=not trial)


def reminder(view: QuestionView) -> Outgoing:
    """The one reminder: how far they are, and the question where they go on."""
    t = texts(view.language)
    begun = view.answered > 0
    said = t.say("asked-reminder")
    if begun:
        said = t.say("asked-reminder-begun", answered=str(view.answered), of=str(view.of))
    shown = question(view)
    return Outgoing(f"{said}\n\n{shown.text}", shown.buttons)


def in_words(t: Texts, options: tuple[str, ...], given: Given) -> str:
    """An answer as plain text, in the words of its buttons."""
    if given.kind in HAS_OPTIONS:
        return ", ".join(options[each] for each in given.choices)
    if given.kind is SurveyQuestionKind.YES_NO:
        return t.label("asked-yes" if given.number == YES else "asked-no")
    return given.text if given.kind is SurveyQuestionKind.TEXT else str(given.number)


def yes_no() -> dict[str, int]:
    """Which typed words, folded, mean yes and no, in every language."""
    known = [texts(language) for language in languages()]
    labels = {"asked-yes": YES, "asked-no": NO}
    return {t.label(key).casefold(): number for t in known for key, number in labels.items()}


def about(t: Texts, view: SurveyView) -> str:
    """Until when it is open; empty if that is not said."""
    if view.closes_at is None:
        return ""
    when = moment(view.closes_at, view.zone, view.language, view.now)
    return t.say("asked-until", when=when)


def _remarks(t: Texts, view: QuestionView) -> list[Markup]:
    """What became of what was just tapped or sent, where that has to be said."""
    said: list[Markup] = []
    if view.problem is not None:
        allowed = SCALES.get(view.kind, range(1))
        ends = {"least": str(allowed[0]), "most": str(allowed[-1])}
        said.append(t.say(f"asked-problem-{view.problem}", **ends))
    if view.taken_for:
        said.append(t.say("asked-taken-for", question=view.taken_for))
    if view.added_to:
        said.append(t.say("asked-added-to", question=view.added_to))
    if view.late:
        said.append(t.say("asked-late"))
    return said


def _heading(t: Texts, view: QuestionView) -> list[Markup]:
    title = t.say("asked-title", title=view.title)
    if not view.intro:
        return [title, t.say("asked-changing")] if view.changing else [title]
    named = t.say("asked-named", programme=view.programme)
    seen = t.say("asked-anonymous", fewest=str(view.min_answers)) if view.anonymous else named
    size = t.say("asked-from", of=view.of, programme=view.programme)
    changing = [t.say("asked-changing")] if view.changing else []
    return [Markup(f"{title}\n{size} {about(t, view)}".rstrip()), seen, *changing]


def _asked(t: Texts, view: QuestionView) -> Markup:
    number = t.say("asked-number", number=str(view.number), of=str(view.of))
    return Markup(f"<b>{number}</b>\n{escape(view.words)}")


def _below(t: Texts, view: QuestionView) -> list[Markup]:
    """How to answer, who will see it, and that this one sends."""
    said = []
    if view.kind is SurveyQuestionKind.CHOICES:
        said.append(t.say("asked-several"))
    if view.ready and view.kind is SurveyQuestionKind.TEXT:
        said.append(t.say("asked-write"))
    is_text = view.kind is SurveyQuestionKind.TEXT
    if view.number == view.of:
        said.append(t.say("asked-last-text" if is_text else "asked-last"))
    if view.anonymous and is_text:
        said.append(t.say("asked-reader-anonymous-text"))
    elif not view.intro:
        said.append(t.say(f"asked-reader-{'anonymous' if view.anonymous else 'named'}"))
    return [Markup(f"<i>{' '.join(said)}</i>")] if said else []


def _answers(t: Texts, view: QuestionView, trial: bool) -> Rows:
    def pick(label: str, value: int, verb: str = "pick") -> Button:
        return Button(label, _data(view, trial, verb, value))

    if view.kind in SCALES:
        buttons = [pick(str(n), n) for n in SCALES[view.kind]]
        width = _IN_A_ROW[view.kind]
        return rows_of(buttons, width)
    if view.kind is SurveyQuestionKind.YES_NO:
        return ((pick(t.label("asked-yes"), YES), pick(t.label("asked-no"), NO)),)
    if view.kind is SurveyQuestionKind.CHOICE:
        return tuple((pick(option, at),) for at, option in enumerate(view.options))
    if view.kind is SurveyQuestionKind.CHOICES:
        return _ticks(t, view, trial)
    if view.ready:
        return ()
    return ((Button(t.label("asked-button-write"), _data(view, trial, "write")),),)


def _ticks(t: Texts, view: QuestionView, trial: bool) -> Rows:
    rows = []
    for at, option in enumerate(view.options):
        label = t.label("asked-ticked", option=option) if at in view.chosen else option
        # What the tap leads to, not that it turns: tapped or handled twice, it is the same.
        then = "".join(map(str, toggled(view.chosen, at))) or "none"
        rows.append((Button(label, _data(view, trial, "tick", then)),))
    if view.chosen:
        rows.append((Button(t.label("asked-button-done"), _data(view, trial, "done")),))
    return tuple(rows)


def _moves(t: Texts, view: QuestionView, trial: bool) -> tuple[Button, ...]:
    kept, last = view.given is not None, view.number == view.of
    onward = "asked-button-keep" if kept else "button-skip"
    if last:
        onward = "asked-button-keep-last" if kept else "asked-button-skip-last"
    skip = Button(t.label(onward), _data(view, trial, "skip"))
    if view.number == 1:
        return (skip,)
    return (Button(t.label("button-back"), _data(view, trial, "back")), skip)


def _changes(t: Texts, view: QuestionView) -> Rows:
    """What ends the changing of answers that were sent: sending the changed ones, or not."""
    if not view.changing:
        return ()
    leave = leave_as_sent(t, view.recipient_id)
    if view.number == view.of:
        return ((leave,),)
    return ((Button(t.label("asked-button-send-changed"), _data(view, False, "send")),), (leave,))


def leave_as_sent(t: Texts, recipient_id: int) -> Button:
    """The button that gives up what was changed and not sent."""
    return Button(t.label("asked-button-leave"), f"sa.{to_short(recipient_id)}.leave")


def _data(view: QuestionView, trial: bool, verb: str, *args: int | str) -> str:
    """What a button of this question says when it is tapped."""
    whose = TRIAL if trial else to_short(view.recipient_id)
    return ".".join(("sa", whose, verb, str(view.number), *map(str, args)))
