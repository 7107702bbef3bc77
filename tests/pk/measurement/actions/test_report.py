"""Reporting: who, when, what is kept, and what is refused."""

from decimal import Decimal

import pytest

from core.audit import trail
from core.documents import uploads
from core.errors import Invalid, NotAllowed, NotFound, NotNow
from pk.measurement.actions import close_period, remove_evidence, report, submit
from pk.measurement.inputs import Entry
from pk.measurement.models import Evidence, Measurement, MeasurementState
from pk.policies.values import Figure, Kind, Reading
from tests import cast
from tests.given import measurement
from tests.given.organization import account

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def given(malang):
    return measurement.in_force(cast.SARI)


def where(given, number=1):
    period = given.periods[number]
    return {
        "agreement": given.agreement,
        "period": period,
        "at": measurement.moment(period),
        "by": account(given.person),
    }


def test_what_was_reported_is_kept_with_its_cause_and_plan(given):
    rows = measurement.reported(given, 1, {"DINKES-01": "84,5"})
    row = Measurement.objects.get(id=rows[0].id)
    assert (row.value, row.state) == (Decimal("84.5"), MeasurementState.DRAFT)
    assert (row.cause, row.plan) == ("Puskesmas belum lengkap", "Pelatihan tenaga")
    assert row.reported_by is None


def test_the_raw_figures_are_kept_beside_the_result(given):
    commitment = given.agreement.commitments.first()
    entry = Entry(
        commitment.id,
        Reading(Figure(Kind.NUMBER, Decimal("92.2403"))),
        {"numerator": "36743", "denominator": "39834"},
    )
    rows = report.report(**where(given), entries=[entry])
    assert Measurement.objects.get(id=rows[0].id).inputs["numerator"] == "36743"


def test_zero_blank_and_unavailable_are_kept_apart(given):
    zero = measurement.reported(given, 1, {"DINKES-02": "0"})[0]
    assert (zero.value, zero.is_blank) == (0, False)
    none = measurement.reported(given, 1, {"DINKES-02": "belum tersedia"})[0]
    assert (none.value, none.unavailable, none.is_blank) == (None, True, False)
    blank = measurement.reported(given, 1, {"DINKES-02": ""})[0]
    assert (blank.value, blank.unavailable, blank.is_blank) == (None, False, True)
    assert Measurement.objects.filter(commitment=zero.commitment).count() == 1


@pytest.mark.parametrize("person", [cast.RATNA, cast.DEWI, cast.YUSUF, cast.RINA, cast.WULAN])
def test_nobody_reports_for_another(given, person):
    with pytest.raises(NotAllowed):
        report.report(**{**where(given), "by": account(person)}, entries=[])


def test_a_period_is_not_reported_before_it_has_ended(given):
    early = {**where(given, 2), "at": measurement.moment(given.periods[1])}
    with pytest.raises(NotNow, match="mulai 01-07-2026"):
        report.report(**early, entries=[])


def test_a_closed_period_takes_nothing_more(given):
    at = measurement.moment(given.periods[1])
    close_period.close_period(period=given.periods[1], by=account(cast.DEWI), at=at)
    given.periods[1].refresh_from_db()
    with pytest.raises(NotNow, match="sudah ditutup"):
        report.report(**where(given), entries=[])


def test_what_was_submitted_is_not_changed(given):
    measurement.measured(given, MeasurementState.SUBMITTED)
    with pytest.raises(NotNow, match="sudah diajukan"):
        measurement.reported(given, 1, {"DINKES-01": "99"})


def test_a_commitment_of_another_agreement_is_not_found(given):
    other = measurement.in_force(cast.YUSUF)
    with pytest.raises(NotFound):
        report.report(**where(given), entries=measurement.entries(other))


def test_submitting_needs_an_answer_for_every_indicator(given):
    measurement.reported(given, 1, {"DINKES-01": "86"})
    with pytest.raises(Invalid, match="Angka kematian ibu") as refused:
        submit.submit(**where(given))
    assert refused.value.field.startswith("value-")
    assert not Measurement.objects.filter(state=MeasurementState.SUBMITTED).exists()


def test_unavailable_is_an_answer(given):
    measurement.reported(given, 1, {"DINKES-01": "belum tersedia", "DINKES-02": "90"})
    rows = submit.submit(**where(given))
    assert {row.state for row in rows} == {MeasurementState.SUBMITTED}


def test_what_lies_below_target_is_explained(given):
    measurement.reported(given, 1, {"DINKES-01": "84", "DINKES-02": "90"}, cause="")
    with pytest.raises(Invalid, match="di bawah target 1 indeks; tuliskan penyebabnya") as refused:
        submit.submit(**where(given))
    assert refused.value.field.startswith("cause-")


def test_each_step_leaves_its_sentence(given):
    measurement.measured(given, MeasurementState.RETURNED)
    said = [e.sentence for e in trail.timeline(given.agreement)][:3]
    assert said == [
        "mengembalikan realisasi Triwulan I 2026: Lampirkan bukti.",
        "mengajukan realisasi Triwulan I 2026",
        "mencatat realisasi Triwulan I 2026",
    ]


def with_evidence(given):
    commitment = given.agreement.commitments.first()
    file = uploads.accepted("laporan triwulan.pdf", PDF)
    entry = Entry(commitment.id, Reading(Figure(Kind.NUMBER, Decimal(86))), files=(file,))
    report.report(**where(given), entries=[entry])
    return Evidence.objects.get()


def test_evidence_is_kept_in_the_region_s_own_store(given):
    evidence = with_evidence(given)
    assert evidence.path.startswith("r3507/bukti/")
    assert (evidence.content_type, evidence.size_bytes) == ("application/pdf", len(PDF))


def test_evidence_is_taken_back_only_before_it_was_submitted(given):
    evidence = with_evidence(given)
    measurement.measured(given, MeasurementState.SUBMITTED)
    by = {key: where(given)[key] for key in ("by", "at")}
    with pytest.raises(NotNow):
        remove_evidence.remove_evidence(evidence=evidence, **by)


def test_only_who_reports_takes_evidence_back(given):
    evidence = with_evidence(given)
    at = where(given)["at"]
    with pytest.raises(NotAllowed):
        remove_evidence.remove_evidence(evidence=evidence, by=account(cast.DEWI), at=at)
    remove_evidence.remove_evidence(evidence=evidence, by=account(cast.SARI), at=at)
    assert not Evidence.objects.exists()
