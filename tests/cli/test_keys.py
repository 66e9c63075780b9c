"""`keys rotate` says plainly what to do, and shows a key only to whoever must copy it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.config import parse_key
from tests.cli.conftest import Run

KEY = Path("data/plumbline.key")


def _key() -> str:
    return KEY.read_text().strip()


def test_in_its_file_the_key_is_changed_at_once_and_shown_to_nobody(founded: Run) -> None:
    before = _key()
    result = founded("keys", "rotate")
    assert result.exit_code == 0, result.output
    assert "Copy it, today" in result.stdout
    assert "Backups made until now open only with the old key" in result.stdout
    assert _key() != before
    assert before not in result.output
    assert _key() not in result.output
    assert oct(KEY.stat().st_mode & 0o777) == "0o600"
    assert sorted(path.name for path in Path("data").iterdir()) == ["plumbline.db", KEY.name]
    assert "ok      The key fits" in founded("doctor", "--patience", "0").output


def test_at_a_terminal_it_says_first_what_becomes_of_backups(
    founded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _key()
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True)
    result = founded("keys", "rotate", answers=["n"])
    assert result.exit_code == 1
    assert "Backups made until now open only with the old key" in result.stderr
    assert _key() == before
    assert founded("keys", "rotate", answers=["y"]).exit_code == 0
    assert _key() != before


def test_in_plumbline_key_it_takes_two_runs_and_nothing_shows_the_old_one(
    founded: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = _key()
    KEY.unlink()
    monkeypatch.setenv("PLUMBLINE_KEY", old)
    first = founded("keys", "rotate")
    new = first.stdout.strip()
    assert len(parse_key(new)) == 32
    assert "Nothing is changed yet" in first.stderr

    monkeypatch.setenv("PLUMBLINE_KEY", f"{new},{old}")
    waiting = founded("doctor", "--patience", "0").output
    assert "note    PLUMBLINE_KEY holds two keys, and the change to the first is still" in waiting
    assert founded("invite", "--role", "mentee").exit_code == 0
    second = founded("keys", "rotate")
    assert second.exit_code == 0, second.output
    assert "take the comma and the second one out" in second.stdout
    assert founded("invite", "--role", "mentee").exit_code == 0

    monkeypatch.setenv("PLUMBLINE_KEY", new)
    assert "ok      The key fits" in founded("doctor", "--patience", "0").output
    for said in (first.stderr, waiting, second.output):
        assert old not in said
        assert new not in said
    assert not KEY.exists()


def test_while_the_bot_runs_nothing_is_changed(founded: Run) -> None:
    before = _key()
    with closing(sqlite3.connect("data/plumbline.db")) as db, db:
        now = SystemClock().now().strftime("%Y-%m-%d %H:%M:%S.000000")
        db.execute("UPDATE installation SET alive_at = ?", (now,))
    result = founded("keys", "rotate")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: The bot is running")
    assert "wait 2 minutes first" in result.stderr
    assert _key() == before


@pytest.mark.parametrize(("content", "words"), [(None, "is missing"), ("half of", "is damaged")])
def test_a_lost_key_is_said_and_none_is_made_in_its_place(
    founded: Run, content: str | None, words: str
) -> None:
    KEY.unlink()
    if content is not None:
        KEY.write_text(content)
    result = founded("keys", "rotate")
    assert result.exit_code == 1
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert sorted(path.name for path in Path("data").glob("*.key*")) == (
        [KEY.name] if content else []
    )


def test_without_a_database_there_is_nothing_to_change(run: Run) -> None:
    result = run("keys", "rotate")
    assert result.exit_code == 1
    assert "There is no database" in result.stderr
    assert not Path("data").exists()
