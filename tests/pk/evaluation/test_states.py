"""The full cross product of state, next state and part, for each of the three tables."""

import itertools

import pytest

from core.errors import NotAllowed, NotNow
from pk.evaluation import states
from pk.evaluation.models import ClauseCase, Recommendation, SheetState

TABLES = {
    "sheet": (
        states.SHEET,
        SheetState.values,
        {
            ("SELF_ASSESSMENT", "SUBMITTED"): "UNIT",
            ("SUBMITTED", "SELF_ASSESSMENT"): "REVIEWER",
            ("SUBMITTED", "REVIEWED"): "REVIEWER",
            ("REVIEWED", "SUBMITTED"): "REVIEWER",
            ("REVIEWED", "FINAL"): "REVIEWER",
        },
    ),
    "recommendation": (
        states.RECOMMENDATION,
        Recommendation.State.values,
        {
            ("OPEN", "REPORTED"): "UNIT",
            ("REPORTED", "OPEN"): "REVIEWER",
            ("REPORTED", "CLOSED"): "REVIEWER",
        },
    ),
    "case": (states.CASE, ClauseCase.State.values, {("OPEN", "DECIDED"): "HEAD_OF_REGION"}),
}
EVERYTHING = [
    (name, source, target, part)
    for name, (_, values, _) in TABLES.items()
    for source, target, part in itertools.product(values, values, states.PARTS)
]


@pytest.mark.parametrize(("name", "source", "target", "part"), EVERYTHING)
def test_every_step_is_allowed_or_refused_as_written(name, source, target, part):
    table, _, allowed = TABLES[name]
    who = allowed.get((source, target))
    if who is None:
        with pytest.raises(NotNow):
            table.check(source, target, {part})
    elif who != part:
        with pytest.raises(NotAllowed):
            table.check(source, target, {part})
    else:
        assert table.check(source, target, {part}).sentence
