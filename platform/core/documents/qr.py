"""QR codes as pictures that need no file: an SVG inside a `data:` address."""

import segno


def qr_data_uri(text: str) -> str:
    """A black-on-white QR of `text`, medium error correction, for an `<img>`."""
    return str(segno.make(text, error="m", micro=False).svg_data_uri(border=2, scale=4))
