"""People of a programme: their roles, and where each of them stands."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is in a programme; one person may hold several."""

    MENTEE = "mentee"
    MENTOR = "mentor"
    COORDINATOR = "coordinator"


class PersonState(StrEnum):
    """Where a person stands: still being introduced, taking part, or not any more.

    Whoever has withdrawn may take that back; of whoever has left, everything has been erased.
    """

    JOINING = "joining"
    ACTIVE = "active"
    WITHDRAWN = "withdrawn"
    LEFT = "left"


class Focus(StrEnum):
    """What a person's next free text belongs to: the state of the one conversation router.

    It is stored with the person, in the transaction that changes it; `conversations/states.py`
    says which conversation each one belongs to.
    """

    JOIN_NAME = "join_name"
    JOIN_ZONE = "join_zone"
    JOIN_LANGUAGE = "join_language"
    SETTINGS_NAME = "settings_name"
    SETTINGS_ZONE = "settings_zone"
    ANSWERING = "answering"
    REVIEWING = "reviewing"
    AGENDA = "agenda"
    AGREEMENT = "agreement"
    MEETING_MOVE = "meeting_move"
    PAUSE = "pause"
    TALK = "talk"
    TALK_WORDS = "talk_words"
    PEOPLE_SEARCH = "people_search"
    GROUP_NAME = "group_name"
    INVITE_COUNT = "invite_count"
    SURVEY_WRITING = "survey_writing"
    SURVEY_ANSWER = "survey_answer"
    SURVEY_HEARD = "survey_heard"
    ANNOUNCEMENT = "announcement"
    HEALTH_NOTE = "health_note"
    PROGRAMME = "programme"
