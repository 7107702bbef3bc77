"""The API's viewer draws every endpoint under the same strict policy as all other pages."""

import os
from pathlib import Path

import pytest

from tests.cast import DEWI, EKA, OKI


@pytest.mark.parametrize(
    ("host", "person", "endpoint"),
    [
        ("kab-malang", DEWI, "/api/v1/agreements/"),
        ("konsol", OKI, "/api/v1/regions/"),
        ("evaluasi", EKA, "/api/v1/figures/"),
    ],
)
def test_the_viewer_shows_the_endpoints_of_its_host(open_page, host, person, endpoint):
    page = open_page("/api/v1/dokumentasi/", person, host)
    page.locator(".opblock").first.wait_for()
    paths = page.locator(".opblock-summary-path").all_inner_texts()
    assert endpoint in [path.replace("\u200b", "") for path in paths]
    page.locator(".opblock-summary-control").first.click()
    page.locator(".opblock-body").first.wait_for()
    if folder := os.environ.get("AMANAH_SCREENS"):
        page.screenshot(path=Path(folder) / f"api-{host}.png", full_page=True)
