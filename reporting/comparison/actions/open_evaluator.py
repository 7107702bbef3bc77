"""Open the account of an evaluator.

1. Only an operator may; the name is proper and free.
2. The scope is one province, whose kabupaten and kota are then compared, or the whole country.
3. The account lives in `public` and has a one-time password, which is given back once and kept
   nowhere.
4. Audit, in the operators' trail: "membuka akun evaluator … untuk …".
"""

from dataclasses import dataclass
from datetime import datetime

from core.accounts.models import Role, User
from core.acts import act
from core.audit.trail import record
from core.errors import Invalid
from reporting.comparison.access import Scope
from reporting.comparison.models import EvaluatorScope
from tenants.registry import area_codes, rules
from tenants.registry.actions.issue_password import one_time_password
from tenants.registry.permissions import check_may_operate


@dataclass(frozen=True, slots=True)
class OpenedEvaluator:
    """The account and the password that is shown once."""

    evaluator: User
    password: str


@act
def open_evaluator(
    *, username: str, name: str, province_code: str, by: User, at: datetime
) -> OpenedEvaluator:
    """The evaluator's account. Runs in the operators' realm."""
    check_may_operate(by)  # 1
    rules.check_username(username, field="username")
    if User.objects.filter(username=username).exists():
        raise Invalid(f"Nama pengguna “{username}” sudah dipakai.", field="username")
    if not name.strip():
        raise Invalid("Isi nama evaluator.", field="name")
    if province_code and province_code not in {area.code for area in area_codes.provinces()}:  # 2
        raise Invalid("Pilih provinsi dari daftar.", field="province_code")
    password = one_time_password()  # 3
    evaluator = User.objects.create_user(
        username, password, name=name.strip(), roles=[Role.EVALUATOR]
    )
    evaluator.must_change_password = True
    evaluator.save(update_fields=["must_change_password"])
    EvaluatorScope.objects.create(user=evaluator, province_code=province_code)
    record(  # 4
        "evaluator.opened",
        evaluator,
        by=by,
        at=at,
        sentence=f"membuka akun evaluator {evaluator.name} untuk {Scope(province_code).name}",
    )
    return OpenedEvaluator(evaluator, password)
