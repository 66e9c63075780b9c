"""All of the audit as one table. None of it can run anything in a spreadsheet."""

import csv
import html
import io

from bot.domain.formulas import defused
from bot.domain.recurrence import to_local
from bot.render.audit_words import sentence
from bot.render.dates import city_name
from bot.render.message import Document, Outgoing
from bot.render.texts import texts
from bot.services.audit_pages import WholeAudit


def table(view: WholeAudit) -> Outgoing:
    """A CSV file, UTF-8 with the mark by which spreadsheets know it; a line for each entry."""
    t = texts(view.language)
    out = io.StringIO(newline="")
    written = csv.writer(out, quoting=csv.QUOTE_ALL)
    zone = city_name(view.zone, view.language)
    written.writerow([t.label("audit-column-when", zone=zone), t.label("audit-column-what")])
    for entry in view.entries:
        at = to_local(entry.at, view.zone).strftime("%Y-%m-%d %H:%M")
        written.writerow([at, defused(html.unescape(sentence(t, entry)))])
    content = out.getvalue().encode("utf-8-sig")
    caption = t.say("audit-file", count=len(view.entries))
    return Outgoing(caption, document=Document("audit.csv", content))
