"""What is held in the tables of what coordinators set, and of what they have seen to."""

from collections.abc import Mapping

from bot.db.inventory.kinds import ID, UPDATE, Held, emptied, goes, order, pairs, shared, stays

_mine = goes("person_id")
_did = stays("person_id", "the programme has to know what was set; the row has no name any more")
_saw = stays("person_id", "another's pair was seen to; the row has no name any more")

PROGRAMMES: Mapping[str, Held] = {
    "programme_edits": Held(
        "what a coordinator is about to set",
        {
            "id": ID,
            "person_id": _mine.person("who"),
            "setting": _mine.fact("what"),
            "helpline_id": _mine.works("which helpline"),
            "label": _mine.words("what the helpline is to be called"),
            "contact": _mine.words("its number"),
            "update_id": _mine.works("the number of the update that changed it last"),
        },
        kept="until it is set, or something else is",
    ),
    "programme_changes": Held(
        "what coordinators have set",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "person_id": _did.person("who"),
            "setting": shared("what"),
            "helpline_id": order("which helpline"),
            "before": shared("from what"),
            "after": shared("to what"),
            "update_id": UPDATE,
            "changed_at": shared("when"),
        },
        kept="as long as who did what: three years",
    ),
    "health_handled": Held(
        "what coordinators have seen to, of how a pair is doing",
        {
            "id": ID,
            "relationship_id": pairs("which pair"),
            "rule": pairs("what it was about"),
            "evidence": pairs("which happening"),
            "person_id": _saw.person("which coordinator"),
            "note": emptied("person_id").words("what they noted"),
            "detail": pairs("its dates and numbers"),
            "update_id": UPDATE,
            "handled_at": shared("when it was seen to"),
        },
        old="handled_at",
    ),
}
