"""Programmes and the people in them."""

from datetime import datetime, time
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import Base, word
from bot.domain.ids import new_id
from bot.domain.people import Focus, PersonState, Role
from bot.domain.relationships import RelationshipKind


class Installation(Base):
    """The one row that says which master key this database was made with.

    `bot_id` is Telegram's number of the bot that it serves, None before the first one runs;
    `alive_at` is the running bot's last sign of life, None once it has stopped in order;
    `conflict_at` is when Telegram last told it that another program polls with its token.
    """

    __tablename__ = "installation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key_check: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    bot_id: Mapped[int | None]
    alive_at: Mapped[datetime | None]
    conflict_at: Mapped[datetime | None]


class Programme(Base):
    """One mentoring programme. Its settings are the coordinator's, and hold nothing personal.

    `rules` holds what differs from `bot.domain.rules.Rules`.
    """

    __tablename__ = "programmes"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    name: Mapped[str] = mapped_column(String(120))
    question_set: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(12), default="en")
    zone: Mapped[str] = mapped_column(String(64))
    quiet_from: Mapped[time] = mapped_column(default=time(21, 0))
    quiet_to: Mapped[time] = mapped_column(default=time(8, 0))
    rules: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    created_at: Mapped[datetime]


class Helpline(Base):
    """A number or place that people in this programme can turn to.

    `confirmed_at` is when a coordinator, `confirmed_by`, last said that it is right: nobody but
    coordinators is brought in before that, and it is asked again later. It is shown all the while.
    """

    __tablename__ = "helplines"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    position: Mapped[int] = mapped_column(SmallInteger)
    label: Mapped[str] = mapped_column(String(120))
    contact: Mapped[str] = mapped_column(String(200))
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))


class Person(Base):
    """Someone who has agreed to take part; known by the numeric Telegram id, never by username.

    `consent_version` is the version of the consent text that they agreed to last.
    `focus` and `focus_id` say what their next free text belongs to, and `focus_at` when that was
    last begun or used, since some of it lets go with time; `live_message_id` is our
    message in their chat whose buttons still ask something. `update_id` is the last update that
    changed this row, so that handling it again changes nothing. `name` is sealed under their own
    key, which is kept wrapped by the master key.
    """

    __tablename__ = "people"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    telegram_id: Mapped[int] = mapped_column(unique=True)
    state: Mapped[PersonState] = mapped_column(word(PersonState))
    consent_version: Mapped[str | None] = mapped_column(String(16))
    wrapped_key: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[bytes | None] = mapped_column(LargeBinary)
    zone: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(12))
    focus: Mapped[Focus | None] = mapped_column(word(Focus))
    focus_id: Mapped[int | None]
    focus_at: Mapped[datetime | None]
    live_message_id: Mapped[int | None]
    update_id: Mapped[int | None]
    paused_until: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    unreachable_since: Mapped[datetime | None]
    last_unasked_at: Mapped[datetime | None]
    created_at: Mapped[datetime]


class PersonRole(Base):
    """A role that a person holds; only a single-use invite makes one."""

    __tablename__ = "person_roles"

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(word(Role), primary_key=True)
    given_at: Mapped[datetime]


class Consent(Base):
    """That a person agreed to one version of the consent text, when, and when they withdrew it."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    version: Mapped[str] = mapped_column(String(16))
    agreed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class Invite(Base):
    """A single-use way into a programme, for one role. Only a hash of its token is kept.

    `refused_at` is all that is stored when somebody says "not now": no person, no id.
    `import_key` knows the line of an imported file again, without holding what it said: no name of
    somebody who has not agreed is kept. Whoever uses the invite becomes a member of `group_id`.
    """

    __tablename__ = "invites"
    __table_args__ = (UniqueConstraint("programme_id", "import_key"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    role: Mapped[Role] = mapped_column(word(Role))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    import_key: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("groups.id"))
    created_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    update_id: Mapped[int | None]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    used_by: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    revoked_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]


class Group(Base):
    """Some people of a programme under one name, so that they can be asked or told together."""

    __tablename__ = "groups"
    __table_args__ = (UniqueConstraint("programme_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"))
    name: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime]


class GroupMember(Base):
    """That a person belongs to a group."""

    __tablename__ = "group_members"

    group_id: Mapped[int] = mapped_column(ForeignKey("groups.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True, index=True)


class PlannedPair(Base):
    """Two invites whose people are to be asked about each other as soon as both have joined."""

    __tablename__ = "planned_pairs"
    __table_args__ = (UniqueConstraint("kind", "mentor_invite_id", "mentee_invite_id"),)

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programmes.id"), index=True)
    kind: Mapped[RelationshipKind] = mapped_column(word(RelationshipKind))
    mentor_invite_id: Mapped[int] = mapped_column(ForeignKey("invites.id"), index=True)
    mentee_invite_id: Mapped[int] = mapped_column(ForeignKey("invites.id"), index=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]


class PeopleFile(Base):
    """The file of people that a coordinator sent last: where Telegram keeps it, no word of it.

    At most one a person. `update_id` is the update it came with, `done_update_id` the one with which
    it was carried out, which happens once.
    """

    __tablename__ = "people_files"

    id: Mapped[int] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    file_id: Mapped[str] = mapped_column(String(255))
    update_id: Mapped[int]
    done_update_id: Mapped[int | None]
    created_at: Mapped[datetime]
