"""What a mentor reads before a meeting: at most 600 words at first, everything on request."""

from collections.abc import Iterable

from bot.domain.cutting import words
from bot.domain.digest import FIRST_PART_WORDS, first_part
from bot.domain.ids import to_short
from bot.render.dates import day, moment
from bot.render.digest_parts import Piece, pieces_of
from bot.render.message import Button, Outgoing
from bot.render.split import Block, split
from bot.render.texts import Markup, Texts, texts
from bot.services.reading.digest_views import (
    DigestView,
    NewsView,
    NudgeView,
    VoiceView,
    WhoseDigest,
)

_MOST_VOICES = 50
_LEFT_OUT = ("digest-more", "digest-shortened")


def digest(view: DigestView, *, again: bool = False) -> list[Outgoing]:
    """The digest in at most 600 words, long answers shortened; `again` says that it has changed."""
    t = texts(view.language)
    pieces = pieces_of(view, _title(t, view, again=again))
    parts = [piece.part for piece in pieces]
    first = first_part(parts)
    leaves_out = first.leaves_out(parts)
    if leaves_out:
        # Room for the line that says so.
        first = first_part(parts, FIRST_PART_WORDS - max(words(t.label(key)) for key in _LEFT_OUT))
    blocks: list[Block] = []
    shown: list[Piece] = []
    for index, piece in enumerate(pieces):
        if index in first.whole:
            blocks.append(piece.block)
            shown.append(piece)
        elif index in first.cut:
            blocks.append(Block(piece.block.head, first.cut[index], piece.block.tail))
    if leaves_out:
        blocks.append(Block(t.say("digest-more" if first.hides(parts) else "digest-shortened")))
    return _messages(blocks, _play(t, shown), _everything(t, view, leaves_out))


def everything(view: DigestView) -> list[Outgoing]:
    """All of the digest, divided between answers into as many messages as it takes."""
    t = texts(view.language)
    pieces = pieces_of(view, _title(t, view, again=False))
    return _messages([piece.block for piece in pieces], _play(t, pieces), ())


def nudge(view: NudgeView) -> Outgoing:
    """One line with a button, where we cannot know whether the digest arrived."""
    t = texts(view.language)
    when = moment(view.meeting_at, view.zone, view.language, view.now)
    button = Button(t.label("digest-button-read"), f"dg.{to_short(view.relationship_id)}.show")
    return Outgoing(t.say("digest-nudge", mentee=view.mentee, when=when), buttons=((button,),))


def news(view: NewsView) -> Outgoing:
    """One line: something has come in, and no meeting is planned that a digest would precede."""
    return Outgoing(texts(view.language).say("digest-news", mentee=view.mentee))


def voice(view: VoiceView) -> Outgoing:
    """A voice note, and under it who answers which question."""
    t = texts(view.language)
    on = day(view.on, view.language)
    caption = t.say("digest-voice", who=view.who, on=on, question=view.question)
    return Outgoing(caption, voice=view.file_id)


def whose(view: WhoseDigest) -> Outgoing:
    """Whose digest to show."""
    rows = tuple(
        (Button(name, f"dg.{to_short(relationship_id)}.show"),)
        for relationship_id, name in view.mentees
    )
    return Outgoing(texts(view.language).say("digest-which"), buttons=rows)


def _title(t: Texts, view: DigestView, *, again: bool) -> Markup:
    if view.is_over:
        return t.say("digest-title-before", mentee=view.mentee)
    if view.meeting_at is None:
        return t.say("digest-title-since", mentee=view.mentee)
    if again:
        return t.say("digest-title-again", mentee=view.mentee)
    return t.say("digest-title", mentee=view.mentee)


def _everything(t: Texts, view: DigestView, is_more: bool) -> tuple[tuple[Button, ...], ...]:
    if not is_more:
        return ()
    data = f"dg.{to_short(view.relationship_id)}.now"
    if view.meeting_id is not None:
        data = f"dg.{to_short(view.meeting_id)}.all"
    return ((Button(t.label("digest-button-all"), data),),)


def _play(t: Texts, pieces: Iterable[Piece]) -> tuple[tuple[Button, ...], ...]:
    voices = [voice for piece in pieces for voice in piece.voices]
    return tuple(
        (Button(t.label("digest-button-play", number=number), f"dg.{to_short(answer)}.play"),)
        for number, answer in voices[:_MOST_VOICES]
    )


def _messages(
    blocks: Iterable[Block],
    play: tuple[tuple[Button, ...], ...],
    more: tuple[tuple[Button, ...], ...],
) -> list[Outgoing]:
    *before, last = split(blocks)
    return [*[Outgoing(text) for text in before], Outgoing(last, buttons=(*more, *play))]
