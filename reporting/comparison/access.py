"""The one door to released figures: an evaluator sees the regions of the scope, and of those only
what is released.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from core.accounts.models import User
from core.errors import NotFound
from reporting.comparison.models import EvaluatorScope
from reporting.publishing.models import PublishedFigure, Release
from reporting.publishing.queries import releases
from tenants.registry import area_codes


@dataclass(frozen=True, slots=True)
class Scope:
    """What an evaluator may compare: one province (two digits), or everything when empty."""

    province_code: str = ""

    @property
    def name(self) -> str:
        """The scope in words."""
        return area_codes.areas()[self.province_code].name if self.province_code else "Indonesia"

    def covers(self, region_code: str) -> bool:
        """Whether a region lies inside the scope."""
        return not self.province_code or region_code[:2] == self.province_code

    def narrowed(self, province_code: str) -> Scope:
        """The scope limited to one province; a province outside of it is not found."""
        if not province_code:
            return self
        if not self.covers(province_code) or area_codes.areas().get(province_code) is None:
            raise NotFound
        return Scope(province_code)


def proposed_for(province_code: str) -> dict[str, str]:
    """What the account of a province's evaluator would be called; nothing for a code that is none."""
    area = area_codes.areas().get(province_code)
    if area is None or len(province_code) != 2:
        return {"name": "", "username": "", "province_code": ""}
    return {
        "name": f"Evaluator {area.name}",
        "username": f"evaluator-{area.slug}"[:64],
        "province_code": province_code,
    }


def scope_of(user: User) -> Scope:
    """The scope of an evaluator. An account without a scope sees nothing: NotFound."""
    scope = EvaluatorScope.objects.filter(user_id=user.id).first()
    if scope is None:
        raise NotFound
    return Scope(scope.province_code)


def figures_in(scope: Scope) -> QuerySet[PublishedFigure]:
    """Every figure released now by a region of the scope."""
    return releases.current_figures().filter(_inside(scope))


def releases_in(scope: Scope) -> QuerySet[Release]:
    """Every release in force of a region of the scope."""
    return releases.current_releases().filter(_inside(scope))


def _inside(scope: Scope) -> Q:
    if not scope.province_code:
        return Q()
    return Q(region_code=scope.province_code) | Q(region_code__startswith=f"{scope.province_code}.")
