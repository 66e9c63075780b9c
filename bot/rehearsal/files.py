"""Files that came with messages."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StoredFile:
    """A file the stand-in keeps, whoever sent it."""

    file_id: str
    name: str
    content: bytes
    mime: str
    kind: str
    seconds: int = 0

    @property
    def path(self) -> str:
        """Its path for `GET /file/bot<token>/<path>`."""
        return f"{self.kind}/{self.file_id}"
