"""Telegram accounts, and what an account is in a chat."""

from dataclasses import dataclass

from bot.rehearsal.refusal import Json


@dataclass
class User:
    """A Telegram account."""

    user_id: int
    first_name: str
    language_code: str = "en"
    username: str | None = None
    is_bot: bool = False
    deactivated: bool = False

    def as_json(self) -> Json:
        """The Bot API's User."""
        user: Json = {"id": self.user_id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.username:
            user["username"] = self.username
        if not self.is_bot:
            user["language_code"] = self.language_code
        return user


def member_json(user: Json, status: str) -> Json:
    """The Bot API's ChatMember for a status: member, left or kicked."""
    member: Json = {"user": user, "status": status}
    if status == "kicked":
        member["until_date"] = 0
    return member
