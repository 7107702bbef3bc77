"""A real Chromium against the product as a process of its own.

Chromium is the system's (`AMANAH_CHROMIUM`, or `chromium` on the path). Without one these tests are
skipped, and the summary says so.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import cluster, regions
from tests.browser import looking
from tests.cast import PASSWORD, Person

# Playwright keeps an event loop running in this thread; tests beside these still use the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

CHROMIUM = os.environ.get("AMANAH_CHROMIUM") or shutil.which("chromium") or shutil.which("chrome")
NO_CHROMIUM = "BROWSER TESTS ARE SKIPPED: no Chromium. Install it (apt install chromium) or set AMANAH_CHROMIUM."
HERE = os.path.dirname(__file__)
PATIENCE = 60_000
"""How long a click or an expectation may take, in ms: the machine may be busy with other tests."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, and skip it when there is no browser."""
    for item in items:
        if str(item.path).startswith(HERE):
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly what was not tested."""
    if not CHROMIUM:
        terminalreporter.section(NO_CHROMIUM, sep="!")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's Chromium, which asks nothing of the network by itself."""
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        # A document's fonts are its own; a page has those of the machine it is read on.
        "env": {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"},
    }


@pytest.fixture(scope="session")
def port(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[int]:
    """The port of a server over a database of its own."""
    from tests.conftest import STATE

    where = request.config.cluster  # type: ignore[attr-defined]
    name = cluster.copy(where, cluster.template(where, STATE, regions.build), "_browser")
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.server", json.dumps({**where, "NAME": name})],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=looking.ROOT,
        env={**os.environ, "PYTHONPATH": "platform:."},
    )
    line = process.stdout.readline() if process.stdout else ""
    assert line.strip().isdigit(), "the server of the browser tests did not start"
    yield int(line)
    if process.stdin:
        process.stdin.close()
    process.wait(timeout=PATIENCE / 1000)
    with cluster.maintenance(where) as connection:
        cluster.drop(connection, name)


@pytest.fixture(scope="session")
def sessions() -> dict[tuple[str, str], Any]:
    """The cookies of those who have signed in already."""
    return {}


Window = Callable[..., BrowserContext]
Open = Callable[..., Page]


@pytest.fixture
def window(browser: Browser, port: int) -> Iterator[Window]:
    """`window(region="konsol")`: a window of its own, which waits as long as a busy machine needs."""
    contexts = []
    expect.set_options(timeout=PATIENCE)

    def new(region: str = "kab-malang", **given: Any) -> BrowserContext:
        host = f"{region}.localhost" if region else "localhost"
        context = browser.new_context(
            locale="id-ID",
            viewport=looking.OFFICE,  # type: ignore[arg-type]
            base_url=f"http://{host}:{port}",
            **given,
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context

    yield new
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(window: Window, port: int, sessions: dict[Any, Any]) -> Iterator[Open]:
    """`open_page("/perjanjian/", SARI)`: the page as that person sees it, on the host of `region`.

    The page carries its `Watch`; what the console or the network complains of fails the test.
    """
    watches = []

    def visit(path: str, person: Person | None = None, region: str = "kab-malang") -> Page:
        key = (region, person.username) if person else None
        context = window(region, storage_state=sessions.get(key) if key else None)
        page = context.new_page()
        watches.append(looking.Watch(page, port))
        if key and key not in sessions:
            page.goto("/masuk/")
            page.get_by_label("Nama pengguna").fill(person.username)  # type: ignore[union-attr]
            page.get_by_label("Kata sandi").fill(PASSWORD)
            page.get_by_role("main").get_by_role("button", name="Masuk").click()
            page.wait_for_url(lambda url: "/masuk/" not in url)
            sessions[key] = context.storage_state()
        page.goto(path)
        return page

    yield visit
    for watch in watches:
        watch.assert_quiet()
