"""The words of `bot/domain/visibility.py`: who looks, at what, how much of it, how far it has gone."""

from datetime import datetime
from enum import StrEnum

from bot.domain.responses import Reader, ResponseKind, ResponseState


class Viewer(StrEnum):
    """What the one who looks is to the one it is from. A former mentor is one of an ended pair."""

    WRITER = "writer"
    MENTOR = "mentor"
    MENTEE = "mentee"
    LATER_MENTOR = "later mentor"
    COORDINATOR = "coordinator"
    MEMBER = "member"  # anybody else of the same programme
    STRANGER = "stranger"  # anybody else, coordinators of other programmes among them
    OPERATOR = "operator"  # who has the database and not the key; with it they could read all


class Matter(StrEnum):
    """What there is of people. From REFLECTION to CLOSING, the kinds of responses."""

    REFLECTION = "reflection"
    ASSESSMENT = "assessment"
    MEETING = "meeting"
    PULSE = "pulse"
    CLOSING = "closing"
    AGENDA = "agenda"
    SURVEY = "survey"
    ANONYMOUS = "anonymous"
    NAME = "name"
    COORDINATOR = "coordinator"  # what a coordinator is called
    ZONE = "zone"
    BREAK = "break"  # until when somebody pauses, and whether messages reach them
    ACTIVITY = "activity"  # on which day somebody last did something
    PAIRING = "pairing"  # who is paired with whom
    SCHEDULE = "schedule"  # what two agreed on, and when they meet
    PLACE = "place"  # where they meet
    HEALTH = "health"  # how a pair is doing, from dates and numbers
    NOTE = "note"  # what a coordinator notes about a pair
    TALK = "talk"  # that somebody asked for a person to talk to
    REACHING = "reaching"  # that somebody asks their mentor to get in touch
    CONCERN = "concern"  # what a mentee says about their mentor
    EXPORT = "export"  # everything held about a person, in one file
    AUDIT = "audit"  # who did what, never in words


class Sight(StrEnum):
    """How much of it is seen."""

    WORDS = "words"  # all of it
    HAPPENED = "happened"  # whether, and when
    NUMBER = "number"  # that a number is low, fell, or lies apart: not which, nor whose
    CIPHERTEXT = "ciphertext"


class Standing(StrEnum):
    """How far something has gone; what is not written step by step is SHARED from the start."""

    UNSENT = "unsent"
    KEPT = "kept"  # "only me", also once the rest is sent
    SEALED = "sealed"  # sent, and not released to the other side yet
    SHARED = "shared"
    OPENED = "opened"  # shared, and its mentee lets later mentors read it


def viewer_in(person_id: int, writer_id: int, mentor_id: int, mentee_id: int) -> Viewer:
    """What somebody is to what `writer_id` wrote in a relationship; STRANGER unless one of it.

    Whether it lasts is not asked here: the table says what is read in one that has ended. Where
    somebody who is none of the two is looked at as the writer, nobody is anything to it.
    """
    if person_id == writer_id:
        return Viewer.WRITER
    if writer_id not in (mentor_id, mentee_id):
        return Viewer.STRANGER
    if person_id == mentor_id:
        return Viewer.MENTOR
    return Viewer.MENTEE if person_id == mentee_id else Viewer.STRANGER


def coordinator_in(person_id: int, mentor_id: int, mentee_id: int) -> Viewer:
    """What a coordinator of its programme is to a pair: one of the two is that, and no more."""
    if person_id == mentor_id:
        return Viewer.MENTOR
    return Viewer.MENTEE if person_id == mentee_id else Viewer.COORDINATOR


def matter_of(kind: ResponseKind) -> Matter:
    """Which matter a response is."""
    return Matter(kind.value)


def standing_of(
    state: ResponseState, released_at: datetime | None, reader: Reader = Reader.OTHER
) -> Standing:
    """How far an answer meant for `reader` has gone, in a response that stands so."""
    if state is not ResponseState.SENT:
        return Standing.UNSENT
    if reader is Reader.ME:
        return Standing.KEPT
    return Standing.SEALED if released_at is None else Standing.SHARED
