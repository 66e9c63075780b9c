"""A programme in which all names and all words are meant to do harm, and all that became of them."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from sqlalchemy import select

from bot.db.database import Database
from bot.db.tables import (
    Agreement,
    HelpRequest,
    InboxRow,
    Meeting,
    OutboxRow,
    Person,
)
from bot.domain.ids import to_short
from bot.domain.plain import clean
from bot.domain.queues import InboxState, OutboxState
from bot.domain.survey_answers import Given
from bot.rehearsal.events import CallMade, Event
from bot.rehearsal.files import StoredFile
from bot.rehearsal.markup import parse_html
from bot.services.meeting import meeting_rows
from bot.services.relationships import terms
from tests.abuse.doing import goes
from tests.abuse.everywhere import every_place
from tests.abuse.intruders import forge
from tests.resulting import answers, five, words
from tests.seeding import Member
from tests.surveying import Asked, K, survey
from tests.world import World

# Right to left, isolated, of no width, nothing at all, half of a pair, and what terminals obey.
UNSEEN = "\u202e\u2066\u200b\0\ud83d\x1b"
# A formula, tags, a link to an account, references, and places of four kinds to fill in.
SEEN = '=A1</b>&lt;<a href="tg://user?id=1">{name}%s{ $x }<u $y'
SAID = UNSEEN + UNSEEN.join((SEEN[:3], SEEN[3:20], SEEN[20:])) + UNSEEN
assert clean(SAID) == SEEN
# What a line of its own would be in a calendar, a table, a log.
LINES = "\r\nATTENDEE:mailto:a@b\n=1+1\r@SUM(A1)"
# What somebody taps after having said it, if it is there.
_CONFIRMED = ("Everyone", "Send it", "Send it to them", "Send my answers", "Send")
_TEXTS = ("text", "caption")
# What shows something of others, or of oneself; the ids are those of the newest rows.
_LOOKS = {
    "Ana": "/agenda /schedule /pair /settings /privacy /mydata /forget cl.{pair} mt.{meeting}.ics",
    "Ben": "/mentees /digest /schedule /pair /privacy /mydata dg.{pair}.all cl.{pair} cl.{pair}.end"
    " hi.{pair}.{pair}.read ag.{pair}.new tk.seen.{asked} /help mt.{meeting}.move",
    "Cleo": "/people pe.c.{ana}.all.all.0 pe.g.{ana} pe.l.all.all.0 pr.for.{ana} pr.pairs /invite"
    " /health he.p.{pair} he.n.0 /programme pr.h /audit au.p.a.0.0 au.k.{ana} au.f /survey sv.{survey}.view"
    " sv.-.list.0 sr.{survey} sr.{survey}.chart sr.{survey}.csv sr.{survey}.xlsx sr.{survey}.words"
    " sv.-.new ac.new tk.seen.{asked} tk.out.{asked} tk.end.{asked} /mydata",
}


@dataclass
class Shown:
    """Every call that the bot made, the files that it sent, and what it gave up."""

    calls: list[CallMade] = field(default_factory=list)
    files: list[StoredFile] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)

    def note(self, event: Event) -> None:
        """Take down what the bot did."""
        if isinstance(event, CallMade):
            self.calls.append(event)

    def problems(self) -> set[str]:
        """Why Telegram refused what the bot sent; that nothing would change is no reason."""
        found = {str(each.problem) for each in self.calls if each.problem is not None}
        return {each for each in found if "message is not modified" not in each}

    def texts(self) -> Iterator[str]:
        """Every message and caption, as markup."""
        for each in self.calls:
            yield from (each.call.text(name) for name in _TEXTS if each.call.has(name))

    def buttons(self) -> Iterator[dict[str, str]]:
        """Every button."""
        for each in self.calls:
            for row in (each.call.json("reply_markup") or {}).get("inline_keyboard", ()):
                yield from row

    def plain(self) -> Iterator[str]:
        """Everything that is read outside of files: messages, buttons, answers to taps."""
        yield from (parse_html(each)[0] for each in self.texts())
        yield from (each["text"] for each in self.buttons())
        taps = (each.call for each in self.calls if each.call.method == "answerCallbackQuery")
        yield from (each.text("text") for each in taps)

    def called(self, ending: str) -> list[str]:
        """What stands in each file whose name ends so."""
        return [
            each.content.decode("utf-8-sig") for each in self.files if each.name.endswith(ending)
        ]


async def overrun(db: Database) -> Shown:
    """Let everybody say harmful words wherever words are asked for, and look at everything."""
    world = await World.begin(db)
    world.telegram.limits = None
    shown = Shown()
    world.telegram.events.subscribe(shown.note)
    async for _focus, who in every_place(world):
        await _says(world, who, SAID)
    for who in ("Ben", "Cleo"):
        forge(world, world.person(who), "st.name")
        await world.settle()
        await _says(world, who, SAID)
    ids = await _all_else(world)
    for who, looks in _LOOKS.items():
        for look in looks.format_map(ids).split():
            await goes(world, who, look)
    await _comes_by_file(world)
    await _is_over(world, shown)
    return shown


async def _says(world: World, who: str, words: str) -> None:
    someone = world.person(who)
    someone.says(words)
    await world.settle()
    for label in _CONFIRMED:
        if label in someone.last.buttons:
            someone.taps(label)
            await world.settle()


async def _all_else(world: World) -> dict[str, str]:
    """What nobody says in so many words: where they meet, and answers to a survey of such words.

    Returns the ids of what can be looked at, eight days later.
    """
    pair = await _they_meet_at(world, SAID + LINES)
    async with world.db.read() as s:
        people = {each.telegram_id: each for each in await s.scalars(select(Person))}
        asked = (await s.scalars(select(HelpRequest.id))).first()
    ana, ben, cleo = (
        Member(people[world.person(name).user_id], world.person(name))
        for name in ("Ana", "Ben", "Cleo")
    )
    asks: list[Asked] = [(K.TEXT, SEEN), (K.CHOICE, SEEN, [SEEN, SEEN + LINES]), (K.FIVE, SEEN)]
    sent = await survey(world, cleo, asks, title=SEEN, days=2)
    for who in (ana, ben):
        chosen = Given(K.CHOICE, choices=(1,))
        await answers(world, sent.id, who, words(SAID + LINES), chosen, five(2))
    await world.move(timedelta(days=8))
    async with world.db.read() as s:
        ahead = select(Meeting.id).where(Meeting.starts_at > world.clock.now())
        meeting = (await s.scalars(ahead)).first()
    found = {"ana": ana.id, "pair": pair, "meeting": meeting, "survey": sent.id, "asked": asked}
    return {name: to_short(row or 0) for name, row in found.items()}


async def _they_meet_at(world: World, where: str) -> int:
    """Agree on this place; returns the pair's id."""
    vault = world.core.vault
    async with world.db.write() as s:
        agreement = (await s.scalars(select(Agreement))).first()
        assert agreement is not None
        said = replace(await terms.read(s, vault, agreement), place=where)
        author = await s.get_one(Person, agreement.proposed_by)
        terms.write(vault, agreement, author, said)
        for each in await s.scalars(select(Meeting)):
            await meeting_rows.set_place(s, vault, each, agreement)
        return agreement.relationship_id


async def _comes_by_file(world: World) -> None:
    """Cleo brings people in by a file, and gets their links as one."""
    table = io.StringIO()
    csv.writer(table).writerows([["name", "role"], [clean(SAID) + "2", "mentee"]])
    cleo = world.person("Cleo")
    cleo.sends_document("people.csv", table.getvalue().encode())
    await world.settle()
    cleo.taps(cleo.last.buttons[0])
    await world.settle()


async def _is_over(world: World, shown: Shown) -> None:
    shown.files = list(world.telegram.world.files.values())
    async with world.db.read() as s:
        aside = InboxRow.state == InboxState.SET_ASIDE
        shown.given_up += [str(n) for n in await s.scalars(select(InboxRow.update_id).where(aside))]
        refused = OutboxRow.state == OutboxState.REJECTED
        shown.given_up += list(await s.scalars(select(OutboxRow.kind).where(refused)))
    await world.end()
    await world.db.close()
