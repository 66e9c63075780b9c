"""Messages leave as fast as Telegram takes them, and no faster."""

import asyncio
import random
import secrets

from bot.delivery.pacing import SMOOTHING, Pacer
from bot.domain.queues import Lane
from tests.world import HurriedTime


async def _send(pacer: Pacer, time: HurriedTime, chats: range, lane: Lane) -> list[float]:
    went = []
    for chat in chats:
        await pacer.turn(chat, lane)
        went.append(time.seconds)
    return went


def _most_in_a_second(went: list[float]) -> int:
    return max(sum(1 for other in went if at <= other < at + 1.0) for at in went)


async def test_no_second_holds_more_than_thirty_prompts_the_first_one_included() -> None:
    time = HurriedTime()
    went = await _send(Pacer(time.monotonic, time.sleep), time, range(200), Lane.BROADCAST)
    assert _most_in_a_second(went) <= 30
    assert went[-1] < 200 / 27


async def test_one_chat_takes_a_short_burst_and_then_one_a_second() -> None:
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    went = [await _send(pacer, time, range(7, 8), Lane.REPLY) for _ in range(6)]
    assert [round(at[0], 3) for at in went] == [0, 0, 0, 1, 2, 3]


async def test_replies_and_urgent_messages_never_wait_for_the_bulk_budget() -> None:
    """They wait for a place in the second that is full, never for what bulk still has to send."""
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    await _send(pacer, time, range(100), Lane.PROMPT)
    for chat, lane in [(100, Lane.REPLY), (101, Lane.URGENT), *((c, Lane.REPLY) for c in range(9))]:
        before = time.seconds
        await pacer.turn(200 + chat, lane)
        assert time.seconds - before <= SMOOTHING
    time.seconds += 1.1
    before = time.seconds
    await _send(pacer, time, range(500, 700), Lane.REPLY)
    assert time.seconds == before


async def test_prompts_make_room_for_replies() -> None:
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    await _send(pacer, time, range(56), Lane.REPLY)
    await pacer.turn(1000, Lane.PROMPT)
    assert time.seconds > 1.0


async def test_a_broadcast_with_replies_in_between_uses_what_telegram_allows_and_no_more() -> None:
    """30 in any second as Telegram counts them on arrival, though some take longer than others."""
    seed = secrets.randbits(32)
    print("seed", seed)
    chance = random.Random(seed)
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    arrived = []
    for chat in range(2000):
        lane = Lane.REPLY if chance.random() < 0.1 else Lane.BROADCAST
        departure = await pacer.turn(chat, lane)
        took = chance.choice((0.05, 0.05, 0.05, 0.06, 0.15))
        arrived.append(time.seconds + took)
        # Telegram's answer comes before the second is over, and long before it matters.
        pacer._window.back(departure, time.seconds + took)
    arrived.sort()
    later = zip(arrived, arrived[30:], strict=False)
    assert min(late - early for early, late in later) > 1.0
    assert len(arrived) / arrived[-1] > 0.95 * 30


async def test_a_429_holds_back_everyone_urgent_messages_too() -> None:
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    pacer.hold(7)
    await asyncio.gather(*(pacer.turn(int(lane), lane) for lane in Lane), pacer.held())
    assert time.seconds >= 7


async def test_what_is_still_on_its_way_counts_since_it_may_arrive_any_moment() -> None:
    """Our loop or Telegram stood still: nothing more goes than fits if all of it arrives now."""
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    on_their_way = []
    for chat in range(30):
        on_their_way.append(await pacer.turn(chat, Lane.BROADCAST))
        if chat < 10:
            pacer._window.back(on_their_way[-1], time.seconds + 0.05)
    time.seconds += 5
    for departure in on_their_way[10:]:
        pacer.back(departure)
    returned = time.seconds
    went = await _send(pacer, time, range(100, 130), Lane.BROADCAST)
    assert sum(at < returned + 0.95 for at in went) == 10


async def test_what_was_held_back_goes_at_once_afterwards_as_far_as_telegram_takes_it() -> None:
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    pacer.hold(3)
    await pacer.held()
    first = time.seconds
    went = await _send(pacer, time, range(40), Lane.REPLY)
    assert went[29] == first
    assert _most_in_a_second(went) <= 30


async def test_places_that_were_taken_for_replies_given_up_are_free_again() -> None:
    time = HurriedTime()
    at_rest = asyncio.Event()

    async def sleep(_seconds: float) -> None:
        await at_rest.wait()

    pacer = Pacer(time.monotonic, time.sleep)
    await _send(pacer, time, range(30), Lane.BROADCAST)
    free_in = pacer._window.wait(time.seconds)
    pacer._sleep = sleep
    replies = [asyncio.create_task(pacer.turn(chat, Lane.REPLY)) for chat in range(100, 103)]
    await asyncio.sleep(0)
    assert pacer._window.wait(time.seconds) > free_in
    for reply in replies:
        reply.cancel()
    await asyncio.wait(replies)
    assert pacer._window.wait(time.seconds) == free_in


async def test_chats_at_rest_are_forgotten() -> None:
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    for chat in range(6000):
        await pacer.turn(chat, Lane.REPLY)
        time.seconds += 0.01
    assert len(pacer._chats) < 5000


async def test_where_to_turn_is_tried_even_while_nothing_may_go() -> None:
    """What Telegram refused may have been another chat's; everything else waits."""
    time = HurriedTime()
    pacer = Pacer(time.monotonic, time.sleep)
    pacer.hold(30.0)
    await pacer.turn(1, Lane.REPLY, held_too=True)
    assert time.seconds <= SMOOTHING
    await pacer.turn(2, Lane.REPLY)
    assert time.seconds >= 30.0
