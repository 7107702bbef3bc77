"""The API's viewer draws every endpoint under the same strict policy as all other pages."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

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
    expect(page.locator(f".opblock-summary-path[data-path='{endpoint}']").first).to_be_visible()
    page.locator(".opblock-summary-control").first.click()
    expect(page.locator(".opblock-body").first).to_be_visible()
    if folder := os.environ.get("AMANAH_SCREENS"):
        page.screenshot(path=Path(folder) / f"api-{host}.png", full_page=True)
