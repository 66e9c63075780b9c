"""Every command does what its help says, and every error is one plain sentence and a status."""

import os
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import CREATE, LINE, Run

PERSON = """
    INSERT INTO people (id, programme_id, telegram_id, state, wrapped_key, zone, language,
        created_at)
    SELECT 1, id, 1, 'active', x'00', 'UTC', 'en', '2026-03-02 08:00:00.000000' FROM programmes
"""


def _helplines() -> list[tuple[str, str]]:
    with closing(sqlite3.connect("data/plumbline.db")) as db:
        return list(db.execute("SELECT label, contact FROM helplines ORDER BY position"))


def _inbox(state: str = "%") -> list[tuple[int, str, int, int]]:
    with closing(sqlite3.connect("data/plumbline.db")) as db:
        return list(
            db.execute(
                "SELECT update_id, state, attempts, sealed IS NOT NULL FROM inbox"
                " WHERE state LIKE ? ORDER BY update_id",
                (state,),
            )
        )


class TestCreatingAProgramme:
    """By options for scripts, by questions for people; never without a helpline."""

    def test_by_options(self, run: Run) -> None:
        result = run(*CREATE, *LINE, "--helpline", "Police", "999")
        assert result.exit_code == 0, result.output
        assert "“Harbour” is set up, in the time zone Europe/London" in result.output
        assert _helplines() == [("Night line", "+44 20 7946 0000"), ("Police", "999")]

    def test_by_questions(self, run: Run) -> None:
        answers = ["Harbour", "peer", "munich", "1", "Night line", "112", "y", ""]
        result = run("programme", "create", answers=answers)
        assert result.exit_code == 0, result.output
        assert "in the time zone Europe/Berlin" in result.output
        assert _helplines() == [("Night line", "112")]

    def test_it_asks_until_there_is_a_helpline(self, run: Run) -> None:
        answers = ["", "", "Night line", "121", "n", "Night line", "112", "y", ""]
        result = run(*CREATE, answers=answers)
        assert result.exit_code == 0, result.output
        assert result.output.count("cannot go on without at least one helpline") == 2
        assert _helplines() == [("Night line", "112")]

    def test_without_a_helpline_nothing_is_set_up(self, run: Run) -> None:
        result = run(*CREATE, answers=["", ""])
        assert result.exit_code == 1
        assert result.stderr.splitlines()[-1] == "Aborted!"
        assert not Path("data").exists()

    def test_a_place_that_is_not_known_is_asked_again(self, run: Run) -> None:
        words = ["programme", "create", "--name", "H", "--questions", "peer", *LINE]
        result = run(*words, answers=["xqzzy", "paris", "0", "lisbon", "1"])
        assert result.exit_code == 0, result.output
        assert "I do not know that place" in result.output
        assert "Europe/Lisbon" in result.output

    @pytest.mark.parametrize(
        ("option", "value", "words"),
        [
            ("--city", "xqzzy", "does not name one time zone: try a larger city"),
            ("--city", "hamilton", "did you mean"),
            ("--city", "Atlantis", "did you mean Atlanta (America/New_York)?"),
            ("--questions", "quiz", "choose general or peer"),
            ("--language", "tlh", "does not speak “tlh”"),
            ("--name", "x" * 121, "at most 120 characters"),
        ],
    )
    def test_a_wrong_option_is_explained(
        self, run: Run, option: str, value: str, words: str
    ) -> None:
        result = run(*CREATE, *LINE, option, value)
        assert result.exit_code == 1
        (told,) = (it for it in result.output.splitlines() if "A new database" not in it)
        assert words in told


