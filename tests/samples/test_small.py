"""The small sample regions: opened by the real acts, each once, and finished after a break."""

from datetime import UTC, date, datetime

import pytest

from core.accounts.models import User
from core.documents import archive
from core.signing import verification
from pk.agreements.models import Agreement, AgreementState
from pk.measurement.queries import figures as measurement
from realms.context import EVALUATOR, OPERATOR, in_realm
from realms.owner import as_owner
from reporting.publishing.models import Release
from samples import catalogue, country, people, small, verdicts, year
from tenants.registry import area_codes, hosts
from tenants.registry.context import in_region
from tenants.registry.models import Region

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
SIGNED = next(code for code in country.codes_of_all() if country.signs(code, "this"))
UNSIGNED = [
    code
    for code in country.codes_of_all()
    if not country.signs(code, "last") and not country.signs(code, "this")
][:2]


@pytest.fixture
def operator(db):
    with in_realm(OPERATOR):
        User.objects.create_user("operator", name="Operator Contoh", roles=["OPERATOR"])


def built(codes_of_regions):
    done = list(small.build_all(codes_of_regions, NOW))
    hosts.forget()
    return done


def released_years(code):
    with in_realm(EVALUATOR):
        found = Release.objects.filter(region_code=code, is_current=True)
        return list(found.order_by("year").values_list("year", flat=True))


def test_every_government_of_the_list_is_there_once():
    told = {region.code for region in catalogue.regions()}
    assert len(told) == 5
    everyone = {area.code for area in area_codes.areas().values() if area.is_autonomous}
    assert len(everyone) == 546
    assert set(country.codes_of_all()) == everyone - told
    assert len(country.codes_of_all()) == 541


@pytest.mark.parametrize("code", ["31", "31.71", "94.02"])
def test_a_region_looks_the_same_however_often_it_is_asked(code):
    if not area_codes.areas()[code].is_autonomous:
        assert code not in country.codes_of_all()
    else:
        assert country.region(code, 2026) == country.region(code, 2026)


@pytest.mark.slow
def test_a_region_has_people_drafts_grades_and_releases(operator):
    [code] = built(UNSIGNED[:1])
    assert small.finished() == [code]
    assert released_years(code) == [2024, 2025, 2026]
    with in_region(code) as entered:
        assert entered.is_sample
        states = set(Agreement.objects.values_list("state", flat=True))
        assert states <= {AgreementState.DRAFT, AgreementState.SUBMITTED}
        assert Agreement.objects.exists()
        head = User.objects.get(username="kepala.daerah")
        assert head.official.appointments.get().position.code == "KDH"
        assert head.check_password(people.password_of(people.ALIKE, "kepala.daerah"))


@pytest.mark.slow
def test_what_is_shown_as_signed_was_signed(operator):
    built([SIGNED])
    with in_region(SIGNED):
        agreement = Agreement.objects.get(year=2026, giver=None)
        assert agreement.state == AgreementState.IN_FORCE
        verdict = verification.verify_pdf(archive.latest_pdf(agreement.document))
        assert verdict.finding == verification.DocumentStatus.VALID
        assert measurement.region_counts(2026, on=date(2026, 12, 31)).total > 0


@pytest.mark.slow
def test_a_region_that_was_interrupted_is_built_anew_and_the_others_stay(operator, monkeypatch):
    first, second = UNSIGNED
    real = verdicts.record_and_release

    def cut_off(walk):
        if walk.region.code == second:
            raise KeyboardInterrupt
        real(walk)

    monkeypatch.setattr(verdicts, "record_and_release", cut_off)
    with pytest.raises(KeyboardInterrupt):
        built(UNSIGNED)
    hosts.forget()
    assert small.missing(UNSIGNED) == [second]
    with in_region(first):
        before = set(Agreement.objects.values_list("id", flat=True))

    monkeypatch.setattr(verdicts, "record_and_release", real)
    with as_owner() as connection:
        connection.check_constraints()  # what waits for the end of the test's own transaction
    assert built(small.missing(UNSIGNED)) == [second]
    assert small.missing(UNSIGNED) == []
    assert released_years(second) == [2024, 2025, 2026]
    with in_region(first):
        assert set(Agreement.objects.values_list("id", flat=True)) == before


@pytest.mark.slow
def test_one_region_that_fails_does_not_stop_the_next(operator, monkeypatch):
    real = year.ratify

    def ratify(walk):
        if walk.region.code == UNSIGNED[0]:
            raise LookupError
        real(walk)

    monkeypatch.setattr(year, "ratify", ratify)
    assert built(UNSIGNED) == [UNSIGNED[1]]
    assert small.missing(UNSIGNED) == [UNSIGNED[0]]


def test_what_an_operator_opened_is_left_alone(operator):
    area = area_codes.areas()[UNSIGNED[0]]
    with in_realm(OPERATOR):
        Region.objects.create(
            code=area.code,
            name=area.name,
            slug=area.slug,
            kind=area.kind,
            province_code=area.province_code,
            schema_name=area.schema,
            is_sample=True,
            opened_at=NOW,
        )
    assert small.missing(UNSIGNED) == UNSIGNED[1:]


def test_the_list_of_accounts_says_where_each_may_sign_in():
    rows = people.accounts([UNSIGNED[0]])
    area = area_codes.areas()[UNSIGNED[0]]
    mine = [row for row in rows if row["region"] == area.name]
    assert {row["username"] for row in mine} == {name for name, _, _ in people.SMALL_ACCOUNTS}
    assert all(row["host"].startswith(f"{area.slug}.") for row in mine)
    assert set(rows[0]) == {"host", "region", "role", "username", "password"}
