"""Faults can be switched on the page, the bot killed: nothing is lost, and trouble is told."""

from typing import Any

import pytest

from tests.rehearsal.web.conftest import Page


async def test_faults_are_off_at_first(page: Page) -> None:
    assert (await page.world())["faults"] == {"down": False, "slow": 0, "too_many": False}


@pytest.mark.parametrize("fault", [{"down": True}, {"too_many": True}])
async def test_what_is_said_during_a_fault_is_answered_after_it(
    page: Page, fault: dict[str, object]
) -> None:
    [name] = fault
    await page.post("/api/faults", **fault)
    assert (await page.world())["faults"][name] is True
    before = len(page.grace.chat)
    await page.post(f"/api/people/{page.grace.user_id}/say", text="/help")
    assert not await page.play.runner.rest(0.05) or name == "down"
    assert len(page.grace.chat) == before + 1
    await page.post("/api/faults", **{name: False})
    await page.rest()
    assert len(page.grace.chat) == before + 2
    assert (await page.world())["faults"][name] is False


async def test_slow_calls_take_so_many_seconds(page: Page) -> None:
    await page.post("/api/faults", slow=0.01)
    assert (await page.world())["faults"]["slow"] == 0.01
    await page.act(page.grace, "say", text="/help")
    await page.post("/api/faults", slow=0)
    assert (await page.world())["faults"]["slow"] == 0


async def test_other_faults_are_refused(page: Page) -> None:
    strange: tuple[dict[str, Any], ...] = (
        {},
        {"slow": -1},
        {"slow": 1e9},
        {"down": 1},
        {"fire": True},
    )
    for body in strange:
        assert (await page.refused("/api/faults", **body))[0] == 400, body


async def test_killed_in_the_middle_of_an_answer_it_answers_once(page: Page) -> None:
    await page.post("/api/faults", too_many=True)
    before = len(page.grace.chat)
    await page.post(f"/api/people/{page.grace.user_id}/say", text="/help")
    assert not await page.play.runner.rest(0.05)
    await page.post("/api/bot", do="kill")
    assert (await page.world())["bot"] == {"running": False, "resting": True}
    await page.post("/api/faults", too_many=False)
    assert len(page.grace.chat) == before + 1
    await page.post("/api/bot", do="start")
    await page.rest()
    assert len(page.grace.chat) == before + 2
    assert (await page.world())["bot"] == {"running": True, "resting": True}


async def test_it_can_be_restarted_at_once_again_and_again(page: Page) -> None:
    for _ in range(3):
        await page.post("/api/bot", do="restart")
    await page.rest()
    before = len(page.grace.chat)
    await page.act(page.grace, "say", text="/help")
    assert len(page.grace.chat) == before + 2


async def test_killing_what_is_dead_changes_nothing(page: Page) -> None:
    await page.post("/api/bot", do="kill")
    await page.post("/api/bot", do="kill")
    await page.post("/api/bot", do="start")
    await page.post("/api/bot", do="start")
    await page.rest()
    assert (await page.world())["bot"]["running"] is True


async def test_a_bot_that_fails_is_told_and_can_be_started_anew(
    page: Page, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def fail() -> int:
        raise ZeroDivisionError("what Grace wrote")

    with monkeypatch.context() as broken:
        broken.setattr(page.play.stage.bot, "sweep", fail)
        await page.post(f"/api/people/{page.grace.user_id}/say", text="/help")
        await page.until(lambda: not page.play.runner.alive)
    trouble = (await page.world())["trouble"]
    assert trouble.startswith("The bot failed and stands still (zero division error).")
    assert "what Grace wrote" not in capsys.readouterr().err + trouble
    await page.post("/api/bot", do="start")
    await page.rest()
    world = await page.world()
    assert (world["trouble"], world["bot"]["running"]) == (None, True)
