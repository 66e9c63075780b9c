"""Every method of the Bot API that the stand-in knows, by its name in lower case."""

from collections.abc import Callable
from typing import Any

from bot.rehearsal import methods_files, methods_messages, methods_profile, methods_updates

METHODS: dict[str, Callable[..., Any]] = {
    name.lower(): method
    for module in (methods_messages, methods_files, methods_updates, methods_profile)
    for name, method in module.METHODS.items()
}
