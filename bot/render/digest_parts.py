"""A digest as a list of parts: what must be there, and what may wait under "Read everything"."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.domain.cutting import words
from bot.domain.digest import Part, Promises, Said, Week, WeekState
from bot.render.dates import day, moment
from bot.render.split import Block, plain
from bot.render.texts import Markup, Texts, texts
from bot.services.reading.digest_views import DigestView

_MOST_NAMED = 6


@dataclass(frozen=True)
class Piece:
    """A block of the digest; `must` ones are always shown. `voices` are answers to be played."""

    block: Block
    must: bool = False
    voices: tuple[tuple[int, int], ...] = ()

    @property
    def part(self) -> Part:
        """The piece as the rule about 600 words counts it."""
        ours = words(plain(self.block.head)) + words(plain(self.block.tail))
        return Part(ours, self.block.said, must=self.must)


@dataclass
class _Voices:
    """Numbers the voice notes in the order in which they are met."""

    ids: list[int] = field(default_factory=list)

    def number(self, voice_id: int) -> int:
        if voice_id not in self.ids:
            self.ids.append(voice_id)
        return self.ids.index(voice_id) + 1


def pieces_of(view: DigestView, title: Markup) -> list[Piece]:
    """Everything a digest says, in the order in which it is read."""
    t, voices = texts(view.language), _Voices()
    return [
        Piece(Block(_lines(title, *_meeting(t, view))), must=True),
        *_talk_about(t, view, voices),
        *_facts(t, view),
        *_promises(t, view.contents.promises, view.mentee, voices),
        *[piece for week in view.contents.weeks for piece in _week(t, view, week, voices)],
        *_about_the_reader(t, view),
    ]


def _meeting(t: Texts, view: DigestView) -> Iterator[Markup]:
    if view.meeting_at is None:
        yield t.say("digest-no-meeting")
        return
    when = moment(view.meeting_at, view.zone, view.language, view.now, with_zone=True)
    yield t.say("digest-when", when=when)
    if view.place:
        yield t.say("digest-where", place=view.place)


def _talk_about(t: Texts, view: DigestView, voices: _Voices) -> Iterator[Piece]:
    asked = view.contents.questions
    head = t.say("digest-talk-about", mentee=view.mentee)
    for said in asked:
        yield _said(t, said, voices, head, with_question=False)
        head = Markup("")
    for text in view.contents.agenda:
        yield Piece(Block(head, text))
        head = Markup("")
    if head and not view.is_over:
        head = t.say("digest-nothing-to-talk-about", mentee=view.mentee)
        yield Piece(Block(head), must=True)


def _facts(t: Texts, view: DigestView) -> Iterator[Piece]:
    contents, language = view.contents, view.language
    lines: list[Markup] = []
    if contents.feelings:
        course = ", ".join(str(feeling) for feeling in contents.feelings)
        several = len(contents.feelings) > 1 or bool(contents.earlier_feelings)
        lines.append(t.say("digest-feelings" if several else "digest-feeling", feelings=course))
        if contents.newest_feeling_kept:
            lines.append(t.say("digest-feeling-kept", mentee=view.mentee))
    named = contents.without[-_MOST_NAMED:]
    lines += [t.say("digest-without-one", on=day(on, language)) for on in named]
    if len(contents.without) > len(named):
        lines.append(t.say("digest-without-more", count=len(contents.without) - len(named)))
    if contents.quiet:
        lines.append(t.say("digest-quiet", mentee=view.mentee))
    if view.stopped_asking:
        lines.append(t.say("digest-stopped-asking", mentee=view.mentee))
    lines += [t.say("digest-waiting", on=day(on, language)) for on in contents.waiting[-1:]]
    if contents.kept_private:
        lines.append(t.say("digest-private", count=contents.kept_private))
    if contents.is_empty:
        lines.append(t.say("digest-nothing"))
    if lines:
        yield Piece(Block(_lines(*lines)), must=True)


def _promises(t: Texts, promises: Promises, mentee: str, voices: _Voices) -> Iterator[Piece]:
    head = t.say("digest-promises")
    both = (
        (t.say("digest-yours"), promises.yours),
        (t.say("digest-theirs", mentee=mentee), promises.theirs),
    )
    for whose, said in both:
        if said is not None:
            yield _said(t, said, voices, _lines(head, whose), with_question=False)
            head = Markup("")


def _week(t: Texts, view: DigestView, week: Week, voices: _Voices) -> Iterator[Piece]:
    on = day(week.on, view.language)
    if week.answers:
        head = t.say("digest-week", on=on)
        if week.feeling is not None and len(view.contents.feelings) > 1:
            head = t.say("digest-week-felt", on=on, feeling=week.feeling)
        yield from _saids(t, week.answers, voices, head)
    elif week.state is WeekState.SENT and week.kept_private:
        yield Piece(Block(t.say("digest-week-private", on=on, mentee=view.mentee)))
    if week.own:
        head = t.say("digest-own")
        if week.state is WeekState.NONE:
            head = _lines(t.say("digest-week-without", on=on), head)
        yield from _saids(t, week.own, voices, head)


def _about_the_reader(t: Texts, view: DigestView) -> Iterator[Piece]:
    if view.checkins_stopped:
        said = t.say("digest-checkins-stopped", mentee=view.mentee)
        yield Piece(Block(said), must=True)


def _saids(t: Texts, saids: tuple[Said, ...], voices: _Voices, head: Markup) -> Iterator[Piece]:
    for said in saids:
        yield _said(t, said, voices, head)
        head = Markup("")


def _said(
    t: Texts, said: Said, voices: _Voices, head: Markup, *, with_question: bool = True
) -> Piece:
    question = t.say("digest-question", question=said.question) if with_question else Markup("")
    if said.voice_id is None:
        return Piece(Block(_lines(head, question), said.text))
    number = voices.number(said.voice_id)
    block = Block(_lines(head, question), tail=t.say("digest-spoken", number=number))
    return Piece(block, voices=((number, said.voice_id),))


def _lines(*parts: Markup) -> Markup:
    return Markup("\n".join(part for part in parts if part))
