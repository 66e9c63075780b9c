"""The prompts for reflections and assessments, what comes of them, and both views of a week."""

from babel.lists import format_list

from bot.domain.ids import to_short
from bot.render.answers import clip
from bot.render.dates import locale_of, moment
from bot.render.message import Button, Outgoing
from bot.render.shared_answers import blocks_of, voices_of
from bot.render.split import Block, quoted, split
from bot.render.texts import Markup, Texts, texts
from bot.services.writing.assess_later import AssessLater
from bot.services.writing.assessments import WhichMentee
from bot.services.writing.going_on import GoneOn, GoOn
from bot.services.writing.late_edits import EditView
from bot.services.writing.prompt_views import AssessView, BothViews, PromptView, QuietView
from bot.services.writing.reflecting import PutOff, SkippedWeek
from bot.services.writing.sharing import SharedResponse

_PROMISE_SHOWN = 700


def prompt(view: PromptView) -> Outgoing:
    """The weekly prompt: how many questions, how long, who reads them and when."""
    t = texts(view.language)
    first = view.is_first
    parts = [
        t.say("reflect-prompt-first", mentor=view.mentor) if first else t.say("reflect-prompt")
    ]
    if view.begun:
        parts.append(t.say("reflect-prompt-begun"))
    if view.promise:
        parts.append(Markup(f"{t.say('reflect-promise')}\n{_promise(view.promise)}"))
    if view.their_promise:
        theirs = t.say("reflect-promise-theirs", mentor=view.mentor)
        parts.append(Markup(f"{theirs}\n{_promise(view.their_promise)}"))
    parts.append(t.say("reflect-how-long", questions=view.questions, minutes=view.minutes))
    at = view.reading.at
    when = "" if at is None else moment(at, view.zone, view.language, view.now)
    parts.append(t.say(f"reflect-read-{view.reading.reads}", mentor=view.mentor, when=when))
    return Outgoing("\n\n".join(parts), _prompt_buttons(t, view))


def _promise(said: str) -> Markup:
    # Promises may be as long as any answer; the digest has all of them.
    return quoted(clip(said, _PROMISE_SHOWN))


def reminder(view: PromptView) -> Outgoing:
    """The one reminder."""
    t = texts(view.language)
    closes = view.closes_at or view.now
    when = moment(closes, view.zone, view.language, view.now)
    key = "reflect-reminder-begun" if view.begun else "reflect-reminder"
    begin, _, skip = _prompt_buttons(t, view)
    return Outgoing(t.say(key, when=when), (begin, skip))


def put_off(view: PutOff) -> Outgoing:
    """When they will be asked again."""
    t = texts(view.language)
    if view.at is not None:
        when = moment(view.at, view.zone, view.language, view.now)
        return Outgoing(t.say("reflect-put-off", when=when))
    short = to_short(view.response_id)
    rows = (
        (Button(t.label("reflect-button-begin"), f"an.{short}.begin"),),
        (Button(t.label("reflect-button-tomorrow"), f"rf.{short}.tomorrow"),),
        (Button(t.label("reflect-button-skip"), f"rf.{short}.skip"),),
    )
    return Outgoing(t.say("reflect-too-late"), rows)


def skipped(view: SkippedWeek) -> Outgoing:
    """That this week is skipped."""
    t = texts(view.language)
    if view.kept:
        return Outgoing(t.say("reflect-skipped-kept"))
    return Outgoing(t.say("reflect-skipped", mentor=view.mentor))


def quiet_ask(view: QuietView) -> Outgoing:
    """After three quiet weeks: how to go on?"""
    t = texts(view.language)
    labels = (
        (GoOn.CARRY_ON, t.label("quiet-button-carry")),
        (GoOn.LESS_OFTEN, t.label("quiet-button-fewer")),
        (GoOn.PAUSE, t.label("quiet-button-pause")),
        (GoOn.TALK, t.label("quiet-button-talk")),
    )
    short = to_short(view.relationship_id)
    rows = tuple((Button(label, f"rf.{short}.{choice}"),) for choice, label in labels)
    return Outgoing(t.say("quiet-ask"), rows)


