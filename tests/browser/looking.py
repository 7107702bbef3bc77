"""What must be true of every page, whoever looks at it and however wide the window is."""

import json
import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, expect

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PHONE = {"width": 360, "height": 740}
OFFICE = {"width": 1366, "height": 768}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_ANSWERED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


class Watch:
    """Listens to a page: what its console complains of, whom else it asks."""

    def __init__(self, page: Page, port: int) -> None:
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self._port = port
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._request)

    def assert_quiet(self) -> None:
        """No error in the console (a refused script or style is one), no request to a foreign host."""
        assert self.complaints == []
        assert self.foreign == []

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not _ANSWERED.match(message.text):
            self.complaints.append(message.text)

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme == "data":
            return
        host = parts.hostname or ""
        if parts.port != self._port or not (host == "localhost" or host.endswith(".localhost")):
            self.foreign.append(request.url)


def follow(page: Page, link: Locator) -> Response:
    """Click what leads to another page, and be there: what is asked next is asked of that page."""
    with page.expect_navigation() as navigation:
        link.click()
    return navigation.value


def assert_accessible(page: Page) -> None:
    """No violation that axe can find."""
    assert AXE.exists(), "axe-core is missing: run `npm ci`"
    # The policy of the pages allows no script of ours from outside; this goes past it on purpose.
    found: dict[str, Any] = page.evaluate(
        """async ([source, tags]) => {
            if (!window.axe) (0, eval)(source);
            await document.fonts.ready;
            return axe.run({runOnly: tags, resultTypes: ["violations"]});
        }""",
        [AXE.read_text(), RULES],
    )
    violations = [
        {"rule": v["id"], "help": v["help"], "at": [n["target"] for n in v["nodes"]][:5]}
        for v in found["violations"]
    ]
    assert violations == [], json.dumps(violations, indent=1, ensure_ascii=False)


def assert_fits(page: Page) -> None:
    """Nothing sticks out sideways; wide tables scroll inside themselves."""
    wide = page.evaluate(
        """async () => {
            await document.fonts.ready;
            const limit = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= limit) return [];
            const out = [...document.querySelectorAll("body *")]
                .filter((e) => e.getBoundingClientRect().right > limit + 1)
                .map((e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 30)}`);
            return [`${document.documentElement.scrollWidth} > ${limit}`, ...out.slice(0, 8)];
        }"""
    )
    assert wide == []


def assert_fields_fit(page: Page) -> None:
    """No field of a table that is stacked on a phone is cut off by its edge."""
    cut = page.evaluate(
        """() => [...document.querySelectorAll(".table-stack :is(input, select, textarea)")]
            .filter((e) => e.offsetWidth)
            .filter((e) => e.getBoundingClientRect().right
                > e.closest("td, th").getBoundingClientRect().right + 1)
            .map((e) => e.name)"""
    )
    assert cut == []


def assert_one_heading(page: Page) -> None:
    """One h1, and the title begins with its question."""
    expect(page.locator("h1")).to_have_count(1)
    expect(page).to_have_title(re.compile(r"[^\s·]"))


def shoot(page: Page, name: str, *, full: bool = True) -> Path:
    """A picture for the manual, where `AMANAH_PICTURES` says; otherwise none is kept."""
    folder = Path(os.environ.get("AMANAH_PICTURES", "") or "/dev/null")
    path = folder / f"{name}.png"
    if folder.is_dir():
        page.screenshot(path=path, full_page=full)
    return path
