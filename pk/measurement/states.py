"""The life of a measurement as a table: from, to, who, and the sentence of the audit.

Parts: RECEIVER (holds the position that made the promise), SUPERIOR (holds the position that
received it), STEWARD (Bagian Organisasi). The rows of one agreement in one period move together.
"""

from core.states import Workflow
from pk.measurement.models import State

RECEIVER = "RECEIVER"
SUPERIOR = "SUPERIOR"
STEWARD = "STEWARD"
PARTS = (RECEIVER, SUPERIOR, STEWARD)

CHANGEABLE = (State.DRAFT, State.RETURNED)
"""States in which the receiver may still change figures."""
COUNTED = (State.SUBMITTED, State.APPROVED)
"""States in which a realisation counts; a draft is nobody's statement yet."""

MEASUREMENT = Workflow(
    "Pengukuran kinerja",
    [
        (State.DRAFT, State.SUBMITTED, {RECEIVER}, "mengajukan realisasi"),
        (State.RETURNED, State.SUBMITTED, {RECEIVER}, "mengajukan kembali realisasi"),
        (State.SUBMITTED, State.RETURNED, {SUPERIOR, STEWARD}, "mengembalikan realisasi"),
        (State.SUBMITTED, State.APPROVED, {SUPERIOR, STEWARD}, "menyetujui realisasi"),
        (State.APPROVED, State.RETURNED, {STEWARD}, "membuka kembali realisasi"),
    ],
)
