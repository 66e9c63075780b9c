"""Settings come from the environment and `.env`; a wrong one is named in one plain sentence."""

import base64
from pathlib import Path

import pytest

from bot.config import TELEGRAM, SettingError, load

KEY = base64.b64encode(bytes(range(32))).decode()


class TestWhereSettingsComeFrom:
    """The environment wins over `.env`; nothing set means something that works."""

    def test_nothing_set_means_no_token_and_a_database_under_data(self, tmp_path: Path) -> None:
        found = load({}, tmp_path)
        assert found.token is None
        assert found.keys == ()
        assert found.api_url == TELEGRAM
        assert found.database_url == f"sqlite:///{tmp_path}/data/plumbline.db"
        assert found.key_file == tmp_path / "data" / "plumbline.key"
        assert (found.log_level, found.log_format) == ("info", "plain")

    def test_nothing_is_created_by_reading(self, tmp_path: Path) -> None:
        load({}, tmp_path)
        assert list(tmp_path.iterdir()) == []

    def test_the_file_is_read(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=12:abc\nLOG_FORMAT=json\n")
        found = load({}, tmp_path)
        assert (found.token, found.log_format) == ("12:abc", "json")

    def test_the_environment_wins_over_the_file(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("LOG_LEVEL=debug\n")
        assert load({"LOG_LEVEL": "error"}, tmp_path).log_level == "error"

    def test_an_empty_value_counts_as_not_set(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_text("TELEGRAM_BOT_TOKEN=\nLOG_LEVEL=\nPLUMBLINE_KEY\n")
        found = load({"DATABASE_URL": "  "}, tmp_path)
        assert (found.token, found.log_level, found.keys) == (None, "info", ())
        assert found.database_url.startswith("sqlite:///")

    def test_a_good_value_of_each_is_taken(self, tmp_path: Path) -> None:
        given = {
            "TELEGRAM_BOT_TOKEN": "123:A-b_c",
            "TELEGRAM_API_URL": "http://127.0.0.1:8081/",
            "DATABASE_URL": "postgresql://somebody:secret@db/plumbline",
            "PLUMBLINE_KEY": KEY,
            "WEBHOOK_URL": "https://bot.example/hook",
            "WEBHOOK_SECRET": "x" * 16,
            "LISTEN": "[::1]:8443",
            "LOG_LEVEL": "WARNING",
            "LOG_FORMAT": "JSON",
        }
        found = load(given, tmp_path)
        assert found.token == "123:A-b_c"
        assert found.api_url == "http://127.0.0.1:8081"
        assert found.database_url == given["DATABASE_URL"]
        assert found.keys == (bytes(range(32)),)
        assert (found.webhook_url, found.webhook_secret) == ("https://bot.example/hook", "x" * 16)
        assert found.listen == ("::1", 8443)
        assert (found.log_level, found.log_format) == ("warning", "json")

    def test_while_the_key_is_changed_there_are_two_the_new_one_first(self, tmp_path: Path) -> None:
        old = base64.b64encode(bytes(32)).decode()
        found = load({"PLUMBLINE_KEY": f"{KEY}, {old}"}, tmp_path)
        assert found.keys == (bytes(range(32)), bytes(32))

    def test_no_secret_is_in_the_repr(self, tmp_path: Path) -> None:
        given = {"TELEGRAM_BOT_TOKEN": "123:SECRET", "PLUMBLINE_KEY": KEY}
        given["DATABASE_URL"] = "postgresql://me:SECRET@db/p"
        given["WEBHOOK_SECRET"] = "SECRET" * 3
        shown = repr(load(given, tmp_path))
        assert "SECRET" not in shown
        assert repr(bytes(range(32))) not in shown


class TestWrongSettings:
    """Each wrong value gives one sentence that names the variable and never a secret value."""

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("TELEGRAM_BOT_TOKEN", "HUSH"),
            ("TELEGRAM_BOT_TOKEN", "123:HUSH with spaces"),
            ("TELEGRAM_API_URL", "api.telegram.org"),
            ("TELEGRAM_API_URL", "https://"),
            ("DATABASE_URL", "HUSH"),
            ("DATABASE_URL", "mysql://me:HUSH@db/p"),
            ("DATABASE_URL", "postgresql://me:HUSH@db:notaport/p"),
            ("DATABASE_URL", "sqlite://"),
            ("DATABASE_URL", "sqlite:///:memory:"),
            ("PLUMBLINE_KEY", "HUSH"),
            ("PLUMBLINE_KEY", base64.b64encode(b"HUSH").decode()),
            ("PLUMBLINE_KEY", "ключ"),
            ("PLUMBLINE_KEY", f"{KEY},HUSH"),
            ("PLUMBLINE_KEY", f"{KEY},{KEY},{KEY}"),
            ("WEBHOOK_URL", "bot.example"),
            ("WEBHOOK_SECRET", "HUSH"),
            ("WEBHOOK_SECRET", "HUSH with spaces in between"),
            ("LISTEN", "8080"),
            ("LISTEN", "here:there"),
            ("LISTEN", "127.0.0.1:99999"),
            ("LOG_LEVEL", "loud"),
            ("LOG_FORMAT", "xml"),
        ],
    )
    def test_a_wrong_value_is_named_and_not_repeated(
        self, name: str, value: str, tmp_path: Path
    ) -> None:
        with pytest.raises(SettingError) as caught:
            load({name: value}, tmp_path)
        sentence = str(caught.value)
        assert sentence.startswith(f"{name} ")
        assert sentence.endswith(".")
        assert "\n" not in sentence
        assert "HUSH" not in sentence
        if name in ("PLUMBLINE_KEY", "TELEGRAM_BOT_TOKEN"):
            assert value not in sentence

    def test_a_webhook_needs_a_secret(self, tmp_path: Path) -> None:
        with pytest.raises(SettingError, match=r"^WEBHOOK_SECRET must be set too"):
            load({"WEBHOOK_URL": "https://bot.example/hook"}, tmp_path)

    def test_a_file_that_is_not_text_is_named(self, tmp_path: Path) -> None:
        (tmp_path / ".env").write_bytes(b"LOG_LEVEL=\xff\xfe\n")
        with pytest.raises(SettingError, match=r"\.env cannot be read: it is not plain text"):
            load({}, tmp_path)
