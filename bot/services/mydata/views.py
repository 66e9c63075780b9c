"""Everything held about one person, as it is put into the two files that they are sent."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.services.mydata import about, coordinating, taking_part, waiting

FORMAT = "plumbline-mydata"
# Raised when a key changes its meaning or goes; a new key alone does not raise it.
VERSION = 1


class LeftOut(StrEnum):
    """What is not in the files; the texts say why. `UNREADABLE` only where there is any."""

    ANONYMOUS = "anonymous"
    OTHERS = "others"
    KEY = "key"
    SECRETS = "secrets"
    HANDLED = "handled"
    TELEGRAM = "telegram"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class MyData:
    """One person's data; each field but `language` and `zone` is a part of the files, in order."""

    format: str
    version: int
    made_at: datetime
    language: str
    zone: str
    you: about.You
    consents: tuple[about.Agreed, ...]
    groups: tuple[str, ...]
    invites_used: tuple[about.HeldInvite, ...]
    pairs: tuple[taking_part.Pair, ...]
    histories_opened: tuple[taking_part.HistoryOpened, ...]
    writings: tuple[taking_part.Filled, ...]
    agenda: tuple[taking_part.Listed, ...]
    surveys_asked: tuple[taking_part.Asked, ...]
    help_requests: tuple[waiting.HelpAsked, ...]
    meetings_begun: tuple[taking_part.MeetingBegun, ...]
    surveys_made: tuple[coordinating.SurveyMade, ...]
    sent_to_many: tuple[coordinating.Sent, ...]
    seen_to: tuple[coordinating.SeenTo, ...]
    help_given: tuple[coordinating.HelpGiven, ...]
    helplines_confirmed: tuple[coordinating.HelplineConfirmed, ...]
    pairs_planned: tuple[about.PairPlanned, ...]
    pairs_proposed: tuple[coordinating.PairProposed, ...]
    invites_made: tuple[about.HeldInvite, ...]
    settings_begun: tuple[coordinating.SettingBegun, ...]
    settings_changed: tuple[coordinating.SettingChanged, ...]
    files_of_people: tuple[coordinating.FileOfPeople, ...]
    messages: tuple[waiting.Message, ...]
    falls_due: tuple[waiting.FallsDue, ...]
    updates: tuple[waiting.Update, ...]
    audit: tuple[about.Done, ...]
    slowed: tuple[about.Slowed, ...]
    left_out: tuple[LeftOut, ...]
