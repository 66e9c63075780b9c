"""Which conversation each state belongs to, and where it can lead.

There is one router, and a person is in one state: what their next free text belongs to. The
state is `Focus`, stored with the person; here it is only named and drawn.
"""

from bot.domain.people import Focus

CONVERSATIONS: dict[str, tuple[Focus, ...]] = {
    "talk": (Focus.TALK, Focus.TALK_WORDS),
    "joining": (Focus.JOIN_NAME, Focus.JOIN_ZONE, Focus.JOIN_LANGUAGE),
    "settings": (Focus.SETTINGS_NAME, Focus.SETTINGS_ZONE),
    "inviting": (Focus.INVITE_COUNT,),
    "survey": (Focus.SURVEY_WRITING,),
    "announcement": (Focus.ANNOUNCEMENT,),
    "health": (Focus.HEALTH_NOTE,),
    "programme": (Focus.PROGRAMME,),
    "people": (Focus.PEOPLE_SEARCH, Focus.GROUP_NAME),
    "answering": (Focus.ANSWERING, Focus.REVIEWING),
    "survey_answer": (Focus.SURVEY_ANSWER,),
    "survey_heard": (Focus.SURVEY_HEARD,),
    "agenda": (Focus.AGENDA,),
    "agreement": (Focus.AGREEMENT,),
    "meeting": (Focus.MEETING_MOVE,),
    "pause": (Focus.PAUSE,),
}
