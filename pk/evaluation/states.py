"""The lives of a score sheet, a recommendation and a case as tables: from, to, who, audit sentence.

Parts: UNIT (heads the unit; for the region's own sheet the steward), REVIEWER (Inspektorat),
HEAD_OF_REGION. A clause never decides by itself.
"""

from core.states import Workflow
from pk.evaluation.models import ClauseCase, Recommendation, SheetState

UNIT = "UNIT"
REVIEWER = "REVIEWER"
HEAD_OF_REGION = "HEAD_OF_REGION"
PARTS = (UNIT, REVIEWER, HEAD_OF_REGION)

SELF, SUBMITTED, REVIEWED, FINAL = SheetState

SHEET = Workflow(
    "Lembar kerja evaluasi",
    [
        (SELF, SUBMITTED, {UNIT}, "mengajukan penilaian mandiri"),
        (SUBMITTED, SELF, {REVIEWER}, "mengembalikan penilaian mandiri"),
        (SUBMITTED, REVIEWED, {REVIEWER}, "menyelesaikan penilaian"),
        (REVIEWED, SUBMITTED, {REVIEWER}, "membuka kembali penilaian"),
        (REVIEWED, FINAL, {REVIEWER}, "menetapkan hasil evaluasi"),
    ],
)

RECOMMENDATION = Workflow(
    "Rekomendasi",
    [
        (
            Recommendation.State.OPEN,
            Recommendation.State.REPORTED,
            {UNIT},
            "melaporkan tindak lanjut rekomendasi",
        ),
        (
            Recommendation.State.REPORTED,
            Recommendation.State.OPEN,
            {REVIEWER},
            "belum menerima tindak lanjut rekomendasi",
        ),
        (
            Recommendation.State.REPORTED,
            Recommendation.State.CLOSED,
            {REVIEWER},
            "menyatakan selesai rekomendasi",
        ),
    ],
)

CASE = Workflow(
    "Klausul khusus",
    [(ClauseCase.State.OPEN, ClauseCase.State.DECIDED, {HEAD_OF_REGION}, "memutuskan klausul")],
)
