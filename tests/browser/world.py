"""What the browser finds: two regions and the cast, walked into their year by the real acts.

Every page needs something to show: agreements in each state, a period reported, one returned,
figures released. Add to it where a new page would be empty.
"""

from datetime import UTC, datetime

from pk.agreements.models import AgreementState
from pk.evaluation.models import SheetState
from pk.measurement.models import MeasurementState as Reported
from reporting.comparison.models import EvaluatorScope
from tenants.registry.models import Region
from tests import cast, regions
from tests.given import agreements, evaluation, measurement, organization, releases

IN_NOVEMBER = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
STATES = (
    (cast.YUSUF, AgreementState.APPROVED),
    (cast.WULAN, AgreementState.RETURNED),
    (cast.BIMA, AgreementState.RECEIVER_SIGNED),
    (cast.RINA, AgreementState.SUBMITTED),
)


def build() -> None:
    """Fill the browser's database; runs once, in the server's process."""
    with regions.inside("konsol"):
        Region.objects.update(is_sample=True)
    for host, persons in cast.HOSTS.items():
        with regions.inside("konsol" if host == "evaluasi" else host):
            for person in persons:
                organization.account(person)
    with regions.inside("evaluasi"):
        eka = organization.account(cast.EKA)
    with regions.inside("konsol"):
        EvaluatorScope.objects.create(user_id=eka.id, province_code="")
    with regions.inside("kab-malang"):
        rules = agreements.ceremony_rules(
            "representative", representatives=["INSP-KA", "DINKES-KA"]
        )
        rules = rules.model_copy(update={"clauses": evaluation.RESIGNATION.clauses})
        ratna = measurement.in_force(cast.RATNA, rules=rules)
        sari = measurement.in_force(cast.SARI)
        for person, state in STATES:
            agreements.agreement_at(state, receiver=person)
        agreements.opened_ceremony()
        measurement.measured(ratna, Reported.APPROVED)
        measurement.measured(sari, Reported.APPROVED)
        measurement.measured(sari, Reported.SUBMITTED, number=2)
        measurement.measured(sari, Reported.RETURNED, number=3)
        sheet = evaluation.sheet_at(SheetState.FINAL, answer="CC", given=sari, at=IN_NOVEMBER)
        evaluation.recommended(sheet, at=IN_NOVEMBER)
    for code, score, grade in (("35.07", "78", "BB"), ("13.02", "64", "B")):
        releases.released(code, 2025, score, grade)
