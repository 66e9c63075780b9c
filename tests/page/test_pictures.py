"""The pictures in the README show the page as it is.

`pytest -m soak tests/page/test_pictures.py --pictures` writes them. Any other run makes the same
scenes and compares: word for word what the page tells a screen reader, and roughly how it looks,
because other machines have other fonts.
"""

import base64
import re
from difflib import unified_diff
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.page.chromium import in_chromium
from tests.page.conftest import PHONE, Opens
from tests.page.house import House
from tests.page.people import Screen

pytestmark = in_chromium()

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
SCENES = Path(__file__).parent / "scenes"
_FONT_FILE = SCENES / "font-width"
_DESK = {"width": 1280, "height": 720}
_LOOKS: dict[str, dict[str, Any]] = {
    "rehearsal-light": {"viewport": _DESK},
    "rehearsal-dark": {"viewport": _DESK, "color_scheme": "dark"},
    "rehearsal-phone": {"viewport": PHONE},
}
# Invitations are drawn by lot; where one begins with a hyphen, the whole line stands in quotes.
_TOKEN = re.compile(r'(?<=text: )"?[\w-]{22} delivered"?|(?<=start=)[\w-]+')
# How much two pictures may differ, of 255 in the mean: another colour of some bubbles makes 0.3,
# another font up to 7, another theme more than 100.
_SAME_FONT = 0.25
_ANOTHER_FONT = 10.0

# How wide a text is in the font of the page, which not every machine has.
_FONT = """() => {
  const drawing = new OffscreenCanvas(1, 1).getContext("2d");
  drawing.font = getComputedStyle(document.body).font;
  return drawing.measureText("Before you meet Ana: 1234567890").width.toFixed(2);
}"""
# The mean difference of two pictures, each made as coarse as a thumbnail.
_DIFFERENCE = """async ([one, other]) => {
  const coarse = async data => {
    const image = new Image();
    image.src = "data:image/png;base64," + data;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width / 20, image.height / 20);
    const drawing = canvas.getContext("2d");
    drawing.imageSmoothingQuality = "high";
    drawing.drawImage(image, 0, 0, canvas.width, canvas.height);
    return drawing.getImageData(0, 0, canvas.width, canvas.height);
  };
  const [a, b] = [await coarse(one), await coarse(other)];
  if (a.width !== b.width || a.height !== b.height) return 255;
  return a.data.reduce((sum, value, at) => sum + Math.abs(value - b.data[at]), 0) / a.data.length;
}"""


async def test_they_show_the_page_as_it_is(
    request: pytest.FixtureRequest, opens: Opens, story_house: House
) -> None:
    write = request.config.getoption("--pictures")
    wrong = []
    for name in _LOOKS:
        screen = await _scene(name, opens, story_house)
        scene = await _words(screen.page)
        picture = await screen.page.screenshot(animations="disabled", caret="hide")
        if write:
            _FONT_FILE.write_text(await screen.page.evaluate(_FONT))
            (SCENES / f"{name}.txt").write_text(scene, encoding="utf-8")
            (PICTURES / f"{name}.png").write_bytes(picture)
        elif other := _other_words(name, scene):
            wrong.append(f"{name} says something else now:\n{other}")
        elif not await _alike(screen.page.context.pages[-1], name, picture):
            wrong.append(f"{name} looks otherwise now.")
    if wrong:
        pytest.fail("\n".join([*wrong, "run this file with --pictures"]), pytrace=False)


async def _scene(name: str, opens: Opens, house: House) -> Screen:
    screen = await opens(house, **_LOOKS[name])
    await screen.button("Close this hint").click()
    await screen.is_in_step()
    if name.endswith("dark"):
        await screen.button("What the system holds").click()
        await screen.phone("Ana").chooses("Question 3 of 4", "How did this get here")
        way = screen.page.get_by_role("region", name="How it got here")
        await expect(way.get_by_role("listitem").first).to_be_visible()
        await expect(screen.page.get_by_role("complementary")).to_contain_text("2 of 4 answered")
    # Under the pointer a message shows what can be done with it.
    await screen.page.mouse.move(0, 0)
    unread = screen.page.locator(".badge").filter(has_text=re.compile(r"\d"), visible=True)
    await expect(unread).to_have_count(0)
    return screen


async def _words(page: Page) -> str:
    """What the page tells a screen reader, but for the lists of what is stored.

    Rows that fall due at the same instant stand there in any order.
    """
    way = page.get_by_role("region", name="How it got here")
    parts = [page.get_by_role("banner"), page.get_by_role("main"), *await way.all()]
    told = "\n".join([await each.aria_snapshot() for each in parts])
    return _TOKEN.sub("…", told) + "\n"


def _other_words(name: str, scene: str) -> str:
    """How this scene differs from the one that is kept, line by line."""
    kept = (SCENES / f"{name}.txt").read_text(encoding="utf-8")
    return "\n".join(unified_diff(kept.splitlines(), scene.splitlines(), lineterm="", n=1))


async def _alike(page: Page, name: str, picture: bytes) -> bool:
    kept = (PICTURES / f"{name}.png").read_bytes()
    both = [base64.b64encode(each).decode("ascii") for each in (kept, picture)]
    difference: float = await page.evaluate(_DIFFERENCE, both)
    allowed = _SAME_FONT if await page.evaluate(_FONT) == _FONT_FILE.read_text() else _ANOTHER_FONT
    print(f"{name} differs by {difference:.2f} of 255 in the mean; {allowed} is allowed")
    return difference < allowed
