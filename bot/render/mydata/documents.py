"""What is said when somebody asks for what is kept about them, and the two files that come then."""

from bot.render.message import Document, Outgoing
from bot.render.mydata.data_file import data_file
from bot.render.mydata.page import page
from bot.render.texts import texts
from bot.services.mydata.asking import AskedView
from bot.services.mydata.views import MyData


def asked(view: AskedView) -> Outgoing:
    """Say that it is coming, or why not just now."""
    t = texts(view.language)
    return Outgoing(t.say(f"mydata-asked-{view.answer}", minutes=view.minutes))


def to_read(view: MyData) -> Outgoing:
    """The page; for years of answers this takes seconds."""
    t = texts(view.language)
    document = Document(f"{t.label('mydata-file-name')}.html", page(view))
    return Outgoing(t.say("mydata-caption-page"), document=document)


def for_programs(view: MyData) -> Outgoing:
    """The JSON file."""
    t = texts(view.language)
    document = Document(f"{t.label('mydata-file-name')}.json", data_file(view))
    return Outgoing(t.say("mydata-caption-data"), document=document)


def unsent(language: str) -> Outgoing:
    """Say that one of the files may be missing, and what to do."""
    return Outgoing(texts(language).say("mydata-unsent"))
