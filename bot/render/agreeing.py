"""The text that people agree to, agreeing to it again, and withdrawing, as people see them."""

from datetime import datetime

from babel.lists import format_list

from bot.domain.people import Role
from bot.domain.recurrence import local_date_of
from bot.render.calendar_file import calendar_file
from bot.render.closing import told as told_closing
from bot.render.dates import day, locale_of, moment
from bot.render.forgetting import told_partner
from bot.render.message import Button, Outgoing
from bot.render.pairing import result as told_result
from bot.render.texts import Markup, Texts, texts
from bot.render.waiting import with_way_back
from bot.services.people.agreeing import AgreedView, AgreeView
from bot.services.people.farewells import LeftPair
from bot.services.people.presence import PresenceNote
from bot.services.people.withdrawing import WithdrawView
from bot.services.relationships.closing import ClosingView
from bot.services.relationships.pair_answers import Result
from bot.services.relationships.pair_notes import GoesOn
from bot.services.relationships.rest_notes import RestsNote
from bot.services.relationships.unheard import News


def what_is_agreed_to(words: Texts) -> list[Markup]:
    """The part of the text that everybody agrees to, in paragraphs."""
    return [words.say(f"agree-{part}") for part in ("who-sees", "to-know", "voluntary")]


def text_again(view: AgreeView) -> Outgoing:
    """Today's text, for somebody who agreed to an earlier one, or has withdrawn."""
    words = texts(view.language)
    first = words.say("agree-again", programme=view.programme)
    if view.erased_at is not None:
        until = _day(view.erased_at, view.zone, view.language)
        first = words.say("agree-come-back", programme=view.programme, day=until)
    offers = [words.say(f"agree-as-{role}") for role in Role if role in view.roles]
    yes = Button(words.label("join-agree"), f"ag.yes.{view.version}")
    no = Button(words.label("join-not-now"), "ag.no")
    parts = [first, *offers, *what_is_agreed_to(words)]
    return Outgoing(Markup("\n\n".join(parts)), ((yes, no),), asks=True)


def agreed(view: AgreedView) -> Outgoing:
    """Thanks, what goes on from here, and the way back to what had been begun."""
    words = texts(view.language)
    how = ("back-changed" if view.news else "back") if view.is_back else "anew"
    told = [words.say(f"agreed-{how}", name=view.name)]
    told += [_goes_on(words, each) for each in view.pairs]
    return with_way_back(Outgoing(Markup("\n".join(told))), view.waiting, view.language)


def news(found: tuple[News, ...]) -> list[Outgoing]:
    """What happened to somebody's pairs while they had withdrawn, each as it is told otherwise."""
    shown: list[Outgoing] = []
    for each in found:
        match each.view:
            case Result() as view:
                shown.append(told_result(view))
            case LeftPair() as view:
                shown.append(told_partner(view))
            case ClosingView() as view:
                shown += told_closing(view)
            case RestsNote() as view:
                shown += rests(view)
    return shown


def _goes_on(words: Texts, pair: GoesOn) -> Markup:
    said = words.say("agreed-pair", other=pair.other)
    if not pair.meetings:
        return said
    first = pair.meetings[0]
    when = moment(first.starts_at, pair.zone, pair.language, first.now)
    return Markup(f"{said} {words.say('pair-goes-on-next', when=when)}")


def has_agreed(language: str) -> Outgoing:
    """That somebody has agreed already."""
    return Outgoing(texts(language).say("agreed-already"))


def not_now(view: AgreeView) -> Outgoing:
    """The answer to "not now": how things are until they agree."""
    words = texts(view.language)
    if view.erased_at is None:
        return Outgoing(words.say("agree-not-now"))
    until = _day(view.erased_at, view.zone, view.language)
    return Outgoing(words.say("agree-not-now-withdrawn", day=until))


def withdraw_question(view: WithdrawView) -> Outgoing:
    """What withdrawing does, and whether to."""
    words = texts(view.language)
    until = _day(view.erased_at, view.zone, view.language)
    how = "-joining" if view.joining else ""
    told = [words.say("withdraw-ask"), words.say(f"withdraw-keeps{how}", day=until)]
    told += [words.say("withdraw-pair", other=other) for other in view.others]
    told += [words.say("withdraw-pair-on-a-break", other=other) for other in view.on_a_break]
    if Role.COORDINATOR in view.roles and view.alone:
        told.append(words.say("withdraw-alone"))
    elif not view.joining and not view.alone:
        told.append(words.say("withdraw-coordinators"))
    told.append(words.say(f"withdraw-instead{how}"))
    yes = Button(words.label("withdraw-yes"), "wd.yes")
    no = Button(words.label("button-cancel"), "wd.no")
    return Outgoing(Markup("\n\n".join(told)), ((yes,), (no,)), asks=True)


def withdrawn(view: AgreeView) -> Outgoing:
    """That it is done, and what there is still."""
    words = texts(view.language)
    assert view.erased_at is not None  # they have withdrawn
    until = _day(view.erased_at, view.zone, view.language)
    return Outgoing(words.say("withdraw-done", day=until), ((show_button(view.language),),))


def kept(language: str) -> Outgoing:
    """That nothing has changed."""
    return Outgoing(texts(language).say("withdraw-kept"))


def show_button(language: str) -> Button:
    """The button that shows today's text."""
    return Button(texts(language).label("agree-show"), "ag.show")


def withdraw_button(language: str) -> Button:
    """The button that leads to withdrawing."""
    return Button(texts(language).label("withdraw-button"), "wd.ask")


def presence(note: PresenceNote) -> Outgoing:
    """Tell a coordinator that somebody does not take part for now, or does again."""
    words = texts(note.language)
    if not note.is_back:
        return Outgoing(words.say("person-gone", name=note.name))
    others = format_list(note.others, locale=locale_of(note.language))
    back = words.say("person-back", name=note.name, others=others, count=len(note.others))
    return Outgoing(back)


def rests(note: RestsNote) -> list[Outgoing]:
    """Tell one side of a pair that the other takes no part for now, or does; then calendar files."""
    words = texts(note.language)
    if note.is_back:
        return [Outgoing(words.say("pair-rests-back", other=note.other))]
    key = "pair-rests-on-a-break" if note.on_a_break else "pair-rests"
    told = [words.say(key, other=note.other, known="yes" if note.known else "no")]
    if note.called_off:
        told.append(words.say("closing-off", count=len(note.called_off)))
    files = [calendar_file(each) for each in note.called_off]
    return [Outgoing(Markup("\n\n".join(told))), *files]


def _day(instant: datetime, zone: str, language: str) -> str:
    return day(local_date_of(instant, zone), language, with_year=True)
