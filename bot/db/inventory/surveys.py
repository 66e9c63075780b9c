"""What is held in the tables of surveys and broadcasts."""

from collections.abc import Mapping

from bot.db.inventory.kinds import ID, UPDATE, Held, emptied, goes, order, shared, stays

_BEGAN = "what a coordinator began belongs to the programme; their row has no name any more"
_COUNTS = (
    "without names, so many have to have answered; of other surveys, and of those who have not"
    " answered, the row goes"
)
_WITH = "as long as the survey"

_asked = stays("person_id", _COUNTS)
_draft = emptied("person_id")
_named = goes("person_id")
_author = emptied("created_by")

SURVEYS: Mapping[str, Held] = {
    "surveys": Held(
        "surveys that coordinators make",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "state": shared("whether it is a draft, planned, open or closed"),
            "title": shared("its title"),
            "anonymous": shared("whether it is without names"),
            "audience": shared("who is asked"),
            "opens_at": shared("when it opens"),
            "closes_at": shared("when it closes"),
            "days_open": shared("how long it is open"),
            "repeat_weeks": shared("how often it comes again"),
            "min_answers": shared("how many must answer before anything is shown"),
            "wrapped_key": order("the key that seals answers without a name"),
            "by_audience": shared("whether answers are kept by audience"),
            "unmixed": order("whether answers came in since they were last mixed"),
            "first_id": order("the first of its rounds"),
            "round": order("which round"),
            "step": shared("where its author stands"),
            "reviewed": shared("whether they have seen all of it"),
            "created_by": stays("created_by", _BEGAN).person("who made it"),
            "editor_id": emptied("editor_id").person("who is writing it"),
            "edited_at": shared("when it was last written at"),
            "update_id": UPDATE,
            "created_at": shared("when it was made"),
            "opened_at": shared("when it opened"),
            "reminded_at": shared("when people were reminded"),
            "closed_at": shared("when it closed"),
            "heard": shared("what the programme said it heard"),
            "heard_at": shared("when it said so"),
        },
        old="closed_at",
    ),
    "survey_questions": Held(
        "their questions",
        {
            "id": ID,
            "survey_id": order("which survey"),
            "position": order("its place"),
            "kind": shared("what kind of question"),
            "words": shared("the question"),
            "options": shared("the choices"),
        },
        kept=_WITH,
    ),
    "survey_recipients": Held(
        "who was asked, and whether they have answered",
        {
            "id": ID,
            "survey_id": order("which survey"),
            "person_id": _asked.person("who"),
            "segment": _asked.fact("as what: mentee, mentor, both, neither"),
            "answered": _asked.fact("whether they have answered"),
            "cursor": _draft.fact("how far they are"),
            "draft": _draft.words("what they have answered so far"),
            "update_id": _draft.works("the number of the update that changed it last"),
        },
        kept=_WITH,
    ),
    "survey_answers": Held(
        "answers with a name",
        {
            "id": ID,
            "survey_id": _named.works("which survey"),
            "question_id": _named.works("which question"),
            "person_id": _named.person("who"),
            "sealed": _named.words("the answer"),
            "answered_at": _named.fact("when"),
        },
        kept=_WITH,
    ),
    "anonymous_answers": Held(
        "answers without a name: nobody can find whose they are, and so nobody can erase them",
        {
            "id": ID,
            "survey_id": order("which survey"),
            "question_id": order("which question"),
            "sealed": shared("the answer, under the survey's key"),
        },
        kept=_WITH,
    ),
    "broadcasts": Held(
        "announcements, and how far messages to many are",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "kind": shared("what it is"),
            "state": shared("how far it is"),
            "survey_id": order("which survey"),
            "audience": shared("to whom it goes"),
            "sealed": _author.words("what a coordinator wrote"),
            "total": shared("to how many"),
            "created_by": stays("created_by", _BEGAN).person("who wrote it"),
            "message_id": _author.works("the message that shows how far it is"),
            "shown": order("how far it was when that was last shown"),
            "counts": shared("what became of it"),
            "update_id": UPDATE,
            "created_at": shared("when it was begun"),
            "started_at": shared("when it began to go"),
            "finished_at": shared("when it was over"),
        },
        old="finished_at",
    ),
}
