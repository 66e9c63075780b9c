"""What is held in the tables of pairs and their meetings."""

from collections.abc import Mapping

from bot.db.inventory.kinds import ID, UPDATE, Held, emptied, goes, order, shared, stays

_OTHERS = "it is the other one's too; this side of it leads to nobody any more"

_mentor = stays("mentor_id", _OTHERS)
_mentee = stays("mentee_id", _OTHERS)
_said = goes("proposed_by")
_chooses = goes("person_id")
_opens = goes("person_id")

PAIRS: Mapping[str, Held] = {
    "relationships": Held(
        "who is paired with whom",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "kind": shared("what kind of pair"),
            "state": shared("whether it is proposed, active, paused or ended"),
            "mentor_id": _mentor.person("the mentor"),
            "mentee_id": _mentee.person("the mentee"),
            "mentor_said_yes_at": _mentor.fact("when the mentor said yes"),
            "mentee_said_yes_at": _mentee.fact("when the mentee said yes"),
            "reflect_every_weeks": shared("how often reflections are asked for"),
            "prompts_stopped_at": shared("when reflections were stopped"),
            "prompts_resumed_at": shared("when they began again"),
            "paused_at": shared("when it paused last"),
            "resumed_at": shared("when it went on"),
            "held_at": shared("since when it rests because one of the two withdrew"),
            "proposed_by": stays("proposed_by", _OTHERS).person("who proposed it"),
            "update_id": UPDATE,
            "created_at": shared("when it was proposed"),
            "ended_at": shared("when it ended"),
        },
        old="ended_at",
    ),
    "opened_histories": Held(
        "that a mentee lets a later mentor read what they shared with an earlier one",
        {
            "id": ID,
            "person_id": _opens.person("the mentee"),
            "earlier_id": _opens.works("the earlier pair"),
            "later_id": _opens.works("the later pair, whose mentor may read"),
            "update_id": _opens.works("the number of the update it was done with"),
            "opened_at": _opens.fact("when it was opened"),
        },
        old="opened_at",
    ),
    "agreements": Held(
        "when two want to meet and reflect: drafts, proposals, and what was agreed",
        {
            "id": ID,
            "relationship_id": order("which pair"),
            "state": _said.fact("whether it is a draft, proposed, agreed or over"),
            "proposed_by": _said.person("who wrote it"),
            "step": _said.fact("where its writer stands"),
            "reviewed": _said.fact("whether they have seen all of it"),
            "reflection_weekday": _said.words("the day of the reflection"),
            "reflection_time": _said.words("the time of the reflection"),
            "cadence": _said.words("how often they meet"),
            "meeting_weekday": _said.words("the day of the meeting"),
            "meeting_week": _said.words("the week of the month"),
            "meeting_time": _said.words("the time of the meeting"),
            "first_meeting_on": _said.words("the first meeting"),
            "minutes": _said.words("how long they meet"),
            "place": _said.words("where they meet"),
            "digest_hours": _said.words("how long before a meeting the digest comes"),
            "checkin_time": _said.words("when they are asked how it was"),
            "message_id": _said.works("the message that shows it"),
            "update_id": _said.works("the number of the update that changed it last"),
            "created_at": _said.fact("when it was begun"),
            "proposed_at": _said.fact("when it was proposed"),
            "answered_at": _said.fact("when it was answered"),
        },
        kept="as long as the pair",
    ),
    "meetings": Held(
        "when two meet, or met",
        {
            "id": ID,
            "relationship_id": order("which pair"),
            "occurrence": shared("its date by the agreement"),
            "starts_at": shared("when it begins"),
            "minutes": shared("how long it is"),
            "place": emptied("place_by").words("where it is"),
            "place_by": emptied("place_by").person("who said where"),
            "digest_hours": shared("how long before it the digest comes"),
            "state": shared("whether it is planned, past or called off"),
            "sequence": order("how often it was changed"),
            "added": shared("whether it was arranged by itself"),
            "moved": shared("whether it was moved"),
            "changed_by": emptied("changed_by").person("who moved or called it off"),
            "update_id": UPDATE,
            "created_at": shared("when it was planned"),
        },
        old="starts_at",
    ),
    "meeting_drafts": Held(
        "a new time for a meeting that somebody is choosing",
        {
            "id": ID,
            "person_id": _chooses.person("who"),
            "relationship_id": _chooses.works("which pair"),
            "meeting_id": _chooses.works("which meeting"),
            "day": _chooses.words("the day"),
            "at": _chooses.words("the time"),
            "update_id": _chooses.works("the number of the update that changed it last"),
            "created_at": _chooses.fact("when it was begun"),
            "done_at": _chooses.fact("when it was done"),
        },
        old="created_at",
    ),
}
