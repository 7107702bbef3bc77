"""Every value that a policy may hold has words, and every field a title."""

import re

import pytest

from tenants.policy import fields, labels
from tenants.policy.fields import Shape
from tenants.policy.presets import PRESETS
from tenants.policy.queries import differences, guide
from tenants.policy.schema import RegionPolicy


def every_spec(part=RegionPolicy):
    for spec in fields.specs_of(part):
        yield part, spec
        for inner in spec.parts:
            yield from every_spec(inner)


def test_every_value_has_words():
    said = {str(v) for _, s in every_spec() if s.shape != Shape.FIXED for v in s.values}
    kinds = {fields.kind_of(part) for _, s in every_spec() for part in s.parts} - {""}
    assert said | kinds <= set(labels.LABELS) | labels.SAME


def test_every_field_has_a_title():
    for part, spec in every_spec():
        if spec.shape != Shape.FIXED:
            assert spec.title != spec.name, f"{part.__name__}.{spec.name}"


@pytest.mark.parametrize("name", sorted(PRESETS))
def test_no_code_shows_through_in_the_words_of_a_preset(name):
    for group in differences.groups(PRESETS[name].rules):
        for answer in group.answers:
            assert not re.search(r"\b[A-Z]+_[A-Z]+\b|\b[a-z]+_[a-z]+\b", answer.text), answer


def test_the_guide_says_when_a_basis_was_only_recalled():
    chapters = {chapter.title: chapter for chapter in guide.chapters()}
    acting = next(
        e for e in chapters["Penandatanganan"].entries if e.title.startswith("Plt., Plh. dan Pj.")
    )
    assert acting.basis == "belum dicocokkan dengan naskah resmi"


def test_the_guide_knows_both_clauses():
    entries = next(c.entries for c in guide.chapters() if c.title == "Klausul khusus")
    titles = {entry.title for entry in entries}
    assert "Siap mengundurkan diri: Predikat paling tinggi yang memicu" in titles
    assert "Masa perbaikan: Lama masa perbaikan (bulan)" in titles


def test_differences_are_said_in_words():
    before, after = PRESETS["standar"].rules, PRESETS["bulanan-masa-perbaikan"].rules
    said = {d.title: (d.before, d.after) for d in differences.differences(before, after)}
    assert said["Periode pengukuran"] == ("Triwulanan", "Bulanan")
    assert said["1. Masa perbaikan: Lama masa perbaikan (bulan)"] == ("", "6")
    assert differences.differences(before, before) == []
