"""What the steward is told before a new policy is adopted."""

from datetime import date

import pytest
import time_machine

from pk.agreements.models import AgreementState
from pk.agreements.queries.policy_effects import of_policy
from tenants.policy.presets import PRESETS
from tenants.policy.schema import RegionPolicy
from tests import cast
from tests.given import agreements

pytestmark = pytest.mark.usefixtures("malang")
FROM = date(2026, 1, 1)
A_WEEK = {"deadlines": {"sign_within": {"after": "budget_ratified", "days": 7}}}


@pytest.fixture(autouse=True)
def organised(malang):
    agreements.ready()


def said(rules, day="2026-01-20"):
    with time_machine.travel(f"{day} 03:00:00+00:00"):
        return [effect.sentence for effect in of_policy(rules, FROM)]


def test_a_shorter_deadline_makes_drafts_late():
    agreements.drafted(cast.SARI)
    assert said(RegionPolicy.model_validate(A_WEEK)) == [
        "1 perjanjian menjadi terlambat bila rancangannya diperbarui."
    ]


def test_a_longer_deadline_forgives():
    agreements.drafted(cast.SARI)
    longer = {"deadlines": {"sign_within": {"after": "budget_ratified", "months": 6}}}
    assert said(RegionPolicy.model_validate(longer), day="2026-03-01") == [
        "1 perjanjian tidak lagi terlambat bila rancangannya diperbarui."
    ]


def test_the_same_policy_changes_nothing():
    agreements.drafted(cast.SARI)
    assert said(PRESETS["standar"].rules) == []


def test_new_receivers_and_clauses_are_counted():
    agreements.drafted(cast.SARI)
    sentences = said(PRESETS["bulanan-masa-perbaikan"].rules)
    assert "1 rancangan memuat klausul yang lain bila rancangannya diperbarui." in sentences
    assert "1 pejabat tidak lagi menjadi penerima amanah." in sentences
    sentences = said(PRESETS["menyeluruh-sampai-staf"].rules)
    assert "1 pejabat menjadi penerima amanah dan belum mempunyai perjanjian." in sentences


def test_what_is_in_force_stays_as_it_is():
    agreements.agreement_at(AgreementState.IN_FORCE)
    assert said(RegionPolicy.model_validate(A_WEEK)) == [
        "1 perjanjian yang sudah disetujui atau ditandatangani tidak berubah."
    ]
