"""The page keeps to itself, and shows what the system holds."""

import re

from playwright.async_api import Browser, expect

from bot.rehearsal.events import ActionShown, CallbackAnswered
from bot.rehearsal.web.world import nothing_yet
from tests.page.chromium import in_chromium
from tests.page.conftest import Opens
from tests.page.house import House
from tests.page.people import Screen

pytestmark = in_chromium()


async def test_under_another_name_there_is_no_page(chromium: Browser, house: House) -> None:
    """As when somebody's own site points its name at this machine."""
    port = house.address.rpartition(":")[2]
    context = await chromium.new_context()
    try:
        page = await context.new_page()
        answer = await page.goto(f"http://elsewhere.localhost:{port}/")
        assert answer is not None
        assert answer.status == 421
        await expect(page.locator("body")).to_contain_text("only at 127.0.0.1")
    finally:
        await context.close()


async def test_a_message_is_followed_from_the_due_row_to_its_delivery(
    opens: Opens, story_house: House
) -> None:
    screen = await opens(story_house)
    ana = screen.phone("Ana")
    drawer = screen.page.get_by_role("complementary", name="What the system holds")
    await ana.chooses("Hello. A few questions first", "How did this get here")
    steps = drawer.get_by_role("region", name="How it got here").get_by_role("listitem")
    await expect(steps.first).to_contain_text("fell due")
    await expect(steps.last).to_contain_text("sent")
    await ana.chooses("Question 2 of 4", "How did this get here")
    await expect(steps.first).to_contain_text("Ana sent it: update")
    await expect(drawer).to_contain_text("2 of 4 answered")
    await expect(drawer).not_to_contain_text("I have had bad nights")


async def test_the_story_is_stepped_through_and_taken_over_by_hand(screen: Screen) -> None:
    await screen.button("Play a story").click()
    await screen.button(re.compile("^Two weeks")).click()
    await expect(screen.button("Stop")).to_be_focused()
    await expect(screen.phone("Grace").bubble("/invite")).to_be_visible()
    await screen.button("Stop").click()
    await screen.house.rest()
    story = screen.page.get_by_role("region", name="The story")
    await expect(story).to_contain_text("who coordinates the programme, invites")
    await screen.phone("Grace").says("/help")
    await screen.phone("Grace").sees("/invite")
    await screen.button("Play").click()
    await expect(story).to_contain_text("Next: Ruth taps “I agree”.")
    await screen.button("Stop").click()
    await screen.presses("One step")
    await screen.phone("Ruth").taps("Ruth")


async def test_what_is_no_invitation_lets_nobody_in(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Let somebody join").first.click()
    box = screen.page.get_by_role("dialog")
    name, link = (box.get_by_role("textbox", name=each) for each in ("Name", "Invitation link"))
    for who, where, answer in (
        ("  ", "https://t.me/plumbline_bot?start=x", "They need a name."),
        ("Wim", "https://[/?start=x", "That is no invitation link"),
    ):
        await name.fill(who)
        await link.fill(where)
        await box.get_by_role("button", name="Open", exact=True).click()
        await expect(box.get_by_role("alert")).to_contain_text(answer)
    assert "Wim" not in screen.house.play.stage.people
    await link.fill("https://t.me/plumbline_bot?start=long-ago")
    await box.get_by_role("button", name="Open", exact=True).click()
    await expect(screen.phone("Wim").bubble("That link does not work")).to_be_visible()


async def test_the_bot_is_seen_typing_until_its_message_is_there(same_screen: Screen) -> None:
    grace = same_screen.phone("Grace")
    same_screen.house.play.telegram.events.publish(ActionShown(grace.person.private, "typing"))
    await expect(grace.region).to_contain_text("typing …")
    await grace.says("/help")
    await expect(grace.region).not_to_contain_text("typing …")


async def test_what_must_not_be_missed_stays_until_it_is_closed(same_screen: Screen) -> None:
    grace = same_screen.phone("Grace")
    await grace.field.focus()
    answer = CallbackAnswered(grace.person.user_id, "1", "<b>Too old</b>", alert=True)
    same_screen.house.play.telegram.events.publish(answer)
    box = same_screen.page.get_by_role("dialog", name="Plumbline, on Grace's phone")
    await expect(box).to_contain_text("<b>Too old</b>")
    await same_screen.page.keyboard.press("Enter")
    await expect(box).to_have_count(0)
    await expect(grace.field).to_be_focused()


async def test_it_says_so_while_a_programme_is_being_set_up(opens: Opens, house: House) -> None:
    """The very first look: nothing seems wrong, and nothing can be pressed that cannot be done."""
    screen = await opens(house)
    nothing = nothing_yet(busy=True, trouble=None)
    await screen.page.route("**/api/world", lambda route: route.fulfill(json=nothing))
    silent = {"content_type": "text/event-stream", "body": "\n"}
    await screen.page.route("**/api/feed?*", lambda route: route.fulfill(**silent))
    await screen.page.reload()
    main = screen.page.get_by_role("main")
    await expect(main.get_by_text("Setting up the programme")).to_have_count(3)
    await expect(main.get_by_role("button", name="Let somebody join")).to_have_count(0)
    await expect(screen.faults).to_have_text("Faults")
    await expect(screen.button("Let time run")).to_be_disabled()


async def test_another_programme_is_chosen(screen: Screen) -> None:
    await screen.button(re.compile("^Programme")).click()
    await screen.page.get_by_role("button", name="Youth mentoring").click()
    await expect(screen.button(re.compile("^Programme"))).to_contain_text("Harbour Young Mentoring")
    await expect(screen.button(re.compile("^Programme"))).to_be_focused()
    for name in ("Zoe", "Tom", "Nadia"):
        await screen.phone(name).is_in_step()
    await screen.clock.get_by_role("combobox", name="How fast time runs").select_option(
        "1 day a second"
    )
    await screen.button("Let time run").click()
    await expect(screen.clock).not_to_contain_text("Mon 2 Mar")
    await screen.button("Pause time").click()
    await expect(screen.button("Let time run")).to_be_visible()
