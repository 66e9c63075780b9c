"""What is held in the tables of what people write to each other."""

from collections.abc import Mapping

from bot.db.inventory.kinds import ID, Held, goes, pairs

_mine = goes("person_id")

RESPONSES: Mapping[str, Held] = {
    "responses": Held(
        "reflections, assessments and other questions that somebody was asked",
        {
            "id": ID,
            "relationship_id": _mine.works("which pair"),
            "person_id": _mine.person("who was asked"),
            "meeting_id": _mine.works("which meeting"),
            "kind": _mine.fact("what kind it is"),
            "occasion": _mine.fact("of which week or meeting"),
            "questionnaire": _mine.fact("which questions"),
            "version": _mine.works("their version"),
            "state": _mine.fact("whether it was sent, skipped or let pass"),
            "cursor": _mine.fact("how far it is"),
            "changing": _mine.works("whether an answer is being changed"),
            "message_id": _mine.works("the message that asks"),
            "update_id": _mine.works("the number of the update that changed it last"),
            "offered_at": _mine.fact("when it was asked"),
            "opened_at": _mine.fact("when it was begun"),
            "closes_at": _mine.fact("until when it can be answered"),
            "finished_at": _mine.fact("when it was sent, or went by"),
            "released_at": _mine.fact("when the other one could first read it"),
        },
        old="offered_at",
    ),
    "answers": Held(
        "what somebody answered",
        {
            "id": ID,
            "response_id": _mine.works("to what"),
            "person_id": _mine.person("who"),
            "question": _mine.fact("which question"),
            "kind": _mine.fact("by text, number, choice or voice"),
            "reader": _mine.fact("who may read it"),
            "sealed": _mine.words("the answer"),
            "message_id": _mine.works("the message it came in"),
            "update_id": _mine.works("the number of the update it came with"),
            "answered_at": _mine.fact("when"),
            "edited_at": _mine.fact("when it was changed"),
        },
        kept="as long as what it answers",
    ),
    "agenda_items": Held(
        "what a mentee wants to talk about",
        {
            "id": ID,
            "relationship_id": _mine.works("which pair"),
            "person_id": _mine.person("who"),
            "sealed": _mine.words("what it is"),
            "message_id": _mine.works("the message it came in"),
            "update_id": _mine.works("the number of the update it came with"),
            "created_at": _mine.fact("when it was put on the list"),
            "edited_at": _mine.fact("when it was changed"),
            "removed_at": _mine.fact("when it was taken off"),
        },
        old="created_at",
    ),
    "digests": Held(
        "that a mentor was given the digest of a meeting; no word of it",
        {
            "id": ID,
            "meeting_id": pairs("which meeting"),
            "relationship_id": pairs("which pair"),
            "sent_at": pairs("when it went"),
            "fingerprint": pairs("a mark of what it was made from"),
            "opened_at": pairs("when it was asked for again"),
        },
        kept="as long as the meeting",
    ),
}