def gone_on(view: GoneOn) -> Outgoing:
    """What they chose."""
    return Outgoing(texts(view.language).say(f"quiet-{view.choice}"))


def assess_prompt(view: AssessView) -> Outgoing:
    """The mentor's prompt, with a button for each mentee."""
    t = texts(view.language)
    size = {"questions": view.questions, "minutes": view.minutes}
    if len(view.mentees) > 1:
        names = format_list([name for _, name in view.mentees], locale=locale_of(view.language))
        said = t.say("assess-prompt-many", mentees=names, **size)
        return Outgoing(f"{said}\n\n{t.say('assess-sealed-note-many')}", _about(t, view.mentees))
    ((relationship_id, name),) = view.mentees
    said = t.say("assess-prompt-one", mentee=name, **size)
    meeting = to_short(view.meeting_id)
    rows = (
        (Button(t.label("assess-button-one"), _assess(relationship_id)),),
        (
            Button(t.label("reflect-button-later"), f"rf.{meeting}.alater"),
            Button(t.label("reflect-button-tomorrow"), f"rf.{meeting}.atomorrow"),
        ),
    )
    return Outgoing(f"{said}\n\n{t.say('assess-sealed-note', mentee=name)}", rows)


def assess_put_off(view: AssessLater) -> Outgoing:
    """When the mentor will be asked again, or that there is no time for that before they meet."""
    t = texts(view.language)
    if view.at is None:
        return Outgoing(t.say("assess-too-late"))
    when = moment(view.at, view.zone, view.language, view.now)
    return Outgoing(t.say("assess-put-off", when=when))


def which_mentee(view: WhichMentee) -> Outgoing:
    """About whom?"""
    t = texts(view.language)
    return Outgoing(t.say("assess-which"), _about(t, view.mentees))


def side_by_side(view: BothViews) -> list[Outgoing]:
    """A week as both saw it, the mentee's own view first; the mentor's voice notes follow."""
    t = texts(view.language)
    alone = view.reflection is None
    title = t.say("side-title-alone" if alone else "side-title", partner=view.mentor)
    sides = [
        (t.label("side-yours"), view.reflection),
        (t.label("side-theirs", partner=view.mentor), view.assessment),
    ]
    blocks = [Block(title)]
    for who, response in sides:
        if response is not None:
            blocks += _side(t, who, response, with_name=not alone)
    voices = voices_of(t, view.mentor, view.assessment)
    return [*(Outgoing(text) for text in split(blocks)), *voices]


def edited(view: EditView) -> Outgoing:
    """What came of an edited message."""
    t = texts(view.language)
    return Outgoing(t.say(f"edit-{view.outcome}", partner=view.partner))


def _side(t: Texts, who: str, response: SharedResponse, *, with_name: bool) -> list[Block]:
    blocks = [Block(t.say("side-name", who=who))] if with_name else []
    blocks += blocks_of(t, response)
    if response.kept_private:
        blocks.append(Block(t.say("side-kept", count=response.kept_private)))
    return blocks


def _prompt_buttons(t: Texts, view: PromptView) -> tuple[tuple[Button, ...], ...]:
    short = to_short(view.response_id)
    begin = t.label("reflect-button-continue" if view.begun else "reflect-button-begin")
    return (
        (Button(begin, f"an.{short}.begin"),),
        (
            Button(t.label("reflect-button-later"), f"rf.{short}.later"),
            Button(t.label("reflect-button-tomorrow"), f"rf.{short}.tomorrow"),
        ),
        (Button(t.label("reflect-button-skip"), f"rf.{short}.skip"),),
    )


def _about(t: Texts, mentees: tuple[tuple[int, str], ...]) -> tuple[tuple[Button, ...], ...]:
    return tuple(
        (Button(t.label("assess-button-about", mentee=name), _assess(relationship_id)),)
        for relationship_id, name in mentees
    )


def _assess(relationship_id: int) -> str:
    return f"rf.{to_short(relationship_id)}.assess"