class TestInviting:
    """One link for each person; without a programme or a clear choice it says so."""

    def test_without_a_token_it_prints_the_invite_and_how_to_use_it(self, founded: Run) -> None:
        result = founded("invite", "--role", "coordinator")
        assert result.exit_code == 0
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}\n", result.stdout)
        assert "as coordinator into “Harbour”" in result.stderr
        assert "https://t.me/NAME?start=TOKEN" in result.stderr
        assert "these links let nobody in" not in result.stderr

    def test_as_many_as_wanted_all_different(self, founded: Run) -> None:
        result = founded("invite", "--role", "mentee", "--count", "5")
        assert len(set(result.stdout.split())) == 5
        assert "these links let nobody in" in result.stderr
        with closing(sqlite3.connect("data/plumbline.db")) as db:
            noted = "SELECT count FROM audit_entries WHERE deed = 'invited'"
            assert db.execute(noted).fetchall() == [(5,)], "one command is one deed"

    def test_without_a_programme(self, run: Run) -> None:
        result = run("invite", "--role", "mentor")
        assert result.exit_code == 1
        assert "no programme yet" in result.output

    def test_among_several_programmes_one_must_be_named(self, founded: Run) -> None:
        founded(*CREATE, *LINE, "--name", "Bridge")
        unclear = founded("invite", "--role", "mentor")
        assert unclear.exit_code == 1
        assert "there are: “Harbour”, “Bridge”" in unclear.output
        named = founded("invite", "--role", "mentor", "--programme", "Bridge")
        assert "into “Bridge”" in named.stderr
        wrong = founded("invite", "--role", "mentor", "--programme", "Brigde")
        assert wrong.exit_code == 1
        assert "no programme “Brigde”" in wrong.output


class TestBackingUp:
    """A copy is whole, private, and never takes the place of another file."""

    def test_the_copy_holds_what_the_database_holds(self, founded: Run) -> None:
        with closing(sqlite3.connect("data/plumbline.db")) as busy:
            busy.execute("BEGIN IMMEDIATE")
            busy.execute("DELETE FROM helplines")
            result = founded("backup", "copy.db")  # while somebody is in the middle of writing
            assert result.exit_code == 0, result.output
        assert "keep a copy of" in result.output
        assert f"stands in {Path('data').resolve()}/plumbline.erased" in result.output
        assert oct(Path("copy.db").stat().st_mode & 0o777) == "0o600"
        assert not Path("copy.db.part").exists()
        with closing(sqlite3.connect("copy.db")) as copy:
            assert copy.execute("SELECT label FROM helplines").fetchall() == [("Night line",)]
            assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)

    def test_it_never_overwrites(self, founded: Run) -> None:
        Path("mine").write_text("precious")
        result = founded("backup", "mine")
        assert result.exit_code == 1
        assert "is there already" in result.output
        assert Path("mine").read_text() == "precious"

    def test_into_a_folder_that_is_not_there(self, founded: Run) -> None:
        result = founded("backup", "nowhere/copy.db")
        assert result.exit_code == 1
        assert "could not be made: No such file or directory." in result.output

    def test_with_nothing_to_copy(self, run: Run) -> None:
        result = run("backup", "copy.db")
        assert result.exit_code == 1
        assert "to copy yet" in result.output

    def test_postgresql_has_its_own_tool(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://me:hush@db/p")
        result = run("backup", "copy")
        assert result.exit_code == 1
        assert "pg_dump" in result.output
        assert "hush" not in result.output


class TestLookingAfter:
    """`migrate` makes what is missing; `doctor` fails exactly when something is wrong."""

    def test_migrating_makes_a_private_database(self, run: Run) -> None:
        result = run("migrate")
        assert result.exit_code == 0
        assert "is up to date." in result.output
        assert oct(Path("data").stat().st_mode & 0o777) == "0o700"
        assert oct(Path("data/plumbline.db").stat().st_mode & 0o777) == "0o600"

    def test_the_doctor_fails_without_a_token(self, run: Run) -> None:
        result = run("doctor")
        assert result.exit_code == 1
        assert "TROUBLE There is no TELEGRAM_BOT_TOKEN" in result.output

    def test_the_doctor_names_a_wrong_setting(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "hush")
        result = run("doctor")
        assert result.exit_code == 1
        assert "TELEGRAM_BOT_TOKEN does not look like" in result.output


class TestWhatWasSetAside:
    """It is listed without its words, put back, or dropped; nothing else is touched or made."""

    @pytest.fixture
    def aside(self, founded: Run) -> Run:
        """Two updates were set aside, and one is waiting."""
        with closing(sqlite3.connect("data/plumbline.db")) as db, db:
            for number, state in ((7, "set_aside"), (8, "set_aside"), (9, "waiting")):
                db.execute(
                    "INSERT INTO inbox (update_id, sealed, state, attempts, error, received_at)"
                    " VALUES (?, 'sealed words', ?, 3, 'KeyError', '2026-03-02 08:00:00.000000')",
                    (number, state),
                )
        return founded

    def test_the_list_shows_number_time_tries_and_kind(self, aside: Run) -> None:
        result = aside("setaside")
        assert result.exit_code == 0
        assert result.stdout.splitlines() == [
            f"{number}  came 2026-03-02 08:00 UTC, tried 3 times: KeyError" for number in (7, 8)
        ]
        assert "words" not in result.output

    def test_one_is_put_back(self, aside: Run) -> None:
        result = aside("setaside", "--again", "8")
        assert "1 update was put back. Restart the bot now" in result.stdout
        assert _inbox() == [(7, "set_aside", 3, 1), (8, "waiting", 0, 1), (9, "waiting", 3, 1)]

    def test_all_are_dropped_once_that_is_confirmed(self, aside: Run) -> None:
        refused = aside("setaside", "--drop", "all", answers=["n"])
        assert refused.exit_code == 1
        assert len(_inbox("set_aside")) == 2
        result = aside("setaside", "--drop", "all", answers=["y"])
        assert "2 updates were deleted." in result.stdout
        assert _inbox() == [(7, "handled", 3, 0), (8, "handled", 3, 0), (9, "waiting", 3, 1)]
        assert aside("setaside").stdout == "Nothing is set aside.\n"

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["--again", "9"], "No update 9 is set aside"),
            (["--again", "seven"], "neither the number of an update nor “all”"),
            (["--again", "7", "--drop", "8"], "Choose one of --again and --drop"),
        ],
    )
    def test_a_wrong_choice_is_explained(self, aside: Run, words: list[str], told: str) -> None:
        result = aside("setaside", *words)
        assert result.exit_code != 0
        assert told in result.stderr
        assert len(_inbox("set_aside")) == 2

    def test_where_there_is_no_database_none_is_made(self, run: Run) -> None:
        result = run("setaside")
        assert result.exit_code == 1
        assert "There is no database" in result.stderr
        assert not Path("data").exists()


