"""What people pass through in conversations, noted while transcripts play.

A passage is: where somebody was, what they did, where that led. Where somebody is comes from the
database: their focus, and inside it the step of the draft or response that it names. Without a
focus it is the message that still asks, if a conversation sent it: its place is named by what the
handler says that it does.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from telegram import Update
from telegram.ext import BaseHandler, CommandHandler

from bot.db.tables import Agreement, MeetingDraft, Person, ProgrammeEdit, Response, Survey
from bot.domain.agreements import Step
from bot.domain.people import Focus
from bot.domain.programme_settings import Setting
from bot.domain.survey_steps import Stand
from bot.services import members
from conversations.states import CONVERSATIONS
from tests.world import World

NOWHERE = ""
_HOME = "conversations."
_HOMES = {focus: name for name, found in CONVERSATIONS.items() for focus in found}


@dataclass(frozen=True)
class Place:
    """A place in a conversation; `NOWHERE` in both is outside of every one."""

    conversation: str = NOWHERE
    name: str = NOWHERE


@dataclass(frozen=True)
class Passage:
    """One step of one person. Buttons of one `kind` do the same, each with another value."""

    conversation: str
    before: Place
    did: str
    kind: str
    after: Place


@dataclass
class Notes:
    """Everything noted so far, by the name of the transcript."""

    by_transcript: dict[str, set[Passage]] = field(default_factory=dict)

    @contextmanager
    def taking(self, name: str, world: World) -> Iterator[None]:
        """Note what happens in `world` as the transcript called `name`."""
        watch = _Watch(world)
        with pytest.MonkeyPatch.context() as patch:
            handle = BaseHandler.handle_update

            async def noted(it: Any, update: Any, *rest: Any) -> Any:
                known = isinstance(update, Update) and update.effective_user is not None
                callback = getattr(it, "callback", None)
                if not known or not getattr(callback, "__module__", "").startswith(_HOME):
                    return await handle(it, update, *rest)
                await watch.begins(update)
                found = await handle(it, update, *rest)
                await watch.ends(update, it)
                return found

            patch.setattr(BaseHandler, "handle_update", noted)
            yield
        self.by_transcript[name] = watch.passages


NOTES = Notes()


class _Watch:
    """Follows everybody in one world. An update that is handled twice counts once, as a whole."""

    def __init__(self, world: World) -> None:
        self.passages: set[Passage] = set()
        self._world = world
        self._began: dict[int, tuple[Place, int | None]] = {}
        self._screens: dict[int, tuple[int, Place]] = {}

    async def begins(self, update: Update) -> None:
        if update.update_id not in self._began:
            user = _user(update)
            self._began[update.update_id] = (await self._place(user), self._asking(user))

    async def ends(self, update: Update, handler: Any) -> None:
        user, callback = _user(update), handler.callback
        conversation = callback.__module__.removeprefix(_HOME)
        before, asked = self._began[update.update_id]
        asking = self._asking(user)
        # A message that asks anew, or the same one turned over, is a place of its own.
        turned = asking == asked and self._screens.get(user, (None,))[0] == _tapped(update)
        if asking is not None and (asking != asked or turned):
            self._screens[user] = (asking, Place(conversation, _first_sentence(callback.__doc__)))
        did, kind = _input(update, handler)
        after = await self._place(user)
        self.passages.add(Passage(conversation, before, did, f"{before.name} {kind}", after))

    def _asking(self, user: int) -> int | None:
        return self._world.bot.live.get(user)

    async def _place(self, user: int) -> Place:
        async with self._world.db.read() as s:
            person = await members.known(s, user)
            if person is not None and person.focus is not None:
                self._screens.pop(user, None)
                return Place(_HOMES[person.focus], await _step(s, person, person.focus))
        asking, place = self._screens.get(user, (None, Place()))
        return place if asking is not None and asking == self._asking(user) else Place()


async def _step(s: Any, person: Person, focus: Focus) -> str:
    """Name the step inside a focus."""
    if focus is Focus.AGREEMENT and (draft := await s.get(Agreement, person.focus_id)):
        return "asked: " + Step(draft.step or Step.REFLECTION_DAY).name.lower().replace("_", " ")
    if focus is Focus.MEETING_MOVE and (choice := await s.get(MeetingDraft, person.focus_id)):
        asked = "day" if choice.day is None else "time" if choice.at is None else "sure"
        return f"asked: {asked}"
    if focus is Focus.SURVEY_WRITING and (survey := await s.get(Survey, person.focus_id)):
        return f"asked: {Stand.read(survey.step).step}"
    if focus is Focus.PROGRAMME and (edit := await s.get(ProgrammeEdit, person.focus_id)):
        asked = "a value" if edit.setting is not Setting.HELPLINE else "a helpline"
        return f"asked: {asked}"
    if focus is Focus.ANSWERING and (response := await s.get(Response, person.focus_id)):
        return "changing one answer" if response.changing else "asked: a question"
    return focus.value.replace("_", " ")


def _input(update: Update, handler: Any) -> tuple[str, str]:
    """What somebody did, in words, and for a button what kind it is of."""
    name = handler.callback.__name__
    if isinstance(handler, CommandHandler):
        return "/" + "/".join(sorted(handler.commands)), name
    if update.my_chat_member is not None:
        return "blocking the bot or coming back", name
    query, message = update.callback_query, update.message
    if query is not None and query.data is not None:
        verbs = re.findall("[a-z]{2,}", handler.pattern.pattern)
        verb = next((part for part in query.data.split(".")[1:] if part in verbs), "")
        label = _label(query)
        return f"[{label}]" if label else "an old button", f"{name}.{verb}"
    if message is not None and message.text is not None:
        return "text", name
    return ("a voice note" if message is not None and message.voice else "anything else"), name


def _tapped(update: Update) -> int | None:
    query = update.callback_query
    return query.message.message_id if query is not None and query.message is not None else None


def _label(query: Any) -> str:
    markup = query.message.reply_markup if query.message else None
    rows = markup.inline_keyboard if markup else ()
    buttons = [button for row in rows for button in row if button.callback_data == query.data]
    return buttons[0].text if buttons else ""


def _first_sentence(text: str | None) -> str:
    return re.split(r"\.(?:\s|$)", (text or "").strip())[0].replace("\n", " ")


def _user(update: Update) -> int:
    assert update.effective_user is not None
    return update.effective_user.id
