"""Two weeks of a programme keep their promises: people say and tap, a clock is moved, and the
real python-telegram-bot stack runs against the stand-in, from the first link to the second digest.
"""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.db.database import Database
from bot.db.tables import InboxRow, OutboxRow, Person
from bot.domain.queues import InboxState, Lane, MessageKind, OutboxState
from bot.rehearsal import story
from bot.rehearsal.acting import Company, WrongStepError
from bot.rehearsal.events import CallMade, Event
from bot.rehearsal.model import Message
from bot.rehearsal.sample import ZONE, found_programme
from bot.rehearsal.script import Heading, Says, Taps, sees
from bot.rehearsal.stage import Stage
from bot.rehearsal.story_script import (
    AGENDA,
    ANA_PROMISE,
    ASK_FIRST,
    ASK_SECOND,
    BETTER,
    BETTER_FIRST,
    GLAD,
    NIGHTS,
    RUTH_NEEDS,
    RUTH_PROMISE,
    RUTH_SAW,
    SERVED,
    START,
)
from bot.rehearsal.throwaway import throw_away
from tests.postgres import Postgres

_DIGEST = "Before you meet Ana"
_UNASKED = (
    MessageKind.REFLECTION_PROMPT,
    MessageKind.REFLECTION_REMINDER,
    MessageKind.ASSESSMENT_PROMPT,
    MessageKind.QUIET_ASK,
    MessageKind.SIDE_BY_SIDE,
)


@dataclass(frozen=True)
class Told:
    """What is left when the story is over."""

    printed: str
    chats: dict[str, list[Message]]
    sent: list[tuple[str, OutboxRow]]
    of_nothing: list[MessageKind]
    unfinished: int
    refused: int

    def digests(self) -> list[Message]:
        return [m for m in self.chats["Ruth"] if m.from_bot and m.text.startswith(_DIGEST)]

    def read_by(self, name: str) -> str:
        """Everything that ever stood in the bot's messages to somebody."""
        said = [m for m in self.chats[name] if m.from_bot]
        return "\n".join(c.text for m in said for c in [*m.history, m.content])


@pytest.fixture(scope="module")
def told() -> Told:
    return asyncio.run(_tell())


async def _tell() -> Told:
    lines: list[str] = []
    async with throw_away(START) as stage:
        await story.play(stage, lines.append)
        people = stage.people.items()
        chats = {name: list(someone.private.history.values()) for name, someone in people}
        names = {someone.user_id: name for name, someone in people}
        async with stage.db.read() as s:
            rows = await s.execute(select(OutboxRow, Person.telegram_id).join(Person))
            found = [(names[telegram_id], row) for row, telegram_id in rows]
        refused = [event for event in stage.telegram.events.recent if _is_refused(event)]
    sent = [(name, row) for name, row in found if row.state is OutboxState.SENT]
    of_nothing = [row.kind for _, row in found if (row.update_id is None) is (row.due_id is None)]
    return Told("\n".join(lines), chats, sent, of_nothing, len(found) - len(sent), len(refused))


def _is_refused(event: Event) -> bool:
    return isinstance(event, CallMade) and event.problem is not None


def _local(date: int) -> datetime:
    return datetime.fromtimestamp(date, UTC).astimezone(ZoneInfo(ZONE))


class TestTheMentorIsReady:
    """The digest is there 24 hours before, and holds what it should in the right order."""

    def test_it_comes_24_hours_before_each_meeting_and_once(self, told: Told) -> None:
        when = [f"{_local(digest.date):%a %d %H:%M}" for digest in told.digests()]
        assert when == ["Thu 05 17:00", "Thu 12 17:00"]

    def test_the_mentees_questions_come_first(self, told: Told) -> None:
        first, second = (digest.text for digest in told.digests())
        assert first.index(ASK_FIRST) < first.index(NIGHTS)
        assert second.index(ASK_SECOND) < second.index(GLAD)
        assert second.index(AGENDA) < second.index(ANA_PROMISE)

    def test_answers_are_there_word_for_word(self, told: Told) -> None:
        first, second = (digest.text for digest in told.digests())
        assert all(answer in first for answer in (ASK_FIRST, NIGHTS))
        assert all(answer in second for answer in (GLAD, BETTER, SERVED, ASK_SECOND, AGENDA))

    def test_an_edited_answer_is_there_as_it_is_now(self, told: Told) -> None:
        second = told.digests()[1].text
        assert BETTER in second
        assert second.count(BETTER_FIRST) == BETTER.count(BETTER_FIRST)

    def test_promises_come_back_to_both(self, told: Told) -> None:
        second = told.digests()[1].text
        assert ANA_PROMISE in second
        assert RUTH_PROMISE in second
        prompts = [m.text for m in told.chats["Ana"] if "It is time to look back" in m.text]
        assert ["Sit in at the drop-in" in prompt for prompt in prompts] == [True]

    def test_each_week_has_the_mentors_own_check_in(self, told: Told) -> None:
        asked = [m for m in told.chats["Ruth"] if m.text.startswith("How did you see Ana")]
        assert [f"{_local(m.date):%a %d %H:%M}" for m in asked] == ["Wed 04 19:00", "Wed 11 19:00"]


