"""Whatever Telegram or the network does to a call comes back as one of five outcomes."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from bot.clock import MovableClock
from bot.delivery.gateway import Gateway, RejectedError
from bot.delivery.pacing import CHAT_BURST, CHAT_PER_SECOND, Pacer
from bot.delivery.raw_bot import RawBot
from bot.domain.queues import Lane, Outcome
from bot.rehearsal.core import StandIn
from bot.rehearsal.events import ActionShown, Event, MessageAdded
from bot.rehearsal.people import Person
from bot.rehearsal.refusal import Refusal
from bot.rehearsal.request import StandInRequest
from bot.render.message import Button, Document, Outgoing
from tests.world import START, HurriedTime

ANA = 501
HELLO = Outgoing("<b>Hello</b> & welcome", buttons=((Button("Go on", "x.1"),),))


@dataclass
class Way:
    """A gateway, and what is at its other end."""

    time: HurriedTime = field(default_factory=HurriedTime)
    lost: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.telegram = StandIn(MovableClock(START))
        request = StandInRequest(self.telegram, read_timeout=0.05)
        self.bot = RawBot(self.telegram.token, request=request, get_updates_request=request)
        pacer = Pacer(self.time.monotonic, self.time.sleep)
        self.gateway = Gateway(
            self.bot, pacer, unreachable=self._unreachable, sleep=self.time.sleep
        )
        self.ana: Person = self.telegram.person("Ana", ANA, started=True)

    async def _unreachable(self, telegram_id: int, _lane: Lane) -> None:
        self.lost.append(telegram_id)


@pytest.fixture
async def way() -> AsyncIterator[Way]:
    way = Way()
    await way.bot.initialize()
    yield way
    way.telegram.faults.clear()
    await way.gateway.beside.drain()
    await way.bot.shutdown()


async def test_a_message_goes_with_its_markup_and_its_buttons(way: Way) -> None:
    delivery = await way.gateway.send(ANA, HELLO, Lane.REPLY)
    assert delivery.outcome is Outcome.SENT
    assert delivery.message_id == way.ana.last.message_id
    assert way.ana.last.text == "Hello & welcome"
    assert way.ana.last.buttons == ["Go on"]


async def test_a_file_and_a_voice_note_go_with_their_captions(way: Way) -> None:
    file = Document("meeting.ics", b"BEGIN:VCALENDAR")
    await way.gateway.send(ANA, Outgoing("Here <i>it</i> is", document=file), Lane.REPLY)
    assert way.ana.last.file is not None
    assert way.ana.last.file.content == b"BEGIN:VCALENDAR"
    voice = way.ana.sends_voice().file
    assert voice is not None
    await way.gateway.send(ANA, Outgoing("Her words", voice=voice.file_id), Lane.REPLY)
    assert (way.ana.last.kind, way.ana.last.text) == ("voice", "Her words")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        ("too_many_requests", Outcome.RETRY),
        ("down", Outcome.RETRY),
        ("forbidden", Outcome.UNREACHABLE),
        ("bad_request", Outcome.REJECTED),
        ("server_error", Outcome.UNSURE),
        ("reset_before_delivery", Outcome.UNSURE),
        ("reset_after_delivery", Outcome.UNSURE),
        ("hang", Outcome.UNSURE),
        ("conflict", Outcome.RETRY),
    ],
)
async def test_each_fault_has_its_outcome(way: Way, fault: str, outcome: Outcome) -> None:
    faults = way.telegram.faults
    if fault == "down":
        faults.down = True
    elif fault == "bad_request":
        faults.refuse(Refusal(400, "Bad Request: message is too long"))
    elif fault == "conflict":
        faults.refuse(Refusal(409, "Conflict"))
    else:
        getattr(faults, fault)()
    assert (await way.gateway.send(ANA, HELLO, Lane.PROMPT)).outcome is outcome


async def test_a_429_says_how_long_and_holds_back_the_next_message(way: Way) -> None:
    way.telegram.faults.too_many_requests(9)
    delivery = await way.gateway.send(ANA, HELLO, Lane.PROMPT)
    assert delivery.retry_after == 9
    await way.gateway.send(ANA, HELLO, Lane.URGENT)
    assert way.time.seconds >= 9


async def test_a_reply_is_tried_until_it_has_gone(way: Way) -> None:
    way.telegram.faults.reset_before_delivery(times=2)
    way.telegram.faults.server_error(times=1)
    way.telegram.faults.too_many_requests(3)
    message_id = await way.gateway.reply(ANA, HELLO)
    assert [m.message_id for m in way.ana.new_messages()] == [message_id]


async def test_a_reply_to_somebody_who_blocked_the_bot_is_no_error_and_is_noted(way: Way) -> None:
    way.ana.blocks()
    assert await way.gateway.reply(ANA, HELLO) is None
    assert way.lost == [ANA]


async def test_a_reply_that_telegram_will_never_take_is_an_error(way: Way) -> None:
    with pytest.raises(RejectedError):
        await way.gateway.reply(ANA, Outgoing("x" * 5000))


@pytest.mark.parametrize("refused", [False, True])
async def test_what_waits_behind_others_of_one_answer_is_announced_by_typing(
    way: Way, refused: bool
) -> None:
    """However Telegram takes that, all parts go, in order, at the times they would without it."""
    if refused:
        way.telegram.faults.too_many_requests(9, times=None, method="sendChatAction")
    events: list[Event] = []
    way.telegram.events.subscribe(events.append)
    for number in range(CHAT_BURST + 2):
        way.gateway.beside.more_to_come(ANA)
        assert await way.gateway.reply(ANA, Outgoing(str(number)))
    await way.gateway.beside.drain()
    typing = [] if refused else ["typing"]
    assert [*filter(None, map(_told, events))] == ["0", "1", "2", *typing, "3", *typing, "4"]
    assert way.time.seconds == 2 / CHAT_PER_SECOND


def _told(event: Event) -> str:
    match event:
        case ActionShown():
            return event.action
        case MessageAdded():
            return event.message.text
        case _:
            return ""


async def test_changing_a_message_to_what_it_says_already_is_fine(way: Way) -> None:
    message_id = await way.gateway.reply(ANA, HELLO)
    assert message_id is not None
    assert await way.gateway.edit(ANA, message_id, HELLO)
    assert await way.gateway.edit(ANA, message_id, Outgoing("Other words"))
    assert way.ana.last.text == "Other words"
    assert way.ana.last.buttons == []


async def test_a_message_that_is_gone_cannot_be_changed(way: Way) -> None:
    assert not await way.gateway.edit(ANA, 12345, HELLO)


async def test_an_edit_is_repeated_until_telegram_says_yes_or_no(way: Way) -> None:
    message_id = await way.gateway.reply(ANA, HELLO)
    assert message_id is not None
    way.telegram.faults.reset_after_delivery()
    assert await way.gateway.edit(ANA, message_id, Outgoing("Other words"))


async def test_buttons_go_in_the_background_and_draining_waits_for_it(way: Way) -> None:
    message_id = await way.gateway.reply(ANA, HELLO)
    assert message_id is not None
    way.gateway.beside.strip(ANA, message_id)
    assert way.ana.last.buttons
    await way.gateway.beside.drain()
    assert way.ana.last.buttons == []


async def test_a_tap_too_old_to_be_answered_is_no_error(way: Way) -> None:
    way.gateway.beside.answer_tap("nonsense", "Too late")
    await way.gateway.beside.drain()
    assert way.ana.answers == []
