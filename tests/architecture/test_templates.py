"""Pages obey the Content-Security-Policy before a browser has to."""

import re

import pytest

from tests.architecture import house

INLINE = {
    "style attribute": re.compile(r"<[^>{%]*\sstyle\s*="),
    "event attribute": re.compile(r"<[a-zA-Z][^>]*\son[a-z]+\s*="),
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(?!\s*</script>)"),
    "foreign address": re.compile(r"""(?:src|href|action)\s*=\s*["'](?:https?:)?//"""),
}


@pytest.mark.parametrize("what", INLINE)
def test_no_template_has(what):
    found = [
        house.named(path) for path in house.templates() if INLINE[what].search(path.read_text())
    ]
    assert found == []
