"""May this thing now? What must hold of answers, notes and recommendations. Each refusal is a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from core.errors import Invalid
from pk.evaluation.models import Answer, ScoreSheet
from pk.policies import grades
from pk.policies.lke import SubComponent, Template
from pk.policies.scoring import NEEDS_NOTE, Answers

PROPOSED, DECIDED = "proposed", "decided"


def answers_of(sheet: ScoreSheet, rows: Iterable[Answer], side: str) -> Answers:
    """The answers of one side (`proposed` or `decided`), as they are scored."""
    by_criterion = sheet.scoring_level == "criterion"
    return {
        row.sub_component: getattr(row, f"{side}_parts" if by_criterion else side) for row in rows
    }


def check_answer(part: SubComponent, answer: str, parts: dict[str, str]) -> None:
    """Answers are AA…E, to criteria that the part has."""
    codes = {criterion.code for criterion in part.criteria}
    if set(parts) - codes:
        raise Invalid(f"Kriteria ini bukan bagian dari {part.code}.")
    for given in (answer, *parts.values()):
        if given and given not in grades.ANSWERS:
            raise Invalid(
                f"“{given}” bukan jawaban. Pilih AA sampai E.", field=f"answer-{part.code}"
            )


def check_notes(template: Template, rows: Iterable[Answer], side: str) -> None:
    """A and AA are supported by a note."""
    for row in rows:
        part = template.part(row.sub_component)
        given = {getattr(row, side), *getattr(row, f"{side}_parts").values()}
        if given & NEEDS_NOTE and not getattr(row, f"{side}_note").strip():
            raise Invalid(f"{part.code}: {part.guard}", field=f"note-{part.code}")


def check_complete(unanswered: Iterable[str]) -> None:
    """Nothing is left open."""
    missing = list(unanswered)
    if missing:
        raise Invalid(f"Belum dinilai: {', '.join(missing)}.")


def check_recommendation(text: str, due_on: date, day: date) -> str:
    """A recommendation begins with "Agar" and leaves time to act."""
    said = " ".join(text.split())
    if not said.casefold().startswith("agar ") or len(said) < 12:
        raise Invalid("Rekomendasi ditulis sebagai kalimat yang diawali “Agar …”.", field="text")
    if due_on <= day:
        raise Invalid("Batas tindak lanjut berada di depan hari ini.", field="due_on")
    return said[0].upper() + said[1:]


def check_said(text: str, field: str, sentence: str) -> str:
    """Something was said. Raises Invalid with `sentence`."""
    said = text.strip()
    if not said:
        raise Invalid(sentence, field=field)
    return said