class TestNobodyReadsWhatTheyShouldNot:
    """What was kept private or sealed stays so."""

    def test_a_feeling_kept_private_is_counted_and_not_shown(self, told: Told) -> None:
        assert "One answer kept private." in told.digests()[1].text
        assert "felt 2" not in told.read_by("Ruth")
        assert "2 / 5" not in told.read_by("Ruth")

    def test_what_the_mentor_needs_stays_with_the_mentor(self, told: Told) -> None:
        assert RUTH_NEEDS in told.read_by("Ruth")
        assert RUTH_NEEDS not in told.read_by("Ana")

    def test_the_mentors_view_comes_after_the_mentees(self, told: Told) -> None:
        said = [m.text for m in told.chats["Ana"]]
        seen = next(number for number, text in enumerate(said) if RUTH_SAW in text)
        assert said.index(ASK_FIRST) < seen

    def test_the_coordinator_reads_none_of_it(self, told: Told) -> None:
        answers = (NIGHTS, ASK_FIRST, GLAD, BETTER, SERVED, ASK_SECOND, AGENDA, RUTH_SAW)
        assert not [answer for answer in answers if answer in told.read_by("Grace")]


class TestTheBotIsQuiet:
    """Nothing comes twice, too often or at night."""

    def test_each_message_came_of_one_update_or_of_one_due_row(self, told: Told) -> None:
        assert told.of_nothing == []

    def test_everything_that_was_to_be_sent_was_sent_once(self, told: Told) -> None:
        assert told.unfinished == 0
        where = Counter((name, row.message_id) for name, row in told.sent)
        assert set(where.values()) == {1}
        by_id = {m.message_id: m for chat in told.chats.values() for m in chat}
        went = [(name, by_id[row.message_id or 0]) for name, row in told.sent]
        said = Counter((name, _local(m.date).date(), m.text) for name, m in went)
        assert [words for words, times in said.items() if times > 1] == []

    def test_telegram_takes_everything_at_once(self, told: Told) -> None:
        assert told.refused == 0

    def test_nobody_gets_more_than_one_unasked_message_a_day(self, told: Told) -> None:
        unasked = [
            (name, _local(int(row.finished_at.timestamp())).date())
            for name, row in told.sent
            if row.kind in _UNASKED and row.lane == Lane.PROMPT and row.finished_at is not None
        ]
        assert unasked
        assert max(Counter(unasked).values()) == 1

    def test_nothing_comes_in_quiet_hours(self, told: Told) -> None:
        when = [_local(m.date).time() for chat in told.chats.values() for m in chat if m.from_bot]
        assert when
        assert all(time(8) <= moment < time(21) for moment in when)


class TestTheScript:
    """The story is told the same every time, everywhere, and stops where something is wrong."""

    @pytest.mark.soak
    def test_it_is_printed_the_same_every_time(self, told: Told) -> None:
        again = story.text().splitlines()
        first = told.printed.splitlines()
        begins = again.index(first[1]) - 1
        other = [pair for pair in zip(first, again[begins:], strict=False) if pair[0] != pair[1]]
        assert other == []

    def test_it_fits_a_terminal_of_80_columns(self, told: Told) -> None:
        assert [line for line in told.printed.split("\n") if len(line) > 80] == []

    @pytest.mark.soak
    async def test_it_plays_on_postgresql(self, postgres: Postgres) -> None:
        db = Database(postgres.fresh())
        stage = await Stage.begin(db, START)
        await story.play(stage)
        assert await _left_in_the_inbox(stage) == 0
        await stage.end()
        await db.close()

    async def test_a_wrong_step_says_what_the_person_saw(self) -> None:
        async with throw_away(START) as stage:
            company = await _with_a_stranger(stage)
            for wrong in (Taps("Zed", "Send"), sees("Zed", "Good morning")):
                with pytest.raises(WrongStepError, match=r"(?s)Zed .*I work by invitation"):
                    await company.play([wrong])


async def _with_a_stranger(stage: Stage) -> Company:
    company = await found_programme(stage)
    await company.play([Heading("A stranger"), Says("Zed", "/start")])
    return company


async def _left_in_the_inbox(stage: Stage) -> int:
    async with stage.db.read() as s:
        rows = await s.scalars(select(InboxRow).where(InboxRow.state != InboxState.HANDLED))
        return len(rows.all())
