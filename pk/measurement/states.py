"""The life of a measurement as a table: from, to, who, and the sentence of the audit.

Parts: RECEIVER (holds the position that made the promise), SUPERIOR (holds the position that
received it), STEWARD (Bagian Organisasi). The rows of one agreement in one period move together.
"""

from core.states import Workflow
from pk.measurement.models import MeasurementState

RECEIVER = "RECEIVER"
SUPERIOR = "SUPERIOR"
STEWARD = "STEWARD"
PARTS = (RECEIVER, SUPERIOR, STEWARD)

CHANGEABLE = (MeasurementState.DRAFT, MeasurementState.RETURNED)
"""States in which the receiver may still change figures."""
COUNTED = (MeasurementState.SUBMITTED, MeasurementState.APPROVED)
"""States in which a realisation counts; a draft is nobody's statement yet."""

MEASUREMENT = Workflow(
    "Pengukuran kinerja",
    [
        (MeasurementState.DRAFT, MeasurementState.SUBMITTED, {RECEIVER}, "mengajukan realisasi"),
        (
            MeasurementState.RETURNED,
            MeasurementState.SUBMITTED,
            {RECEIVER},
            "mengajukan kembali realisasi",
        ),
        (
            MeasurementState.SUBMITTED,
            MeasurementState.RETURNED,
            {SUPERIOR, STEWARD},
            "mengembalikan realisasi",
        ),
        (
            MeasurementState.SUBMITTED,
            MeasurementState.APPROVED,
            {SUPERIOR, STEWARD},
            "menyetujui realisasi",
        ),
        (
            MeasurementState.APPROVED,
            MeasurementState.RETURNED,
            {STEWARD},
            "membuka kembali realisasi",
        ),
    ],
)