class TestStartingAnew:
    """Whoever starts without the old `data` folder is told so; nobody's words are locked out."""

    NEW = "A new database and a new key were made"

    def test_a_new_installation_says_where_it_was_made_and_says_it_once(self, run: Run) -> None:
        result = run(*CREATE, *LINE)
        here = Path("data").resolve()
        assert f"{self.NEW}: {here}/plumbline.db and {here}/plumbline.key." in result.stderr
        assert "put the old ones in their place" in result.stderr
        assert "A new" not in run("invite", "--role", "mentor").stderr

    def test_a_new_database_beside_an_old_key_is_told(self, run: Run) -> None:
        run(*CREATE, *LINE)
        key = Path("data/plumbline.key").read_text()
        for path in Path("data").glob("plumbline.db*"):
            path.unlink()
        result = run(*CREATE, *LINE)
        assert "A new database was made:" in result.stderr
        assert "put the old database in its place" in result.stderr
        assert Path("data/plumbline.key").read_text() == key

    @pytest.mark.parametrize("key_too", [False, True])
    def test_people_without_a_note_of_their_key_are_never_given_a_new_one(
        self, founded: Run, key_too: bool
    ) -> None:
        with closing(sqlite3.connect("data/plumbline.db")) as db, db:
            db.execute("DELETE FROM installation")
            db.execute(PERSON)
        key = Path("data/plumbline.key")
        before = key.read_text()
        if key_too:
            key.unlink()
        result = founded("invite", "--role", "mentor")
        assert result.exit_code == 2
        assert "no longer knows which key is theirs" in result.stderr
        assert key.exists() is not key_too
        assert key_too or key.read_text() == before

    @pytest.mark.parametrize(
        ("statement", "words"),
        [
            ("DELETE FROM alembic_version", "is empty or wrong: restore a backup."),
            ("UPDATE alembic_version SET version_num = 'what'", "update this one, or restore"),
        ],
    )
    def test_a_lost_note_of_the_version_is_told(
        self, founded: Run, statement: str, words: str
    ) -> None:
        with closing(sqlite3.connect("data/plumbline.db")) as db, db:
            db.execute(statement)
        result = founded("migrate")
        assert result.exit_code == 2
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1


