"""The planner's acts on the tree, one page each."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from core.accounts.gate import for_roles
from core.accounts.models import Role, User
from core.errors import NotFound
from core.ui.acting import answer
from pk.cascade import access
from pk.cascade.actions.add_indicator import add_indicator
from pk.cascade.actions.add_node import add_node
from pk.cascade.actions.add_plan import add_plan
from pk.cascade.actions.assign_owner import assign_owner
from pk.cascade.actions.edit_indicator import edit_indicator
from pk.cascade.actions.edit_node import edit_node
from pk.cascade.actions.link_nodes import link_nodes
from pk.cascade.actions.move_node import move_node
from pk.cascade.actions.remove_owner import remove_owner
from pk.cascade.actions.retire_indicator import retire_indicator
from pk.cascade.actions.retire_node import retire_node
from pk.cascade.forms import (
    ConfirmForm,
    IndicatorForm,
    LinkForm,
    MoveForm,
    NodeForm,
    OwnerForm,
    PlanForm,
)
from pk.cascade.models import CascadeNode
from tenants.policy.queries.versions import policy_on

ACT = "cascade/act.html"


@for_roles(Role.PLANNER)
def add_a_plan(request: HttpRequest) -> HttpResponse:
    """A new planning document."""
    form = PlanForm(request.POST or None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        plan = add_plan(entered=form.entered(), by=by, at=at)
        return f"{reverse('cascade:overview')}?rencana={plan.id}", f"{plan} tercatat."

    words = _words("Dokumen perencanaan apa yang ditambahkan?", "Tambahkan dokumen")
    return answer(request, ACT, form, words, do)


@for_roles(Role.PLANNER)
def add_a_node(request: HttpRequest) -> HttpResponse:
    """A new node below the one that the address names (`induk`), or at the top of a plan."""
    above = request.GET.get("induk")
    parent = access.node_for(above) if above else None
    plan = parent.plan if parent else access.plan_for(request.GET.get("rencana", ""))
    kinds = _kinds_below(parent)
    if not kinds:
        raise NotFound
    form = NodeForm(request.POST or None, kinds=kinds, initial={"unit": parent and parent.unit_id})

    def do(by: User, at: datetime) -> tuple[str, str]:
        node = add_node(plan=plan, entered=form.entered(parent), by=by, at=at)
        return _page(node), f"“{node.statement}” ada di pohon kinerja."

    title = f"Kondisi apa yang diperlukan “{parent.statement}”?" if parent else "Apa tujuannya?"
    words = _words(title, "Tambahkan", _page(parent) if parent else "")
    return answer(request, ACT, form, words, do)


@for_roles(Role.PLANNER)
def edit_a_node(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """What a node states."""
    node = access.node_for(node_id)
    form = NodeForm(request.POST or None, kinds=_kinds_below(node.parent), node=node)

    def do(by: User, at: datetime) -> tuple[str, str]:
        edited = edit_node(node=node, entered=form.entered(node.parent), by=by, at=at)
        return _page(edited), "Pernyataan diperbarui."

    return answer(request, ACT, form, _words("Apa yang berubah?", "Simpan", _page(node)), do)


@for_roles(Role.PLANNER)
def move_a_node(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """Where a node goes."""
    node = access.node_for(node_id)
    kinds = _shape().get(node.kind, frozenset())
    form = MoveForm(request.POST or None, node=node, kinds=kinds)

    def do(by: User, at: datetime) -> tuple[str, str]:
        moved = move_node(node=node, parent=form.cleaned_data["parent"], by=by, at=at)
        where = f"di bawah “{moved.parent.statement}”" if moved.parent else "di puncak pohon"
        return _page(moved), f"“{moved.statement}” sekarang berada {where}."

    words = _words(f"Ke mana “{node.statement}” dipindahkan?", "Pindahkan", _page(node))
    return answer(request, ACT, form, words, do)


@for_roles(Role.PLANNER)
def link_a_node(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """Which other branches a node supports."""
    node = access.node_for(node_id)
    form = LinkForm(request.POST or None, node=node)

    def do(by: User, at: datetime) -> tuple[str, str]:
        chosen = list(form.cleaned_data["supports"])
        link_nodes(node=node, supports=chosen, by=by, at=at)
        return _page(node), f"Mendukung {len(chosen)} pernyataan lain."

    words = _words(f"Apa lagi yang didukung “{node.statement}”?", "Simpan", _page(node))
    return answer(request, ACT, form, words, do)


@for_roles(Role.PLANNER)
def retire_a_node(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """Out of the tree."""
    node = access.node_for(node_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        retire_node(node=node, by=by, at=at)
        address = f"{reverse('cascade:overview')}?rencana={node.plan_id}"
        return address, f"“{node.statement}” tidak lagi berada di pohon kinerja."

    lead = "Indikatornya ikut keluar. Perjanjian yang sudah dibuat tetap seperti semula."
    words = _words(
        f"Keluarkan “{node.statement}”?", "Keluarkan", _page(node), lead=lead, danger=True
    )
    return answer(request, ACT, form, words, do)


@for_roles(Role.PLANNER)
def assign_an_owner(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """Which position answers for a node."""
    node = access.node_for(node_id)
    year = timezone.localdate().year
    initial = {"year": min(max(year, node.plan.first_year), node.plan.last_year)}
    form = OwnerForm(request.POST or None, initial=initial)

    def do(by: User, at: datetime) -> tuple[str, str]:
        owner = assign_owner(node=node, by=by, at=at, **form.cleaned_data)
        return _page(node), f"{owner.position} bertanggung jawab pada tahun {owner.year}."

    title = f"Siapa yang bertanggung jawab atas “{node.statement}”?"
    return answer(request, ACT, form, _words(title, "Tugaskan", _page(node)), do)


@for_roles(Role.PLANNER)
def remove_an_owner(
    request: HttpRequest, node_id: UUID, position_id: UUID, year: int
) -> HttpResponse:
    """A position no longer answers for a node."""
    node, position = access.node_for(node_id), access.position_for(position_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        remove_owner(node=node, position=position, year=year, by=by, at=at)
        return _page(node), f"{position} tidak lagi bertanggung jawab pada tahun {year}."

    title = f"Lepas {position} dari “{node.statement}” tahun {year}?"
    lead = "Perjanjian yang sudah dibuat tetap seperti semula."
    words = _words(title, "Lepas", _page(node), lead=lead, danger=True)
    return answer(request, ACT, form, words, do)


@for_roles(Role.PLANNER)
def add_an_indicator(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """A new indicator of a node."""
    node = access.node_for(node_id)
    form = IndicatorForm(request.POST or None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        indicator = add_indicator(node=node, entered=form.entered(), by=by, at=at)
        return _page(node), f"Indikator {indicator.code} tercatat."

    title = f"Bagaimana “{node.statement}” diukur?"
    return answer(request, ACT, form, _words(title, "Tambahkan indikator", _page(node)), do)


@for_roles(Role.PLANNER)
def edit_an_indicator(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """An indicator as it is from now on."""
    indicator = access.indicator_for(indicator_id)
    back = reverse("cascade:indicator", args=[indicator.id])
    form = IndicatorForm(request.POST or None, indicator=indicator)

    def do(by: User, at: datetime) -> tuple[str, str]:
        edited = edit_indicator(indicator=indicator, entered=form.entered(), by=by, at=at)
        return back, f"Indikator {edited.code} diperbarui."

    words = _words(f"Apa yang berubah pada {indicator.code}?", "Simpan", back)
    return answer(request, ACT, form, words, do)


@for_roles(Role.PLANNER)
def retire_an_indicator(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """Out of the tree."""
    indicator = access.indicator_for(indicator_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        retire_indicator(indicator=indicator, by=by, at=at)
        return _page(indicator.node), f"Indikator {indicator.code} tidak lagi dipakai."

    back = reverse("cascade:indicator", args=[indicator.id])
    lead = "Perjanjian dan pengukuran yang sudah ada tetap seperti semula."
    words = _words(
        f"Keluarkan indikator {indicator.code}?", "Keluarkan", back, lead=lead, danger=True
    )
    return answer(request, ACT, form, words, do)


def _shape() -> dict[str, frozenset[str]]:
    return policy_on(timezone.localdate()).rules.cascade.parents


def _kinds_below(parent: CascadeNode | None) -> list[str]:
    """The kinds which may stand below a node, or at the top."""
    return [
        kind for kind, under in _shape().items() if (parent.kind in under if parent else not under)
    ]


def _page(node: CascadeNode) -> str:
    return reverse("cascade:node", args=[node.id])


def _words(
    heading: str, verb: str, back: str = "", *, lead: str = "", danger: bool = False
) -> dict[str, Any]:
    return {
        "heading": heading,
        "verb": verb,
        "back": back or reverse("cascade:overview"),
        "lead": lead,
        "tone": "danger" if danger else "primary",
    }
