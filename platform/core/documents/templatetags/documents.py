"""Tags of printed documents."""

from django import template
from django.utils.html import escape
from django.utils.http import urlencode

from core.documents.qr import qr_data_uri

register = template.Library()

_SHIELD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 76" role="img">'
    '<path d="M4 4h56v36c0 17-12 27-28 33C16 67 4 57 4 40z" fill="{colour}"/>'
    '<path d="M8 8h48v32c0 15-10 23-24 29C18 63 8 55 8 40z" fill="none" stroke="#fff" '
    'stroke-width="1.5"/>'
    '<text x="32" y="43" font-family="Tinos, serif" font-size="22" '
    'font-weight="bold" text-anchor="middle" fill="#fff">{letters}</text></svg>'
)


@register.simple_tag
def crest(name: str, colour: str = "#0b5d3b") -> str:
    """A shield with the initials of `name` as a `data:` address, until a region brings its crest."""
    words = [word for word in name.split() if word[:1].isupper()]
    letters = "".join(word[0] for word in words[-2:]) or "?"
    svg = _SHIELD.format(colour=escape(colour), letters=escape(letters))
    return "data:image/svg+xml," + urlencode({"": svg})[1:].replace("+", "%20")


@register.simple_tag
def qr(text: str) -> str:
    """A `data:` address of the QR of `text`."""
    return qr_data_uri(text)
