"""What somebody does in a story, in plain words: as the page tells it, and in print."""

from bot.rehearsal.script import (
    Action,
    Edits,
    HandsOut,
    Leaves,
    Opens,
    Says,
    SendsFile,
    Speaks,
    Taps,
    Turns,
)


def told(action: Action) -> str:
    """A whole sentence, as the page says what comes next."""
    match action:
        case Opens(who):
            return f"{who} opens the link."
        case Says(who, text):
            return f"{who} writes: “{text}”"
        case Taps(who, label):
            return f"{who} taps “{label.removesuffix('…').removeprefix('• ')}”."
        case Speaks(who, seconds):
            return f"{who} sends a voice note of {seconds} seconds."
        case Edits(who, _, new):
            return f"{who} changes what they wrote: “{new}”"
        case SendsFile(who, name):
            return f"{who} sends the file {name}."
        case HandsOut(who):
            return f"{who} gives everybody their link, and they open it."
        case Turns(_, _, words):
            return words
        case Leaves(who, account):
            what = "deletes their Telegram account" if account else "blocks the bot"
            return f"{who} {what}."


def in_print(action: Action) -> str:
    """What stands beside their name in print."""
    match action:
        case Opens():
            return "opens the link and taps Start"
        case Says(_, text):
            return text
        case Taps(_, label):
            return f"[{label}]"
        case Speaks(_, seconds):
            return f"(a voice note, {seconds} seconds)"
        case Edits(_, _, new):
            return f"(edited) {new}"
        case SendsFile(_, name):
            return f"(a file: {name})"
        case HandsOut():
            return "(gives everybody their link, and they open it)"
        case Turns(_, _, words):
            return f"({words})"
        case Leaves(_, account):
            return "(deletes their Telegram account)" if account else "(blocks the bot)"
