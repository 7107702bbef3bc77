from datetime import date
from decimal import Decimal

import pytest

from core.audit.trail import timeline
from core.errors import Invalid, NotAllowed, NotNow
from pk.agreements.actions.draft import draft
from pk.agreements.models import Agreement, AgreementState
from pk.cascade.models import BudgetDocument, Target
from tenants.policy.presets import PRESETS
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, YEAR, account

pytestmark = pytest.mark.usefixtures("malang")


def test_a_draft_copies_names_commitments_and_budget():
    given.ready()
    agreement = given.drafted(cast.SARI)
    assert agreement.state == AgreementState.DRAFT
    assert agreement.receiver_name == "dr. Sari Wijaya"
    assert agreement.giver_title == "Bupati"
    lines = agreement.commitments.order_by("order")
    assert [(c.indicator_name, c.target_low) for c in lines] == [
        ("Indeks kepuasan masyarakat", Decimal(85)),
        ("Angka kematian ibu", Decimal(90)),
    ]
    assert sum(b.ceiling_rupiah for b in agreement.budget_lines.all()) == 128_500_000_000


def test_the_last_day_is_a_month_after_the_budget_was_ratified():
    given.ready()
    assert given.drafted(cast.SARI).due_on == date(2026, 2, 2)


def test_a_draft_remembers_its_policy_and_leaves_a_sentence():
    given.ready()
    agreement = given.drafted(cast.SARI)
    assert agreement.policy.number == 1
    event = timeline(agreement).get()
    assert event.sentence == "menyusun rancangan perjanjian kinerja 2026 Kepala Dinas Kesehatan"


def test_clauses_and_companions_come_from_the_policy():
    given.ready(preset="simbolis-klausul-mundur")
    clause = given.drafted(cast.SARI).clauses.get()
    assert clause.kind == "resignation"
    assert "CC atau kurang" in clause.text
    assert clause.terms["grade_at_most"] == "CC"


def test_a_clause_binds_only_the_levels_it_names():
    given.ready(preset="simbolis-klausul-mundur")
    assert not given.drafted(cast.RATNA).clauses.exists()


def test_the_pact_is_a_companion_where_the_policy_has_it():
    given.ready(preset="serentak-pakta-integritas")
    assert given.drafted(cast.SARI).companions.get().kind == "integrity_pact"


def test_nobody_stands_above_the_head_of_region():
    given.ready()
    agreement = given.drafted(cast.RATNA)
    assert agreement.is_sole
    assert agreement.giver_name == ""


def test_a_second_draft_for_the_same_receiver_is_refused():
    given.ready()
    given.drafted(cast.SARI)
    with pytest.raises(NotNow, match="sudah disusun"):
        given.drafted(cast.SARI)


def test_everything_that_is_missing_is_said_at_once():
    given.ready()
    Target.objects.filter(indicator__code="DINKES-01").delete()
    BudgetDocument.objects.filter(unit__code="DINKES").delete()
    with pytest.raises(Invalid) as refused:
        given.drafted(cast.SARI)
    assert "“Indeks kepuasan masyarakat” belum mempunyai target 2026" in refused.value.sentence
    assert "tanggal pengesahan anggaran 2026 belum dicatat" in refused.value.sentence
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("person", [cast.SARI, cast.AGUS, cast.RATNA, cast.WULAN])
def test_only_the_steward_drafts_for_the_receivers_of_the_region(person):
    given.ready()
    with pytest.raises(NotAllowed):
        draft(receiver=given.appointment_of(cast.SARI), year=YEAR, by=account(person), at=AT)


def test_below_the_unit_head_the_superior_drafts_where_the_unit_decides():
    given.ready(PRESETS["menyeluruh-sampai-staf"].rules)
    agreement = given.drafted(cast.RINA)
    assert agreement.giver_name == "dr. Sari Wijaya"
    assert agreement.commitments.get().indicator_name == "Prevalensi stunting"


def test_the_steward_does_not_draft_where_the_unit_decides():
    given.ready(PRESETS["menyeluruh-sampai-staf"].rules)
    with pytest.raises(NotAllowed, match="atasan langsungnya"):
        draft(receiver=given.appointment_of(cast.RINA), year=YEAR, by=account(cast.DEWI), at=AT)


def test_no_draft_below_the_deepest_level_of_the_policy():
    given.ready()
    with pytest.raises(NotAllowed, match="tidak menurunkan"):
        given.drafted(cast.RINA)
