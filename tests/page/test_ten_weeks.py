"""The ten weeks of forty people are played on the page; what decides is done by hand there."""

import asyncio
import re

from playwright.async_api import expect

from bot.rehearsal.events import Event, MessageAdded
from bot.rehearsal.people import Person as Someone
from bot.rehearsal.script import Says, Taps
from bot.rehearsal.ten_weeks_script import (
    ANAS_ANSWERS,
    SECOND_NOTE,
    SURVEY,
    THE_END,
    THE_RESULTS,
)
from bot.rehearsal.web.story_player import StoryPlayer
from tests.page.chromium import in_chromium
from tests.page.house import House
from tests.page.people import Screen

# It takes a minute and a half, and `tests/rehearsal/test_ten_weeks.py` plays the same without a page.
pytestmark = in_chromium()

# So many have the survey in hand when the bot is killed.
_SOME = 12


async def test_ten_weeks_are_played_and_decided_by_hand(screen: Screen) -> None:
    await screen.button("Play a story").click()
    await screen.button(re.compile("^Ten weeks")).click()
    await expect(screen.button("Stop")).to_be_visible()
    story = screen.house.play.story
    assert story is not None
    story.pace = 0
    await screen.button("Stop").click()

    await _play_to(story, "Maria taps “Send it”")
    await _sends_the_survey(screen, story)
    await _by_hand(screen, story, "Ana", len(ANAS_ANSWERS))
    await screen.phone("Ana").sees("Your answers are in, without your name")

    await _play_to(story, "Maria taps “See the results”")
    await _by_hand(screen, story, "Maria", 1)
    # What was on its way at the kill counts as having arrived, so how many it reached differs.
    await screen.phone("Maria").sees("28 answered", THE_RESULTS[-1])

    await _play_to(story, "Ana taps “2”")
    await _by_hand(screen, story, "Ana", 1)
    await _play_to(story, "Maria writes: “/health”")
    await _by_hand(screen, story, "Maria", 2)
    await screen.phone("Maria").sees("Ana and Ben: urgent", "said 2 or less out of 5")
    await _by_hand(screen, story, "Maria", 2)
    await screen.phone("Maria").sees("There is no reason to call", SECOND_NOTE)

    await screen.button("Play").click()
    await expect(screen.page.get_by_role("region", name="The story")).to_contain_text(
        "Those were ten weeks", timeout=120_000
    )
    await screen.house.rest()
    await screen.phone("Maria").sees(*THE_END)


async def _play_to(story: StoryPlayer, words: str) -> None:
    """Let the story go on until this comes next."""
    while not story.state()["coming"].startswith(words):
        await story.step()


async def _by_hand(screen: Screen, story: StoryPlayer, who: str, steps: int) -> None:
    """Do on the page what the next steps of the story say."""
    for _ in range(steps):
        match story.coming:
            case Taps(name, label) if name == who:
                await screen.phone(name).taps(label)
            case Says(name, text) if name == who:
                await screen.phone(name).says(text)
            case other:
                raise AssertionError(f"{who} does not do {other}")
        story.at += 1


async def _sends_the_survey(screen: Screen, story: StoryPlayer) -> None:
    """Send it; when some have it, the bot is killed, and started anew.

    Ana answers it next, so she is one of those who have it: what was on its way at the kill is not
    sent again before the reminder.
    """
    await _by_hand(screen, story, "Maria", 1)
    people = screen.house.play.stage.people
    asked, killing = 0, asyncio.Event()

    def count(event: Event) -> None:
        nonlocal asked
        if isinstance(event, MessageAdded) and event.message.text.startswith(SURVEY):
            asked += 1
            if asked >= _SOME and _surveys(people["Ana"]):
                killing.set()

    stop = screen.house.play.telegram.events.subscribe(count)
    kill = asyncio.create_task(_kill(screen.house, killing))
    await screen.phone("Maria").key("Yes, send it to …").click()
    story.at += 1
    await kill
    stop()
    assert asked < 2 * _SOME, "it was over before the bot was killed"
    await screen.does_to_the_bot("Start the bot")
    await screen.house.rest()
    for name, someone in people.items():
        if name != "Maria":
            assert _surveys(someone) <= 1, name


def _surveys(someone: Someone) -> int:
    return sum(each.text.startswith(SURVEY) for each in someone.chat)


async def _kill(house: House, killing: asyncio.Event) -> None:
    await killing.wait()
    await house.room.kill_bot()
