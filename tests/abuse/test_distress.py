"""Words of distress, wherever they are typed: who is there is shown at once, and it stays."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from bot.db.tables import Helpline, Person, SurveyRecipient
from bot.domain.people import Role
from bot.runtime.offers import ONCE_WITHIN
from tests.abuse.distressed import HELPLINE, OFFER, TALK, WORDS, answers, begins, offers, says, taps
from tests.givens import GIVENS, load_all
from tests.surveying import EVERY_KIND, survey
from tests.world import World

load_all()


@pytest.fixture
async def reflecting(world: World) -> World:
    await begins(world)
    return world


class TestInAReflection:
    async def test_the_answer_is_kept_and_the_helplines_come_after_the_next_question(
        self, reflecting: World
    ) -> None:
        """What was typed stays the answer that it was; the numbers come last, with /talk."""
        await says(reflecting, WORDS)
        *_, question, offer = reflecting.person("Ana").chat
        assert "Question 2 of 4" in question.text
        assert OFFER in offer.text
        assert HELPLINE in offer.text
        assert await answers(reflecting) == 1
        await taps(reflecting, TALK)
        assert "nobody is reading this right now" in reflecting.person("Ana").last.text

    async def test_what_is_typed_next_is_never_silently_the_next_answer(
        self, reflecting: World
    ) -> None:
        """The question still takes words, and the reply names which question took them."""
        await says(reflecting, WORDS)
        await says(reflecting, "I mean it")
        assert "What might get in your way here?" in reflecting.person("Ana").last.text

    async def test_a_denial_takes_nothing_away(self, reflecting: World) -> None:
        """Whatever follows, the numbers and their button stand where they stood."""
        await says(reflecting, WORDS)
        (offer,) = offers(reflecting)
        before = (offer.text, offer.as_json().get("reply_markup"))
        for text in ("I'm fine", "never mind, forget it", "/cancel", "/help", "/reflect"):
            await says(reflecting, text)
        await taps(reflecting, TALK)
        await reflecting.move(timedelta(days=3))
        assert offers(reflecting) == [offer]
        assert (offer.text, offer.as_json().get("reply_markup")) == before

    async def test_said_again_it_comes_again_also_after_a_restart(self, reflecting: World) -> None:
        """Each message that says it brings the numbers once."""
        for count in (1, 2):
            await says(reflecting, WORDS)
            assert len(offers(reflecting)) == count
        await reflecting.restart()
        await says(reflecting, "i wanna die")
        assert len(offers(reflecting)) == 3

    async def test_in_an_edit_it_comes_and_once_for_a_message_edited_in_a_hurry(
        self, reflecting: World
    ) -> None:
        """An edit counts like words just sent; correcting it at once brings nothing more.

        Nor does taking the words back by an edit take the numbers away.
        """
        message = await says(reflecting, "It was an ok week")
        assert not offers(reflecting)
        for text, count in ((WORDS, 1), (f"{WORDS}.", 1)):
            reflecting.person("Ana").edits(message, text)
            await reflecting.settle()
            assert len(offers(reflecting)) == count
        reflecting.clock.move(ONCE_WITHIN)
        for text in (f"{WORDS} now.", "never mind, all fine"):
            reflecting.person("Ana").edits(message, text)
            await reflecting.settle()
            assert len(offers(reflecting)) == 2

    async def test_under_a_photo_it_comes(self, reflecting: World) -> None:
        """A caption is words too, though it answers nothing."""
        reflecting.person("Ana").sends_photo(caption=WORDS)
        await reflecting.settle()
        assert len(offers(reflecting)) == 1


async def test_in_a_survey_it_is_offered_and_the_answer_is_kept(world: World) -> None:
    """Also where nobody will ever know whose words they were."""
    ana = await world.member("Ana", *Role)
    await survey(world, ana, EVERY_KIND[-1:], anonymous=True)
    await world.settle()
    await taps(world, "Write my answer")
    await says(world, WORDS)
    assert len(offers(world)) == 1
    async with world.db.read() as s:
        assert (await s.scalars(select(SurveyRecipient))).one().draft is not None


async def test_words_that_are_refused_bring_it_too(world: World) -> None:
    """Whether words could be used has nothing to do with it; the numbers are the last that comes."""
    ana = await world.member("Ana", *Role)
    await survey(world, ana, EVERY_KIND[-1:])
    await world.settle()
    await taps(world, "Write my answer")
    async with world.db.write() as s:
        await s.execute(delete(SurveyRecipient))
    await says(world, WORDS)
    *_, refusal, offer = world.person("Ana").chat
    assert "That is no longer there" in refusal.text
    assert offers(world) == [offer]


async def test_while_joining_the_helplines_of_the_programme_come(world: World) -> None:
    """At the door, before anything is agreed, and at every step after it."""
    await GIVENS["a link for a mentee, from Cleo"](world)
    world.person("Ana").opens_link(world.links[-1])
    await world.settle()
    for count in (1, 2):
        await says(world, WORDS)
        assert len(offers(world)) == count
        assert HELPLINE in world.person("Ana").last.text
        if count == 1:
            await taps(world, "I agree")


async def test_a_stranger_is_never_shown_the_numbers_of_some_other_place(world: World) -> None:
    """Of two programmes nobody knows which is theirs; then the nearest person is named instead."""
    await world.programme("Lighthouse")
    await world.programme("Harbour")
    await says(world, WORDS, "Zoe")
    assert HELPLINE not in world.person("Zoe").last.text
    assert "is there somebody near you" in world.person("Zoe").last.text


async def test_a_programme_without_helplines_offers_what_there_is(world: World) -> None:
    """A coordinator by /talk, or at least somebody near; never a made-up number."""
    await world.member("Ana", Role.MENTEE)
    async with world.db.write() as s:
        await s.execute(delete(Helpline))
    await says(world, WORDS)
    assert "I have no number" in world.person("Ana").last.text
    assert "you can also ask somebody to get in touch" not in world.person("Ana").last.text
    await world.member("Cleo", Role.COORDINATOR)
    await says(world, WORDS)
    assert "you can also ask somebody to get in touch" in world.person("Ana").last.text
    await taps(world, TALK)
    assert "Ask my coordinator" in world.person("Ana").last.buttons


async def test_after_talk_the_reply_itself_has_the_numbers_and_they_come_once(world: World) -> None:
    """Somebody who is there already is not told the same twice."""
    await world.member("Ana", Role.MENTEE)
    await says(world, "/talk")
    await says(world, WORDS)
    assert HELPLINE in world.person("Ana").last.text
    assert not offers(world)


async def test_where_they_belong_to_nothing_the_offer_alone_answers_them(world: World) -> None:
    """To be told first that one's words are of no use would be no kindness."""
    await world.member("Ana", Role.MENTEE)
    before = len(list(world.person("Ana").chat))
    await says(world, WORDS)
    sent, offer = list(world.person("Ana").chat)[before:]
    assert (sent.text, offers(world)) == (WORDS, [offer])
    assert "was not kept or passed on" in offer.text


async def test_in_another_language_the_words_that_are_known_bring_it_too(world: World) -> None:
    """Whatever language somebody chose, or their app speaks; of others it has to be /talk."""
    ana = await world.member("Ana", Role.MENTEE)
    zoe = world.person("Zoe", language="de")
    async with world.db.write() as s:
        await s.execute(update(Person).where(Person.id == ana.id).values(language="de"))
    for who in ("Ana", "Zoe"):
        await says(world, WORDS, who)
        assert len(offers(world, who)) == 1
    await says(world, "/talk", "Zoe")
    assert HELPLINE in zoe.last.text


async def test_in_a_group_nothing_is_said(world: World) -> None:
    """Others would read it there."""
    ana = await world.member("Ana", Role.MENTEE)
    group = world.telegram.group("Harbour", ana.at)
    ana.at.says(WORDS, to=group.chat)
    await world.settle()
    assert not [message for message in group.chat.messages if OFFER in message.text]
    assert not offers(world)
