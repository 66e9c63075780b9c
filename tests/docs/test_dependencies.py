"""docs/ARCHITECTURE.md says why each library is there, and names none that is not."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_library_is_there_and_no_other() -> None:
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = page.partition("## Dependencies")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:]
    named = {name.strip().lower() for row in rows for name in row.split(",")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.split(r"[\[<>= ;]", line)[0].lower() for line in project["dependencies"]}
    assert named - {"---"} == needed
