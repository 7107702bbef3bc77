"""Special clauses: what is printed, what is kept as data, and whether the condition is met.

A clause never decides: `examine` says what the figures say, and a person decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from pk.policies import grades
from tenants.policy.schema import Clause, ImprovementClause, ResignationClause

_ADAPTER: TypeAdapter[ResignationClause | ImprovementClause] = TypeAdapter(Clause)


@dataclass(frozen=True, slots=True)
class CaseEvidence:
    """What is known at the end of the year: the final grade, and the indicators by their names."""

    grade: str | None = None
    missed: tuple[str, ...] = ()
    unreported: tuple[str, ...] = ()
    reached: int = 0


@dataclass(frozen=True, slots=True)
class ClauseFinding:
    """What the figures say. `met` is None when they do not suffice to say."""

    met: bool | None
    sentence: str
    lacking: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ClauseStrategy:
    """One kind of clause: its title, and how its condition is read and examined."""

    title: str
    condition: Callable[[Any], str]
    examine: Callable[[Any, CaseEvidence], ClauseFinding]


def text_of(clause: Clause) -> str:
    """The clause as it is printed."""
    text = clause.text
    if isinstance(clause, ResignationClause):
        return text.replace("{grade}", clause.grade_at_most)
    return text.replace("{months}", str(clause.months))


def terms_of(clause: Clause) -> dict[str, Any]:
    """The clause as data, to be kept with the agreement."""
    return clause.model_dump(mode="json")


def clause_from(kind: str, terms: dict[str, Any]) -> Clause:
    """The clause that an agreement kept."""
    return _ADAPTER.validate_python({**terms, "kind": kind})


def title_of(kind: str) -> str:
    """What a kind of clause is called."""
    return STRATEGIES[kind].title


def condition_of(clause: Clause) -> str:
    """When the clause asks for a decision, as a sentence."""
    return STRATEGIES[clause.kind].condition(clause)


def examine(clause: Clause, evidence: CaseEvidence) -> ClauseFinding:
    """Whether the condition is met by `evidence`."""
    return STRATEGIES[clause.kind].examine(clause, evidence)


def _resignation_condition(clause: ResignationClause) -> str:
    whose = "perangkat daerah" if clause.score_of == "unit" else "pemerintah daerah"
    return f"Predikat SAKIP {whose} {clause.grade_at_most} atau kurang."


def _resignation(clause: ResignationClause, evidence: CaseEvidence) -> ClauseFinding:
    if evidence.grade is None:
        return ClauseFinding(None, "Predikat SAKIP belum final.", ("predikat SAKIP",))
    met = grades.at_most(evidence.grade, clause.grade_at_most)
    relation = "termasuk" if met else "di atas"
    return ClauseFinding(
        met, f"Predikat {evidence.grade}, {relation} batas {clause.grade_at_most}."
    )


def _improvement_condition(clause: ImprovementClause) -> str:
    return (
        "Target yang diperjanjikan tidak tercapai dalam satu tahun; "
        f"masa perbaikan {clause.months} bulan."
    )


def _improvement(clause: ImprovementClause, evidence: CaseEvidence) -> ClauseFinding:
    """A missed target meets the condition even if others are unreported; those alone do not."""
    known = len(evidence.missed) + evidence.reached
    if evidence.missed:
        sentence = f"{len(evidence.missed)} dari {known} indikator yang dilaporkan di bawah target."
        return ClauseFinding(True, sentence, evidence.unreported)
    if evidence.unreported or not known:
        return ClauseFinding(None, "Realisasi akhir tahun belum lengkap.", evidence.unreported)
    return ClauseFinding(False, f"Semua {known} indikator mencapai target.")


STRATEGIES: dict[str, ClauseStrategy] = {
    "resignation": ClauseStrategy("Klausul pengunduran diri", _resignation_condition, _resignation),
    "improvement": ClauseStrategy("Klausul masa perbaikan", _improvement_condition, _improvement),
}
