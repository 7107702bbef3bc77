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

NOT_CSS = re.compile(r'{[%{].*?[%}]}|"[^"]*"|url\([^)]*\)|/\*.*?\*/', re.DOTALL)
CROWDED = re.compile(r"[^\n]*[;{][^\S\n]*[^\s][^\n]*")
"""Something stands behind a declaration, or on the line of its selector."""


@pytest.mark.parametrize("what", INLINE)
def test_no_template_has(what):
    found = [
        house.named(path) for path in house.templates() if INLINE[what].search(path.read_text())
    ]
    assert found == []


PERSON = r"(?:receiver_name|giver_name|_by_name|actor_name|official(?:\.name)?|holder(?:\.name)?|user\.name)"
ENDS_IN_A_NAME = re.compile(rf"{PERSON}\s*}}}}(?:{{%\s*end\w+\s*%}})*\.(?:\s|<|{{)")


def test_a_sentence_that_ends_in_a_name_has_one_full_stop():
    found = [
        house.named(path) for path in house.templates() if ENDS_IN_A_NAME.search(path.read_text())
    ]
    assert found == [], "`S.Kom..`: end it with the filter titik"


def test_no_line_of_a_template_is_longer_than_160_characters():
    long = [
        f"{house.named(path)}:{number}"
        for path in house.templates()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 160
    ]
    assert long == []


def test_a_style_sheet_has_one_declaration_a_line():
    crowded = {
        house.named(path): found
        for path in house.files()
        if path.suffix == ".css"
        if (found := CROWDED.findall(NOT_CSS.sub("", path.read_text())))
    }
    assert crowded == {}
