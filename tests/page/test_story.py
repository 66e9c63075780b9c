"""The two-week story goes through the page, by taps and typing, for everybody in it."""

from datetime import timedelta

from bot.rehearsal.acting import next_time
from bot.rehearsal.sample import ZONE
from bot.rehearsal.script import Edits, Opens, Says, Sees, SeesNot, Speaks, Step, Taps, Until
from bot.rehearsal.story_script import STORY
from tests.page.chromium import in_chromium
from tests.page.people import Screen

pytestmark = in_chromium()

_HALF_A_DAY = timedelta(hours=12)
_COORDINATOR = "Grace"


async def test_two_weeks_are_played_by_hand_in_all_three_roles(screen: Screen) -> None:
    for step in STORY:
        await _play(screen, step)


async def _play(screen: Screen, step: Step) -> None:
    match step:
        case Opens(who):
            await screen.lets_join(who, by=_COORDINATOR)
        case Says(who, text):
            await screen.phone(who).says(text)
        case Taps(who, label):
            await screen.phone(who).taps(label)
        case Speaks(who, _):
            await screen.phone(who).speaks()
        case Edits(who, old, new):
            await screen.phone(who).edits(old, new)
        case Sees(who, texts):
            await screen.phone(who).sees(*texts)
        case SeesNot(who, text):
            await screen.phone(who).sees_not(text)
        case Until(when):
            await _wait(screen, when)


async def _wait(screen: Screen, when: str) -> None:
    """Let time pass by the buttons of the clock until a time of the week, or some hours later."""
    clock = screen.house.play.stage.clock
    then = next_time(when, ZONE, clock.now())
    while (left := then - clock.now()) > timedelta():
        upcoming = await screen.house.play.stage.upcoming()
        if upcoming is not None and upcoming.at == then:
            await screen.presses("Next thing due")
        elif left > _HALF_A_DAY:
            await screen.presses("+1 day")
        else:
            await screen.presses("+1 hour")
    await screen.is_in_step()
