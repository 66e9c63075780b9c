"""What is held in the tables of what waits, and in calls for a human."""

from collections.abc import Mapping

from bot.db.inventory.kinds import ID, UPDATE, Held, emptied, goes, order, stays

_CALL = "it is another's call for help, which goes on; the row leads to nobody any more"

_falls_due = goes("person_id")
_came = emptied("person_id")
_goes_out = goes("person_id")
_asked = goes("person_id")

QUEUES: Mapping[str, Held] = {
    "due_rows": Held(
        "what falls due for whom",
        {
            "id": ID,
            "kind": _falls_due.fact("what"),
            "person_id": _falls_due.person("for whom; of a survey, who planned it: that stays"),
            "subject_id": _falls_due.works("about what"),
            "occurrence": _falls_due.fact("of which day"),
            "planned_at": _falls_due.fact("for when it was planned"),
            "due_at": _falls_due.fact("when it falls due"),
            "attempts": _falls_due.works("how often it failed"),
            "outcome": _falls_due.fact("what became of it"),
            "finished_at": _falls_due.fact("when it was done"),
        },
        old="finished_at",
    ),
    "inbox": Held(
        "messages as they came in",
        {
            "update_id": UPDATE,
            "chat_id": _came.fact("from which chat"),
            "person_id": _came.person("from whom"),
            "sealed": _came.words("the message, until it is handled"),
            "state": order("whether it is handled"),
            "attempts": order("how often it failed"),
            "error": order("what kind of fault it was"),
            "received_at": order("when it came"),
        },
        kept="the message until it is handled, its number for 48 hours; one that failed, 90 days",
    ),
    "outbox": Held(
        "messages to send and sent, by kind and never in words",
        {
            "id": ID,
            "lane": _goes_out.works("how urgent"),
            "kind": _goes_out.fact("what it is"),
            "person_id": _goes_out.person("to whom"),
            "subject_id": _goes_out.works("about what"),
            "update_id": _goes_out.works("the update it came of"),
            "due_id": _goes_out.works("the due row it came of"),
            "detail": _goes_out.fact("ids and plain facts that its words are made from"),
            "dedupe": _goes_out.works("so that it goes once"),
            "state": _goes_out.fact("what became of it"),
            "not_before": _goes_out.works("not before when"),
            "attempts": _goes_out.works("how often it was tried"),
            "fence": _goes_out.works("how often it was claimed"),
            "leased_until": _goes_out.works("until when it is being sent"),
            "message_id": _goes_out.works("its number at Telegram"),
            "created_at": _goes_out.fact("since when it waits"),
            "finished_at": _goes_out.fact("when it went"),
        },
        old="finished_at",
    ),
    "help_requests": Held(
        "that somebody asked for a person to talk to, or raised a concern about their mentor",
        {
            "id": ID,
            "person_id": _asked.person("who"),
            "wanted": _asked.fact(
                "a coordinator, their mentor, or a coordinator about their mentor"
            ),
            "mentor_id": stays("mentor_id", _CALL).person("which mentor, who learns of no concern"),
            "words": _asked.words("what they wrote along with it"),
            "update_id": _asked.works("the number of the update that changed it last"),
            "created_at": _asked.fact("when it was begun"),
            "sent_at": _asked.fact("when it was sent"),
            "since": _asked.fact("since when it is repeated"),
            "step": _asked.works("how often it was repeated"),
            "seen_at": _asked.fact("when it was seen"),
            "seen_by": stays("seen_by", _CALL).person("who has seen it"),
            "settled_at": _asked.fact("when it was settled, or taken back"),
            "settled_by": emptied("settled_by").person("who said so"),
        },
        old="created_at",
    ),
}
