import pytest

from core.audit.trail import timeline
from core.errors import Invalid, NotAllowed, NotNow
from pk.agreements.actions.close_ceremony import close_ceremony
from pk.agreements.actions.mark_attendance import mark_attendance
from pk.agreements.actions.open_ceremony import open_ceremony
from pk.agreements.actions.plan_ceremony import plan_ceremony
from pk.agreements.models import AgreementState, Ceremony
from pk.agreements.queries import board
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, account

pytestmark = pytest.mark.usefixtures("malang")


def stage_rules():
    return given.ceremony_rules("representative", representatives=["INSP-KA", "CAMAT-01"])


def test_seats_are_in_protocol_order():
    given.ready(given.ceremony_rules("mass"))
    for person in (cast.YUSUF, cast.SARI, cast.RATNA, cast.BIMA):
        given.drafted(person)
    ceremony = given.planned_ceremony()
    names = [card.name for card in board.board_of(ceremony).cards]
    assert names == [p.name for p in (cast.RATNA, cast.BIMA, cast.SARI, cast.YUSUF)]


def test_only_representatives_sign_on_stage_but_everyone_has_to_sign():
    given.ready(stage_rules())
    for person in (cast.YUSUF, cast.SARI, cast.WULAN):
        given.drafted(person)
    seen = board.board_of(given.planned_ceremony())
    assert [card.name for card in seen.cards if card.on_stage] == [
        cast.WULAN.name,
        cast.YUSUF.name,
    ]
    assert seen.total == 3
    assert not seen.is_complete


def test_a_representative_who_receives_nothing_is_named():
    given.ready(stage_rules())
    given.drafted(cast.SARI)
    with pytest.raises(Invalid, match="INSP-KA"):
        given.planned_ceremony()


def test_a_region_without_ceremonies_plans_none():
    given.ready(given.ceremony_rules("individual"))
    with pytest.raises(NotNow, match="tanpa acara"):
        given.planned_ceremony()


def test_who_is_not_marked_present_does_not_sign_during_a_mass_ceremony():
    agreement = given.agreement_at(AgreementState.APPROVED, rules=given.ceremony_rules("mass"))
    ceremony = given.opened_ceremony()
    with pytest.raises(NotNow, match="kehadiran Anda belum dicatat"):
        given.signed(agreement, account(cast.SARI))
    seat = ceremony.seats.get()
    mark_attendance(seat=seat, present=True, by=account(cast.DEWI), at=AT)
    assert given.signed(agreement, account(cast.SARI)).state == AgreementState.RECEIVER_SIGNED


def test_who_was_absent_signs_after_the_ceremony():
    agreement = given.agreement_at(AgreementState.APPROVED, rules=given.ceremony_rules("mass"))
    close_ceremony(ceremony=given.opened_ceremony(), by=account(cast.DEWI), at=AT)
    assert given.signed(agreement, account(cast.SARI)).state == AgreementState.RECEIVER_SIGNED


def test_when_all_sign_together_the_giver_waits_for_the_last_receiver():
    rules = given.ceremony_rules("simultaneous")
    first = given.agreement_at(AgreementState.APPROVED, rules=rules)
    second = given.agreement_at(AgreementState.APPROVED, receiver=cast.YUSUF)
    ceremony = given.opened_ceremony()
    for seat in ceremony.seats.all():
        mark_attendance(seat=seat, present=True, by=account(cast.DEWI), at=AT)
    first = given.signed(first, account(cast.SARI))
    with pytest.raises(NotNow, match="setelah semua penerima"):
        given.signed(first, account(cast.RATNA))
    given.signed(second, account(cast.YUSUF))
    assert given.signed(first, account(cast.RATNA)).state == AgreementState.IN_FORCE


def test_opening_seats_who_was_drafted_since():
    given.ready(given.ceremony_rules("mass"))
    given.drafted(cast.SARI)
    ceremony = given.planned_ceremony()
    seat = ceremony.seats.get()
    mark_attendance(seat=seat, present=True, by=account(cast.DEWI), at=AT)
    given.drafted(cast.BIMA)
    open_ceremony(ceremony=ceremony, by=account(cast.DEWI), at=AT)
    cards = board.board_of(ceremony).cards
    assert [(c.name, c.present_at is not None) for c in cards] == [
        (cast.BIMA.name, False),
        (cast.SARI.name, True),
    ]


def test_nothing_is_opened_without_agreements_or_twice():
    given.ready(given.ceremony_rules("mass"))
    ceremony = given.planned_ceremony()
    with pytest.raises(NotNow, match="Belum ada perjanjian"):
        open_ceremony(ceremony=ceremony, by=account(cast.DEWI), at=AT)
    given.drafted(cast.SARI)
    open_ceremony(ceremony=ceremony, by=account(cast.DEWI), at=AT)
    with pytest.raises(NotNow):
        open_ceremony(ceremony=ceremony, by=account(cast.DEWI), at=AT)


def test_an_absence_has_a_reason_and_presence_keeps_its_first_moment():
    given.ready(given.ceremony_rules("mass"))
    given.drafted(cast.SARI)
    ceremony = given.opened_ceremony()
    dewi = account(cast.DEWI)
    seat = ceremony.seats.get()
    seat = mark_attendance(seat=seat, present=False, absence_reason="Dinas luar.", by=dewi, at=AT)
    assert (seat.present_at, seat.absence_reason) == (None, "Dinas luar.")
    seat = mark_attendance(seat=seat, present=True, by=dewi, at=AT)
    assert (seat.present_at, seat.absence_reason) == (AT, "")
    said = timeline(ceremony).first().sentence
    assert said == "mencatat kehadiran Kepala Dinas Kesehatan: hadir"


def test_closing_says_how_many_are_in_force():
    given.agreement_at(AgreementState.IN_FORCE, rules=given.ceremony_rules("mass"))
    ceremony = close_ceremony(ceremony=given.opened_ceremony(), by=account(cast.DEWI), at=AT)
    assert ceremony.state == Ceremony.State.CLOSED
    title = "acara Penandatanganan Perjanjian Kinerja 2026"
    sentences = [event.sentence for event in timeline(ceremony)]
    assert sentences[:2] == [f"menutup {title}: 1 dari 1 perjanjian berlaku", f"membuka {title}"]
    with pytest.raises(NotNow):
        mark_attendance(seat=ceremony.seats.get(), present=True, by=account(cast.DEWI), at=AT)


def test_only_the_steward_runs_a_ceremony():
    given.ready(given.ceremony_rules("mass"))
    given.drafted(cast.SARI)
    ceremony = given.planned_ceremony()
    seat = ceremony.seats.get()
    for person in (cast.SARI, cast.RATNA, cast.AGUS, cast.WULAN):
        by = account(person)
        for attempt in (
            lambda by: plan_ceremony(entered=given.ceremony_input(), by=by, at=AT),
            lambda by: open_ceremony(ceremony=ceremony, by=by, at=AT),
            lambda by: close_ceremony(ceremony=ceremony, by=by, at=AT),
            lambda by: mark_attendance(seat=seat, present=True, by=by, at=AT),
        ):
            with pytest.raises(NotAllowed):
                attempt(by)
