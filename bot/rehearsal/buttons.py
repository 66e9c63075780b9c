"""Inline buttons, as they stand in rows under a message."""

from dataclasses import dataclass

from bot.rehearsal.refusal import Json


@dataclass(frozen=True)
class Button:
    """One inline button: `label` is what a person sees."""

    raw: Json

    @property
    def label(self) -> str:
        return str(self.raw["text"])

    @property
    def data(self) -> str | None:
        return self.raw.get("callback_data")

    @property
    def url(self) -> str | None:
        return self.raw.get("url")


Keyboard = tuple[tuple[Button, ...], ...]
