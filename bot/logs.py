"""Logging: plain or JSON lines on standard error, without secrets and without people's words.

The rule is that secrets and words never reach a log call. Behind that rule, `redact` takes out
whatever looks like a bot token, an invite link or a password in an address, and of an exception only
its kind and its way through the code is written: what it says may quote what a person wrote.
"""

import logging
import re
import sys
import traceback
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor

# These write addresses of calls, which hold the token, or say what a person did.
QUIET = (
    "httpx",
    "httpcore",
    "aiohttp",
    "apscheduler",
    "telegram",
    "asyncio",
    "sqlalchemy",
    "alembic",
    "uvicorn.access",
)
_SECRETS = (
    (re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}"), "<token>"),
    (re.compile(r"(/bot)\d+:[^/\s\"']+"), r"\1<token>"),
    (re.compile(r"(t\.me/\w+\?start(?:group)?=)[\w-]+"), r"\1<invite>"),
    (re.compile(r"(/start\s+)[\w-]{8,}"), r"\1<invite>"),
    (re.compile(r"(://[^:/@\s]*:)[^@/\s]+@"), r"\1<password>@"),
)
# Made here of code alone; the only value that has several lines.
_WAY = "exception"


def set_up(level: str = "info", style: str = "plain", out: TextIO | None = None) -> None:
    """Send every log line, ours and the libraries', to `out` (standard error) in one style.

    `style` is "plain" or "json". Calling it again replaces what it did before.
    """
    shared: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_way_of),
        _first_line,
        redact,
    ]
    handler = logging.StreamHandler(out or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _shape(style)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def redact(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Take out of a log line whatever looks like a secret, at any depth.

    What could begin a line of its own, or is obeyed by a terminal, is written as an escape.
    """
    return {name: _lines(value) if name == _WAY else _clean(value) for name, value in event.items()}


def _way_of(exc_info: ExcInfo) -> str:
    """Where an exception and its causes arose, innermost first, without what they say."""
    ways, seen = [], set[int]()
    error: BaseException | None = exc_info[1]
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        kind = type(error)
        way = "".join(traceback.format_tb(error.__traceback__))
        ways.append(f"{way}{kind.__module__}.{kind.__qualname__}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\nbecause of:\n".join(ways)


def _first_line(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Leave out what asyncio says below its first line: tasks, with what they raised."""
    if event.get("logger") == "asyncio":
        event["event"] = str(event["event"]).partition("\n")[0]
    return event


def _lines(value: Any) -> str:
    return "\n".join(map(_clean, str(value).split("\n")))


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        for pattern, instead in _SECRETS:
            value = pattern.sub(instead, value)
        return value if value.isprintable() else "".join(map(_printable, value))
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, dict):
        return {_clean(name): _clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(inner) for inner in value]
    return _clean(str(value))


def _printable(character: str) -> str:
    return character if character.isprintable() else ascii(character)[1:-1]


def _shape(style: str) -> Processor:
    if style == "json":
        return structlog.processors.JSONRenderer()
    # Never rich's tracebacks: they print local variables.
    return structlog.dev.ConsoleRenderer(
        colors=False, exception_formatter=structlog.dev.plain_traceback
    )
