"""The table in docs/PRIVACY.md of what becomes of each thing, as the inventory has it."""

from bot.db.inventory import INVENTORY, Erased, Held

BEGIN, END = "<!-- inventory -->\n", "<!-- end of the inventory -->"


def table() -> str:
    """The table as it has to stand there."""
    lines = ["| what | when its person is erased | otherwise |", "|---|---|---|"]
    for held in INVENTORY.values():
        lines.append(f"| {held.what} | {_erased(held)} | {_kept(held)} |")
    return "\n".join(lines) + "\n"


def _erased(held: Held) -> str:
    fates = {each.erased for each in held.columns.values() if each.of is not None}
    if not fates:
        return "it is about nobody"
    if fates == {Erased.STAYS}:
        return "stays: " + "; ".join(_why(held))
    if Erased.GOES in fates:
        said = "deleted"
        return (
            said if fates == {Erased.GOES} else f"{said}; where it is another's, their part of it"
        )
    return "emptied" if fates == {Erased.EMPTIED} else "emptied; a row without a name stays"


def _why(held: Held) -> list[str]:
    return list(dict.fromkeys(each.why for each in held.columns.values() if each.why))


def _kept(held: Held) -> str:
    if held.old is None:
        return held.kept or ""
    return f"the programme's time, from {held.columns[held.old].what}"
