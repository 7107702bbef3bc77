"""Every page, on a phone and on an office PC: accessible, quiet, and nothing sticking out."""

import os
import re
from pathlib import Path

import pytest

from tests.browser import looking
from tests.browser.pages import PAGES, Page


@pytest.mark.parametrize("place", PAGES, ids=str)
def test_the_page_is_accessible_and_fits(open_page, place: Page):
    page = open_page("about:blank", place.person, place.host)
    response = page.goto(place.path)
    for selector in place.follow:
        response = looking.follow(page, page.locator(selector).first)

    assert response is not None
    assert response.status == place.status
    looking.assert_one_heading(page)
    for name, size in (("1366", looking.OFFICE), ("360", looking.PHONE)):
        page.set_viewport_size(size)
        looking.assert_fits(page)
        looking.assert_fields_fit(page)
        looking.assert_accessible(page)
        _keep_picture(page, place, name)


def _keep_picture(page, place: Page, width: str) -> None:
    folder = os.environ.get("AMANAH_SCREENS")
    if folder:
        name = re.sub(r"[^a-z0-9]+", "-", str(place).lower()).strip("-")
        page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
