"""What is missing from a tree is said where it is missing."""

import pytest

from pk.cascade import ports
from pk.cascade.actions.link_nodes import link_nodes
from pk.cascade.actions.remove_owner import remove_owner
from pk.cascade.actions.retire_indicator import retire_indicator
from pk.cascade.queries.tree import NO_AGREEMENT, NO_INDICATOR, NO_OWNER, NO_TARGET, matching, tree
from pk.cascade.views.drawing import drawing
from tenants.organization.models import Position
from tests import cast
from tests.given import cascade
from tests.given.organization import AT, YEAR, account

pytestmark = pytest.mark.usefixtures("malang")


@pytest.fixture(autouse=True)
def everyone_has_an_agreement(monkeypatch):
    monkeypatch.setattr(
        ports.positions_with_agreement,
        "_answer",
        lambda year: frozenset(Position.objects.values_list("id", flat=True)),
    )


def gaps_of(given, key):
    return tree(given.plan, YEAR).find(given.nodes[key].id).gaps


def test_a_full_tree_lacks_nothing():
    given = cascade.ready_for_agreements()
    shown = tree(given.plan, YEAR)
    assert shown.size == 8
    assert [root.statement for root in shown.roots] == ["Meningkatnya kualitas hidup masyarakat"]
    assert shown.gap_count == 0


def test_another_year_lacks_owners_and_targets():
    given = cascade.ready_for_agreements()
    shown = tree(given.plan, YEAR + 1)
    services = shown.find(given.nodes["services"].id)
    assert services.gaps == (NO_OWNER, f"DINKES-01: {NO_TARGET}", f"DINKES-02: {NO_TARGET}")
    assert shown.gap_count == 7 + 8


def test_an_objective_without_indicator_and_without_owner_says_both():
    given = cascade.ready_for_agreements()
    agus = account(cast.AGUS)
    retire_indicator(indicator=given.indicators["INSP-01"], by=agus, at=AT)
    position = given.organization.positions["INSP-KA"]
    remove_owner(node=given.nodes["audit"], position=position, year=YEAR, by=agus, at=AT)
    assert gaps_of(given, "audit") == (NO_INDICATOR, NO_OWNER)


def test_an_owner_without_agreement_is_said(monkeypatch):
    given = cascade.ready_for_agreements()
    sari = given.organization.positions["DINKES-KA"].id
    monkeypatch.setattr(ports.positions_with_agreement, "_answer", lambda year: frozenset({sari}))
    assert gaps_of(given, "services") == ()
    assert gaps_of(given, "audit") == (NO_AGREEMENT,)


def test_targets_are_printed_the_indonesian_way():
    given = cascade.ready_for_agreements()
    shown = tree(given.plan, YEAR)
    said = {i.code: i.target for n in shown.roots[0].walk() for i in n.indicators}
    assert said["IKU-01"] == "72,5 tahun"
    assert said["IKU-02"] == "A"
    assert said["DINKES-03"] == "14%"


def test_a_search_finds_by_statement_indicator_and_owner():
    given = cascade.ready_for_agreements()
    roots = tree(given.plan, YEAR).roots
    for words, found in (("STUNTING", 1), ("dinkes-02", 1), ("camat satu", 1), ("xyz", 0)):
        assert len(matching(roots, words)) == found


def test_the_tree_is_drawn_with_its_links_across_branches():
    given = cascade.ready_for_agreements()
    agus = account(cast.AGUS)
    nodes = given.nodes
    link_nodes(node=nodes["district"], supports=[nodes["health"]], by=agus, at=AT)
    shown = tree(given.plan, YEAR)
    svg = drawing(shown, linked=True).svg()
    assert "stroke-dasharray" in svg
    assert f"/pohon-kinerja/simpul/{nodes['audit'].id}/" in svg
    assert svg.count("lengkap") == 8
    assert "href" not in drawing(shown, linked=False).svg()


def test_the_tree_is_read_with_a_fixed_number_of_questions(django_assert_max_num_queries):
    given = cascade.ready_for_agreements()
    with django_assert_max_num_queries(14):  # each question sets the search path as well
        tree(given.plan, YEAR)
