"""HTML to PDF. Only our own static files and `data:` addresses are fetched, never the network."""

from __future__ import annotations

import hashlib
import mimetypes
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher, URLFetcherResponse

BASE_URL = "https://dokumen.invalid/"
"""Where relative addresses point: a name that can't exist and is never asked for."""
VARIANT = "pdf/a-2a"
"""Archival and tagged: readable in thirty years, and by a screen reader today."""
POINTS_PER_PIXEL = 0.75
MARK = "data-signature"
FONTS = Path(__file__).parent / "fonts" / "fonts.conf"
"""The only fonts that a document may use: those that the product brings (`build.mjs`)."""

os.environ["FONTCONFIG_FILE"] = str(FONTS)  # read anew for each document


@dataclass(frozen=True, slots=True)
class Place:
    """Where a signature goes: `page` from 0, the box in points from the lower left corner."""

    field: str
    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF and the places that its template left for signatures (`data-signature="receiver"`)."""

    pdf: bytes
    places: tuple[Place, ...]


class OwnFiles(URLFetcher):
    """Answers for `/static/…` and `data:`; every other address is refused."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The file behind one of our own addresses. Raises ValueError for any other."""
        if url.startswith("data:"):
            return super().fetch(url, headers)
        path = unquote(urlsplit(url).path)
        if not url.startswith(BASE_URL) or not path.startswith(settings.STATIC_URL):
            raise ValueError(f"a document may not fetch {url}")
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, _static_file(path).read_bytes(), {"Content-Type": kind})


def render_pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """The PDF of a template, the same bytes for the same context."""
    return render(template, context).pdf


def render(template: str, context: Mapping[str, Any]) -> Printed:
    """The PDF of a template, and where its signatures go.

    A second block with the same mark is left without a field: one signature seals all pages.
    """
    html = render_to_string(template, {**context, "is_print": True})
    options = {"pdf_variant": VARIANT, "custom_metadata": True, "pdf_tags": True}
    page_set = _html(html).render(**options)
    identifier = hashlib.sha256(html.encode()).digest()[:16]
    pdf = page_set.write_pdf(**options, pdf_identifier=identifier)
    return Printed(pdf, tuple(_places(page_set.pages)))


def render_picture(template: str, context: Mapping[str, Any]) -> bytes:
    """One untagged page, to be put into another PDF as a picture."""
    return bytes(_html(render_to_string(template, dict(context))).write_pdf())


def _html(text: str) -> HTML:
    return HTML(string=text, base_url=BASE_URL, url_fetcher=OwnFiles())


def _static_file(path: str) -> Path:
    name = path.removeprefix(settings.STATIC_URL)
    found = finders.find(name)
    if isinstance(found, str):
        return Path(found)
    root = Path(settings.STATIC_ROOT).resolve()
    collected = (root / name).resolve()
    if not collected.is_relative_to(root) or not collected.is_file():
        raise ValueError(f"no static file {name}")
    return collected


def _places(pages: Any) -> list[Place]:
    found: dict[str, Place] = {}
    for number, page in enumerate(pages):
        for box in page._page_box.descendants():
            field = box.element.get(MARK) if _is_element(box) else None
            if field and field not in found:
                left, top = box.border_box_x(), page.height - box.border_box_y()
                right, bottom = left + box.border_width(), top - box.border_height()
                edges = (side * POINTS_PER_PIXEL for side in (left, bottom, right, top))
                found[field] = Place(field, number, *edges)
    return list(found.values())


def _is_element(box: Any) -> bool:
    return getattr(box, "element", None) is not None and hasattr(box, "border_width")
