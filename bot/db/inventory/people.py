"""What is held in the tables of people and programmes."""

from collections.abc import Mapping

from bot.db.inventory.kinds import ID, UPDATE, Held, emptied, goes, order, shared, stays

_BEGAN = "what a coordinator began belongs to the programme; their row has no name any more"

_me = emptied("id")
_row = stays("id", "others' rows hang on the row, which leads to nobody any more")
_used = emptied("used_by")
_role = goes("person_id")
_agreed = goes("person_id")
_member = goes("person_id")
_file = goes("person_id")

PEOPLE: Mapping[str, Held] = {
    "installation": Held(
        "the installation itself",
        {
            "id": ID,
            "key_check": order("by which the database knows its key"),
            "created_at": order("when it was made"),
            "bot_id": order("which bot it serves"),
            "alive_at": order("the running bot's last sign of life"),
            "conflict_at": order("when another program used its token"),
        },
        kept="as long as the installation exists",
    ),
    "programmes": Held(
        "the programme and what is set for it",
        {
            "id": ID,
            "name": shared("what it is called"),
            "question_set": shared("which questions it asks"),
            "language": shared("its language"),
            "zone": shared("its time zone"),
            "quiet_from": shared("when its quiet hours begin"),
            "quiet_to": shared("when they end"),
            "rules": shared("its settings"),
            "created_at": shared("when it was made"),
        },
        kept="as long as the programme exists",
    ),
    "helplines": Held(
        "the programme's helplines",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "position": order("its place in the list"),
            "label": shared("what it is"),
            "contact": shared("the number"),
            "confirmed_at": shared("when it was last confirmed"),
            "confirmed_by": emptied("confirmed_by").person("which coordinator confirmed it"),
        },
        kept="until a coordinator takes it away",
    ),
    "people": Held(
        "who takes part",
        {
            "id": _row.works("the number of the row"),
            "programme_id": _row.works("which programme"),
            "telegram_id": _me.fact("the numeric Telegram id"),
            "state": _row.fact("whether they are joining, take part, or are gone"),
            "consent_version": _me.fact("which text they agreed to last"),
            "wrapped_key": _me.works("the key that seals what they write"),
            "name": _me.words("what they asked to be called"),
            "zone": _me.fact("their time zone"),
            "language": _me.fact("their language"),
            "focus": _me.fact("what their next words belong to"),
            "focus_id": _me.works("which of it"),
            "focus_at": _me.fact("when that was last used"),
            "live_message_id": _me.works("the message that asks them something"),
            "update_id": _me.works("the number of the update that changed it last"),
            "paused_until": _me.fact("until when they pause"),
            "paused_at": _me.fact("since when they pause"),
            "unreachable_since": _me.fact("since when the bot cannot reach them"),
            "last_unasked_at": _me.fact("when they were last written to unasked"),
            "created_at": _me.fact("when they came"),
        },
        kept="until they are erased; a row that nothing hangs on goes within three days",
    ),
    "person_roles": Held(
        "which roles somebody has",
        {
            "person_id": _role.person("who"),
            "role": _role.fact("the role"),
            "given_at": _role.fact("when they were given it"),
        },
        kept="as long as they take part",
    ),
    "consents": Held(
        "that somebody agreed",
        {
            "id": ID,
            "person_id": _agreed.person("who"),
            "version": _agreed.fact("to which version of the text"),
            "agreed_at": _agreed.fact("when"),
            "withdrawn_at": _agreed.fact("when they withdrew it"),
        },
        kept="as long as they take part",
    ),
    "invites": Held(
        "invitations; one that was used stays as long as whoever used it",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "role": shared("for which role"),
            "token_hash": order("a hash of the link"),
            "import_key": _used.works("a mark by which the line of a file is known again"),
            "group_id": order("which group they come into"),
            "created_by": emptied("created_by").person("who made it"),
            "update_id": UPDATE,
            "created_at": shared("when it was made"),
            "expires_at": shared("when it stops working"),
            "used_at": shared("when it was used"),
            "used_by": _used.person("who used it"),
            "revoked_at": shared("when it was taken back"),
            "refused_at": shared("when it was turned down"),
        },
        old="expires_at",
    ),
    "groups": Held(
        "groups that coordinators arrange",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "name": shared("what it is called"),
            "created_at": shared("when it was made"),
        },
        kept="until a coordinator takes it away",
    ),
    "group_members": Held(
        "who belongs to which group",
        {
            "group_id": _member.fact("which group"),
            "person_id": _member.person("who"),
        },
        kept="until they are taken out of it",
    ),
    "planned_pairs": Held(
        "which invitations are planned as a pair",
        {
            "id": ID,
            "programme_id": order("which programme"),
            "kind": shared("what kind of pair"),
            "mentor_invite_id": order("the mentor's invitation; the row goes with who used it"),
            "mentee_invite_id": order("the mentee's invitation; the row goes with who used it"),
            "created_by": stays("created_by", _BEGAN).person("who planned it"),
            "created_at": shared("when it was planned"),
            "asked_at": shared("when the two were asked"),
        },
        old="created_at",
    ),
    "people_files": Held(
        "the file of people that a coordinator sent last",
        {
            "id": ID,
            "person_id": _file.person("who sent it"),
            "file_id": _file.fact("where Telegram keeps it"),
            "update_id": _file.works("the update it came with"),
            "done_update_id": _file.works("the update with which it was carried out"),
            "created_at": _file.fact("when it came"),
        },
        old="created_at",
    ),
}
