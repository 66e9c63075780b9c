"""Beginning a survey from one of the library: picking it, and making a draft out of it."""

from dataclasses import dataclass

from bot.db.tables import SurveyQuestion
from bot.domain.deeds import Deed
from bot.domain.survey_files import ReadySurvey, in_language
from bot.domain.survey_steps import Step
from bot.library.surveys import ready_surveys
from bot.services import audit
from bot.services.core import Actor, Core
from bot.services.errors import Reason, RefusedError
from bot.services.members import programme_of
from bot.services.surveys import draft_rows
from bot.services.surveys.draft_rows import Draft
from bot.services.surveys.draft_views import WritingView, view


@dataclass(frozen=True)
class Shelved:
    """One survey of the library, in the coordinator's language."""

    key: str
    title: str
    about: str
    questions: int


@dataclass(frozen=True)
class LibraryView:
    """The surveys of the library, in their order."""

    language: str
    shelved: tuple[Shelved, ...]


async def shelf(core: Core, actor: Actor) -> LibraryView:
    """Show what there is to begin from."""
    async with core.db.read() as s:
        me = await draft_rows.coordinator(s, actor)
        shelved = tuple(
            Shelved(
                key=each.key,
                title=in_language(each.title, me.language),
                about=in_language(each.about, me.language),
                questions=len(each.questions),
            )
            for each in ready_surveys()
        )
        return LibraryView(me.language, shelved)


async def begin(core: Core, actor: Actor, key: str) -> WritingView:
    """Make a draft of a survey of the library, in the programme's language, and look through it."""
    ready = next((each for each in ready_surveys() if each.key == key), None)
    if ready is None:
        raise RefusedError(Reason.GONE)
    async with core.db.write() as s:
        me = await draft_rows.coordinator(s, actor)
        made = await draft_rows.made_by(s, me, actor)
        if made is None:
            language = (await programme_of(s, me)).language
            draft = await draft_rows.make(
                s,
                core,
                me,
                title=in_language(ready.title, language),
                anonymous=ready.anonymous,
                audience=ready.audience.to_json(),
                days_open=ready.days_open,
                step=Step.REVIEW,
                reviewed=True,
            )
            _add_questions(draft, ready, language)
            made_id = draft.survey.id
            await audit.note(s, core, me, Deed.SURVEY_MADE, actor.update_id, subject=made_id)
            await s.flush()
        else:
            draft = await draft_rows.load(s, core, me, made)
        draft_rows.hold(draft, actor)
        return await view(draft)


def _add_questions(draft: Draft, ready: ReadySurvey, language: str) -> None:
    for position, asked in enumerate(ready.questions, start=1):
        question = SurveyQuestion(
            survey_id=draft.survey.id,
            position=position,
            kind=asked.kind,
            words=in_language(asked.words, language),
            options=list(in_language(asked.options, language)) if asked.options else [],
        )
        draft.s.add(question)
        draft.questions.append(question)
