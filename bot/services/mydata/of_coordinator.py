"""Making the parts about what somebody did as a coordinator. Whom it was about is not theirs."""

from collections.abc import Mapping
from typing import Any

from bot.db.tables import Survey
from bot.domain.audiences import Audience
from bot.services.mydata import about, coordinating
from bot.services.mydata.opening import Opener
from bot.services.mydata.rows import Rows


def surveys_made(rows: Rows) -> tuple[coordinating.SurveyMade, ...]:
    """The surveys that they wrote or are writing."""
    me = rows.person.id
    own = [each for each in rows.surveys.values() if me in (each.created_by, each.editor_id)]
    return tuple(_survey(rows, each) for each in own)


def sent_to_many(rows: Rows, sealed: Opener) -> tuple[coordinating.Sent, ...]:
    """What they sent to many, or were about to."""
    return tuple(
        coordinating.Sent(
            kind=each.kind,
            state=each.state,
            survey_id=None if each.survey_id is None else str(each.survey_id),
            audience=_for_whom(rows, each.audience),
            wording=sealed.text("broadcasts.sealed", each.id, each.sealed),
            people=each.total,
            counts=each.counts,
            made_at=each.created_at,
            started_at=each.started_at,
            finished_at=each.finished_at,
            message_id=each.message_id,
            update_id=each.update_id,
        )
        for each in rows.broadcasts
    )


def seen_to(rows: Rows, sealed: Opener) -> tuple[coordinating.SeenTo, ...]:
    """What they saw to, and noted."""
    return tuple(
        coordinating.SeenTo(
            rule=each.rule,
            note=sealed.text("health_handled.note", each.id, each.note),
            seen_to_at=each.handled_at,
            update_id=each.update_id,
        )
        for each in rows.handled
    )


def settings_begun(rows: Rows) -> tuple[coordinating.SettingBegun, ...]:
    """What they are about to set."""
    return tuple(
        coordinating.SettingBegun(each.setting, each.label, each.contact, each.update_id)
        for each in rows.edits
    )


def settings_changed(rows: Rows) -> tuple[coordinating.SettingChanged, ...]:
    """What they set."""
    return tuple(
        coordinating.SettingChanged(
            each.setting, each.before, each.after, each.changed_at, each.update_id
        )
        for each in rows.changes
    )


def files_of_people(rows: Rows) -> tuple[coordinating.FileOfPeople, ...]:
    """The file of people that they sent last."""
    return tuple(
        coordinating.FileOfPeople(
            each.file_id, each.created_at, each.update_id, each.done_update_id
        )
        for each in rows.people_files
    )


def pairs_proposed(rows: Rows) -> tuple[coordinating.PairProposed, ...]:
    """The pairs of others that they proposed."""
    return tuple(
        coordinating.PairProposed(str(each.id), each.kind, each.created_at, each.update_id)
        for each in rows.relationships
        if not rows.is_theirs(each)
    )


def pairs_planned(rows: Rows) -> tuple[about.PairPlanned, ...]:
    """The pairs that they planned for people to come, or that are planned for them."""
    return tuple(
        about.PairPlanned(
            each.kind, each.created_by == rows.person.id, each.created_at, each.asked_at
        )
        for each in rows.planned_pairs
    )


def help_given(rows: Rows) -> tuple[coordinating.HelpGiven, ...]:
    """What they saw and settled of those who asked for a person; who these are is theirs."""
    me = rows.person.id
    return tuple(
        coordinating.HelpGiven(
            each.seen_at if each.seen_by == me else None,
            each.settled_at if each.settled_by == me else None,
        )
        for each in rows.help_requests
        if each.person_id != me
    )


def helplines_confirmed(rows: Rows) -> tuple[coordinating.HelplineConfirmed, ...]:
    """The helplines that they confirmed."""
    return tuple(
        coordinating.HelplineConfirmed(each.label, each.contact, each.confirmed_at)
        for each in rows.helplines
    )


def _survey(rows: Rows, row: Survey) -> coordinating.SurveyMade:
    questions = [each for each in rows.questions if each.survey_id == row.id]
    return coordinating.SurveyMade(
        id=str(row.id),
        by_you=row.created_by == rows.person.id,
        editing=row.editor_id == rows.person.id,
        title=row.title,
        state=row.state,
        anonymous=row.anonymous,
        audience=_for_whom(rows, row.audience),
        questions=tuple(
            coordinating.Asks(each.kind, each.words, tuple(each.options)) for each in questions
        ),
        round=row.round,
        repeat_weeks=row.repeat_weeks,
        days_open=row.days_open,
        min_answers=row.min_answers,
        step=row.step,
        reviewed=row.reviewed,
        made_at=row.created_at,
        edited_at=row.edited_at,
        opens_at=row.opens_at,
        opened_at=row.opened_at,
        reminded_at=row.reminded_at,
        closes_at=row.closes_at,
        closed_at=row.closed_at,
        heard=row.heard,
        heard_at=row.heard_at,
        update_id=row.update_id,
    )


def _for_whom(rows: Rows, found: Mapping[str, Any] | None) -> coordinating.ForWhom | None:
    """Whom it was for; who was chosen is theirs."""
    if found is None:
        return None
    audience = Audience.from_json(found)
    group = rows.groups.get(audience.group_id or 0)
    return coordinating.ForWhom(
        roles=tuple(sorted(audience.roles)),
        kinds=tuple(sorted(audience.kinds)),
        states=tuple(sorted(audience.states)),
        group=None if group is None else group.name,
        chosen=len(audience.people),
    )
