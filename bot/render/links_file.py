"""Names with their links as a table that spreadsheets open."""

import csv
import io
from collections.abc import Callable

from bot.domain.formulas import defused
from bot.render.texts import Texts
from bot.services.people.import_rows import Link


def links_file(t: Texts, links: tuple[Link, ...], address: Callable[[str], str]) -> bytes:
    """Return a CSV file with a line for each person and role; `address` makes links of tokens.

    It begins with a mark by which spreadsheets know that it is UTF-8. Cells that a spreadsheet
    would take for a formula are made plain words.
    """
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(["name", "role", "link", "note"])
    for link in links:
        note = t.label(f"import-note-{link.came}")
        where = address(link.token) if link.token else ""
        table.writerow([defused(link.name), link.role.value, where, note])
    return out.getvalue().encode("utf-8-sig")
