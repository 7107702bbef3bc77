"""The performance tree to read: outline, one node, one indicator, drawing, poster."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from core.accounts.gate import signed_in
from core.audit.trail import timeline
from core.charts.tree import Drawing, View
from core.documents.pdf import render_pdf
from core.errors import NotFound
from pk.cascade import access
from pk.cascade.models import Plan
from pk.cascade.permissions import may_keep_budget, may_plan
from pk.cascade.queries import plans as queries
from pk.cascade.queries.tree import Tree, TreeNode, matching, tree
from pk.cascade.views import drawing as picture
from tenants.registry.context import current_region

PAPER = {"a3": ("A3", 396, 246), "a2": ("A2", 570, 368)}
"""Poster sizes with the room for the drawing in millimetres, landscape."""


@dataclass(frozen=True, slots=True)
class TreeScope:
    """Which plan in which year a page speaks of, and what else may be chosen."""

    plan: Plan | None
    year: int
    plans: list[Plan]
    years: list[int]


def scope(request: HttpRequest) -> TreeScope:
    """From the address: `rencana` and `tahun`; else the region's plan in the current year."""
    plans = list(queries.plans())
    said = request.GET.get("rencana", "")
    plan = next((p for p in plans if str(p.id) == said), None)
    years = queries.years_of([plan] if plan else plans)
    asked = request.GET.get("tahun", "")
    year = int(asked) if asked.isascii() and asked.isdigit() else timezone.localdate().year
    if years and year not in years:
        year = min(years, key=lambda known: abs(known - year))
    if plan is None:
        covering = [p for p in plans if p.first_year <= year <= p.last_year]
        plan = queries.region_plan(year) or next(iter(covering), None)
    return TreeScope(plan, year, plans, years)


@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """The tree as an outline, or what a search found in it."""
    where = scope(request)
    shown = tree(where.plan, where.year) if where.plan else None
    words = request.GET.get("cari", "").strip()
    only_gaps = request.GET.get("kurang") == "1"
    found = None
    if shown and (words or only_gaps):
        found = matching(shown.roots, words, incomplete=only_gaps)
    context = {
        "scope": where,
        "tree": shown,
        "words": words,
        "only_gaps": only_gaps,
        "found": found,
        "may_plan": may_plan(request.user),  # type: ignore[arg-type]
        "may_keep_budget": may_keep_budget(request.user),  # type: ignore[arg-type]
    }
    return render(request, "cascade/overview.html", context)


@signed_in
def node(request: HttpRequest, node_id: UUID) -> HttpResponse:
    """One node: its indicators and targets, who answers for it, what stands below it."""
    shown = access.node_for(node_id)
    context = {
        "node": shown,
        "above": queries.path_to(shown),
        "indicators": queries.indicators_of(shown),
        "owners": queries.owners_of(shown),
        "children": queries.nodes_of(shown.plan).filter(parent=shown),
        "supports": shown.supports.filter(is_retired=False),
        "supported_by": shown.supported_by.filter(is_retired=False),
        "events": timeline(shown)[:20],
        "may_plan": may_plan(request.user) and not shown.is_retired,  # type: ignore[arg-type]
    }
    return render(request, "cascade/node.html", context)


@signed_in
def indicator(request: HttpRequest, indicator_id: UUID) -> HttpResponse:
    """One indicator: how it is measured, and every target."""
    shown = access.indicator_for(indicator_id)
    context = {
        "indicator": shown,
        "targets": shown.targets.order_by("year", "period"),
        "events": timeline(shown)[:20],
        "may_plan": may_plan(request.user) and not shown.is_retired,  # type: ignore[arg-type]
    }
    return render(request, "cascade/indicator.html", context)


@signed_in
def drawing(request: HttpRequest) -> HttpResponse:
    """The tree as a picture; the links around it move the view."""
    where, shown, root = _drawn(request)
    drawn = picture.drawing(shown, [root] if root else None, linked=True)
    view = _view(request, drawn)
    context = {
        "scope": where,
        "tree": shown,
        "root": root,
        "svg": drawn.svg(view),
        "moves": _moves(view, drawn),
        "title": drawn.title,
    }
    return render(request, "cascade/drawing.html", context)


@signed_in
def poster(request: HttpRequest, size: str) -> HttpResponse:
    """The tree as one page to hang on the wall."""
    if size not in PAPER:
        raise NotFound
    where, shown, root = _drawn(request)
    name, width, height = PAPER[size]
    drawn = picture.drawing(shown, [root] if root else None, linked=False)
    scale = min(width / drawn.width, height / drawn.height) if drawn.width else 1
    svg = drawn.svg(width=f"{drawn.width * scale:.1f}mm", height=f"{drawn.height * scale:.1f}mm")
    context = {
        "size": name,
        "svg": svg,
        "tree": shown,
        "root": root,
        "region": current_region(),
        "printed_on": timezone.localdate(),
    }
    response = HttpResponse(
        render_pdf("cascade/poster.html", context), content_type="application/pdf"
    )
    file = f"pohon-kinerja-{current_region().slug}-{where.year}-{size}.pdf"
    response["Content-Disposition"] = f'inline; filename="{file}"'
    return response


def _drawn(request: HttpRequest) -> tuple[TreeScope, Tree, TreeNode | None]:
    where = scope(request)
    if where.plan is None:
        raise NotFound
    shown = tree(where.plan, where.year)
    asked = request.GET.get("akar", "")
    root = next((n for r in shown.roots for n in r.walk() if str(n.node_id) == asked), None)
    return where, shown, root


def _view(request: HttpRequest, drawn: Drawing) -> View:
    numbers = request.GET.get("lihat", "").split(",")
    if len(numbers) == 4 and all(
        n.lstrip("-").isascii() and n.lstrip("-").isdigit() for n in numbers
    ):
        x, y, width, height = (max(-100_000, min(1_000_000, int(n))) for n in numbers)
        if width > 0 and height > 0:
            return View(x, y, width, height)
    return drawn.whole


def _moves(view: View, drawn: Drawing) -> list[tuple[str, str]]:
    moves = {
        "Perbesar": view.zoomed(1.5),
        "Perkecil": view.zoomed(1 / 1.5),
        "Kiri": view.moved(-0.3, 0),
        "Kanan": view.moved(0.3, 0),
        "Atas": view.moved(0, -0.3),
        "Bawah": view.moved(0, 0.3),
        "Seluruhnya": drawn.whole,
    }
    return [
        (word, f"{v.x:.0f},{v.y:.0f},{max(v.width, 1):.0f},{max(v.height, 1):.0f}")
        for word, v in moves.items()
    ]
