"""Nothing that somebody wrote is lost, whatever happens to the bot, to Telegram or to the page."""

from playwright.async_api import expect

from bot.rehearsal.model import Message
from tests.page.chromium import in_chromium
from tests.page.conftest import Opens
from tests.page.house import House
from tests.page.people import Screen
from tests.page.phones import Phone

pytestmark = in_chromium()

SLOW = "Telegram is slow"
DOWN = "Telegram is down"

MENTEES = ("Ana", "Leo", "Mei")
STRENGTH = "I can sit with somebody and not run away."
BARRIER = "The bus does not run after nine."
QUESTION = "How do you keep it from following you home?"

_LOOK = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def said(phone: Phone, text: str) -> list[Message]:
    """The messages on a phone, as Telegram holds them, with this text in them."""
    return [each for each in phone.person.chat if text in each.text]


async def begin_reflection(screen: Screen, mentee: str) -> Phone:
    """The phone of a mentee who has the first of four questions before them."""
    phone = screen.phone(mentee)
    if not await phone.region.count():
        (shown,) = [each for each in MENTEES if await screen.phone(each).region.count()]
        await screen.phone(shown).choose(mentee)
    await phone.says("/reflect")
    await phone.sees("Question 1 of 4")
    return phone


async def finish_reflection(phone: Phone) -> None:
    """Answer the last two questions, and see that every answer is there."""
    await phone.taps("4")
    await phone.says(QUESTION)
    await phone.sees("Before you send it", STRENGTH, BARRIER, QUESTION)
    await phone.taps("Send")


class TestTheBot:
    """It is killed where it stands, and goes on where it stood."""

    async def test_killed_in_the_middle_of_an_answer(self, slowly: Screen) -> None:
        ana = await begin_reflection(slowly, "Ana")
        await slowly.switches(SLOW)
        await expect(ana.region).to_contain_text(SLOW)
        await ana.writes(STRENGTH)
        await expect(ana.bubble(STRENGTH)).to_contain_text("on its way")
        await ana.field.fill(BARRIER)
        await slowly.does_to_the_bot("Kill and restart")
        await slowly.switches(SLOW)
        await expect(ana.bubble("Question 2 of 4")).to_be_visible()
        await expect(ana.bubble(STRENGTH)).to_contain_text("delivered")
        await slowly.house.rest()
        assert len(said(ana, STRENGTH)) == 1
        assert len(said(ana, "Question 2 of 4")) == 1
        await expect(ana.field).to_have_value(BARRIER)
        async with slowly.doing():
            await ana.field.press("Enter")
        await ana.is_in_step()
        await finish_reflection(ana)

    async def test_killed_while_it_answers(self, slowly: Screen) -> None:
        leo = await begin_reflection(slowly, "Leo")
        await slowly.switches(SLOW)
        async with slowly.house.taking_in():
            await leo.writes(STRENGTH)
        await slowly.does_to_the_bot("Kill and restart")
        await slowly.switches(SLOW)
        await expect(leo.bubble("Question 2 of 4")).to_be_visible()
        await slowly.house.rest()
        assert len(said(leo, STRENGTH)) == 1
        await leo.says(BARRIER)
        await finish_reflection(leo)

    async def test_dead_for_a_while(self, slowly: Screen) -> None:
        mei = await begin_reflection(slowly, "Mei")
        await slowly.does_to_the_bot("Kill the bot")
        await expect(mei.region).to_contain_text("not running")
        await expect(slowly.faults).to_have_text("Faults (1 on)")
        await mei.writes(STRENGTH)
        await expect(mei.bubble(STRENGTH)).to_contain_text("on its way")
        await slowly.does_to_the_bot("Start the bot")
        await expect(mei.bubble(STRENGTH)).to_contain_text("delivered")
        await expect(mei.bubble("Question 2 of 4")).to_be_visible()
        await slowly.house.rest()
        await expect(slowly.faults).to_have_text("Faults")
        await mei.says(BARRIER)
        await finish_reflection(mei)


class TestTelegram:
    """It is down for a while, or somebody wants to hear nothing."""

    async def test_what_was_written_while_it_was_down_arrives_once(self, slowly: Screen) -> None:
        grace = slowly.phone("Grace")
        await slowly.switches(DOWN)
        await expect(grace.region).to_contain_text(DOWN)
        await grace.writes("/help")
        await expect(grace.bubble("/help")).to_contain_text("on its way")
        await slowly.switches(DOWN)
        await expect(grace.bubble("/help")).to_contain_text("delivered")
        await slowly.house.rest()
        await grace.sees("/invite")
        asked, answered = grace.person.chat[-2:]
        assert (asked.text, answered.from_bot) == ("/help", True)
        assert len([each for each in grace.person.chat if each.text == "/help"]) == 1

    async def test_somebody_who_blocked_the_bot_is_heard_once_they_let_it_write(
        self, slowly: Screen
    ) -> None:
        ruth = slowly.phone("Ruth")
        await slowly.switches("Ruth has blocked the bot")
        await expect(ruth.field).to_be_hidden()
        await expect(ruth.region).to_contain_text("You have blocked Plumbline.")
        async with slowly.doing():
            await ruth.region.get_by_role("button", name="Unblock").click()
        await ruth.says("/help")
        await ruth.sees("/mentees")


class TestThePage:
    """It is loaded again, or opened twice."""

    async def test_loaded_again_in_the_middle(self, opens: Opens, story_house: House) -> None:
        screen = await opens(story_house)
        ana = screen.phone("Ana")
        await ana.sees("Question 3 of 4")
        before = await ana.log.get_by_role("article").all_inner_texts()
        await screen.reload()
        await screen.is_in_step()
        assert await ana.log.get_by_role("article").all_inner_texts() == before
        await ana.taps("4")
        await ana.sees("Question 4 of 4")

    async def test_words_that_were_not_sent_yet_are_still_there(self, slowly: Screen) -> None:
        grace = slowly.phone("Grace")
        await grace.field.fill("Something half")
        await slowly.reload()
        await expect(grace.field).to_have_value("Something half")

    async def test_a_second_tab_shows_the_same_and_can_act(
        self, opens: Opens, story_house: House
    ) -> None:
        screen = await opens(story_house)
        other = await screen.another_tab()
        await screen.is_in_step()
        await other.is_in_step()
        await other.phone("Ruth").says("/mentees")
        await screen.phone("Ruth").sees("Ana")
        await screen.button("From the start").click()
        await screen.page.get_by_role("dialog").get_by_role("button", name="Stay here").click()
        before = await screen.clock.inner_text()
        await screen.presses("+1 hour")
        await other.is_in_step()
        await expect(screen.clock).not_to_have_text(before, use_inner_text=True)
        now = await screen.clock.inner_text()
        await expect(other.clock).to_have_text(now, use_inner_text=True)

    async def test_one_that_nobody_looks_at_gives_its_connection_back(self, screen: Screen) -> None:
        """A browser has six for all its tabs, and whoever presses anything needs one."""
        page, grace = screen.page, screen.phone("Grace")
        await page.clock.install()
        async with page.expect_event("requestfailed", lambda each: "/api/feed" in each.url):
            await page.evaluate(_LOOK, True)
            await page.clock.fast_forward(60_000)
        grace.person.says("/help")
        await screen.house.rest()
        await page.evaluate(_LOOK, False)
        await grace.sees("/invite")
