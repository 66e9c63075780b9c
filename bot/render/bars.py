"""Bars drawn with letters, for what can be told without a picture."""

CELLS = 10


def bar(full: int) -> str:
    """A bar of `CELLS`, so many of them full."""
    return "█" * full + "░" * (CELLS - full)
