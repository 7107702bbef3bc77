"""Keeping answers, for the two acts that do it: the unit's own assessment and the review."""

from collections.abc import Sequence

from pk.evaluation import rules
from pk.evaluation.inputs import PartAnswer
from pk.evaluation.models import Answer, ScoreSheet
from pk.policies import lke


def keep(sheet: ScoreSheet, given: Sequence[PartAnswer], side: str) -> list[Answer]:
    """The rows of `given`, changed on one side only; A and AA without a note are refused."""
    template = lke.template(sheet.template)
    by_criterion = sheet.scoring_level == "criterion"
    rows = []
    for said in given:
        part = template.part(said.code)
        parts = {code: answer for code, answer in said.parts.items() if answer}
        rules.check_answer(part, said.answer, parts)
        row, _ = Answer.objects.get_or_create(sheet=sheet, sub_component=part.code)
        setattr(row, side, "" if by_criterion else said.answer)
        setattr(row, f"{side}_parts", parts if by_criterion else {})
        setattr(row, f"{side}_note", said.note.strip())
        if side == rules.PROPOSED:
            known = {criterion.code for criterion in part.criteria}
            row.criteria_met = sorted(set(said.met) & known)
        rows.append(row)
    rules.check_notes(template, rows, side)
    for row in rows:
        row.save()
    return rows
