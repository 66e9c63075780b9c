"""Percentiles, the machine, and how a result is printed."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

Figures = Mapping[str, Any]


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of all values do not exceed; 0 without values."""
    if not values:
        return 0.0
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]


def milliseconds(delays: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99 of delays in seconds, as milliseconds."""
    return {
        f"p{share}_ms": round(percentile(delays, share / 100) * 1000, 1) for share in (50, 95, 99)
    }


def machine() -> dict[str, Any]:
    """What the figures were measured on."""
    return {
        "cores": os.cpu_count(),
        "processor": platform.machine(),
        "python": platform.python_version(),
    }


def show(name: str, columns: Mapping[str, Figures]) -> None:
    """Print a table, and as the last line the same as one JSON object."""
    table = Table(title=name)
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    for key in dict.fromkeys(key for figures in columns.values() for key in figures):
        table.add_row(key, *(str(figures.get(key, "")) for figures in columns.values()))
    Console(width=100).print(table)
    print(json.dumps({"name": name, **columns, "machine": machine()}))