class TestWhenSomethingIsWrong:
    """One sentence on standard error and a status; never a traceback."""

    @pytest.mark.parametrize(
        ("name", "value", "told"),
        [
            ("LOG_LEVEL", "loud", "LOG_LEVEL must be one of: debug, info, warning, error."),
            (
                "DATABASE_URL",
                "mysql://me:hush@db/p",
                "DATABASE_URL must begin with sqlite:/// or postgresql://.",
            ),
        ],
    )
    def test_a_wrong_setting(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str
    ) -> None:
        monkeypatch.setenv(name, value)
        result = run("migrate")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr == f"{told}\n"

    def test_another_key(self, founded: Run) -> None:
        key = Path("data/plumbline.key")
        assert oct(key.stat().st_mode & 0o777) == "0o600"
        key.write_text("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n")
        result = founded("invite", "--role", "mentor")
        assert result.exit_code == 2
        assert "made with another key" in result.stderr

    def test_a_lost_key_is_not_replaced_by_a_new_one(self, founded: Run) -> None:
        Path("data/plumbline.key").unlink()
        result = founded("invite", "--role", "mentor")
        assert result.exit_code == 2
        assert "key of this database is missing" in result.stderr
        assert not Path("data/plumbline.key").exists()

    def test_a_database_that_is_something_else(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        Path("letter.txt").write_text("Dear Sir or Madam, " * 100)
        monkeypatch.setenv("DATABASE_URL", "sqlite:///letter.txt")
        result = run("migrate")
        assert result.exit_code == 1
        assert result.stderr == (
            "The database letter.txt is not a database: the file holds something else.\n"
        )

    def test_a_database_that_is_not_there(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://me:hush@127.0.0.1:1/p")
        result = run("migrate")
        assert result.exit_code == 1
        assert "p on 127.0.0.1 does not answer" in result.stderr
        assert len(result.stderr.splitlines()) == 1

    def test_the_unexpected_is_told_and_its_details_are_kept(self, founded: Run) -> None:
        with closing(sqlite3.connect("data/plumbline.db")) as db, db:
            db.execute("UPDATE programmes SET quiet_from = 'nonsense'")
        result = founded("invite", "--role", "mentor")
        assert result.exit_code == 1
        assert "Something went wrong that should not have" in result.stderr
        assert "Traceback" not in result.output
        (details,) = Path("data").glob("plumbline-error-*.txt")
        assert str(os.getpid()) in details.name
        assert "Traceback" in details.read_text()
        assert oct(details.stat().st_mode & 0o777) == "0o600"


class TestRehearsing:
    """Where nobody sits at a terminal it is in text; the stories are chosen by name."""

    def test_where_nobody_sits_at_a_terminal_it_is_in_text(self, run: Run) -> None:
        result = run("rehearse")
        assert result.exit_code == 0, result.output
        assert "Nobody sits at a terminal here" in result.output
        assert "Ana" in result.output
        assert not Path("data").exists()

    def test_a_story_that_there_is_not_is_refused_with_those_there_are(self, run: Run) -> None:
        result = run("rehearse", "--story", "three-weeks")
        assert result.exit_code == 2
        assert "'two-weeks', 'ten-weeks'" in result.output
