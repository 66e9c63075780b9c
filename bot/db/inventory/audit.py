"""What is held in the tables of who did what, and of refused attempts."""

from collections.abc import Mapping

from bot.db.inventory.kinds import ID, Held, goes, order, shared, stays

_NOBODY = "nothing here can be changed; the number of their row leads to nobody any more"

_did = stays("person_id", _NOBODY)
_about = stays("about_id", _NOBODY)
_refused = goes("person_id")

AUDIT: Mapping[str, Held] = {
    "audit_entries": Held(
        "who did what; never what was written",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "at": shared("when"),
            "person_id": _did.person("who did it"),
            "deed": _did.fact("what they did"),
            "about_id": _about.person("to whom or for whom it was done"),
            "subject_id": order("about which pair, survey or group"),
            "count": shared("how many"),
            "detail": shared("which of a few kinds it was"),
            "update_id": order("the number of the update it was done with"),
        },
        kept="three years",
    ),
    "refusals": Held(
        "how often somebody asked lately for what is not theirs",
        {
            "person_id": _refused.person("who"),
            "counted": _refused.fact("how often"),
            "since": _refused.fact("when counting began"),
            "level": _refused.fact("how long they have to wait"),
            "slowed_at": _refused.fact("since when they are slowed down"),
            "until": _refused.fact("until when"),
            "update_id": _refused.works("the number of the update that changed it last"),
        },
        kept="two days",
    ),
}
