"""Events are numbered: whoever lost the connection goes on where they were, or learns they cannot."""

import asyncio

import pytest

from bot.rehearsal.accounts import User
from bot.rehearsal.events import Event, PersonAdded
from bot.rehearsal.journal import Entry, Journal, MissedError


def added(number: int) -> Event:
    return PersonAdded(User(number, f"Person {number}"))


def journal_of(events: int, keep: int = 20_000) -> Journal:
    journal = Journal(keep)
    for number in range(1, events + 1):
        journal.publish(added(number))
    return journal


def test_what_came_since_a_number_is_told_in_order() -> None:
    journal = journal_of(5)
    assert journal.latest == 5
    assert journal.since(3) == [Entry(4, added(4)), Entry(5, added(5))]
    assert journal.since(5) == []
    assert [entry.number for entry in journal.since(0)] == [1, 2, 3, 4, 5]


def test_who_was_away_too_long_must_look_at_everything_anew() -> None:
    journal = journal_of(5, keep=3)
    assert [entry.number for entry in journal.since(2)] == [3, 4, 5]
    for number in (1, 0, -1):
        with pytest.raises(MissedError):
            journal.since(number)


def test_a_number_from_an_earlier_rehearsal_is_noticed() -> None:
    with pytest.raises(MissedError):
        journal_of(5).since(6)


async def test_a_stream_begins_after_the_number_and_goes_on() -> None:
    journal = journal_of(3)
    stream = journal.stream(after=1)
    assert [(await anext(stream)).number for _ in range(2)] == [2, 3]
    coming = asyncio.ensure_future(anext(stream))
    await asyncio.sleep(0)
    assert not coming.done()
    journal.publish(added(4))
    assert await coming == Entry(4, added(4))
    await stream.aclose()


async def test_several_streams_get_every_event_each() -> None:
    journal = journal_of(1)
    first, second = journal.stream(after=0), journal.stream(after=0)
    journal.publish(added(2))
    for stream in (first, second):
        assert [(await anext(stream)).number for _ in range(2)] == [1, 2]
        await stream.aclose()


async def test_a_reader_who_falls_too_far_behind_is_told() -> None:
    journal = journal_of(1, keep=2)
    stream = journal.stream(after=0)
    assert (await anext(stream)).number == 1
    for number in range(2, 6):
        journal.publish(added(number))
    with pytest.raises(MissedError):
        await anext(stream)
