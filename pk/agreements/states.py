"""The life of an agreement, and of a ceremony, as tables: from, to, who, and the sentence of the audit.

Parts: RECEIVER (Pihak Pertama), GIVER (Pihak Kedua), SOLE (the head of region, who has nobody
above and therefore approves and signs alone), SYSTEM (what follows by itself from another act).
What was approved is frozen; there is no way back from APPROVED but forward, and a change after
that is an amendment with its own draft.
"""

from core.states import Workflow
from pk.agreements.models import Ceremony, State

RECEIVER = "RECEIVER"
STEWARD = "STEWARD"
GIVER = "GIVER"
SOLE = "SOLE"
SYSTEM = "SYSTEM"
PARTS = (RECEIVER, GIVER, SOLE, SYSTEM)

AGREEMENT = Workflow(
    "Perjanjian kinerja",
    [
        (State.DRAFT, State.SUBMITTED, {RECEIVER, SOLE}, "mengajukan"),
        (State.RETURNED, State.SUBMITTED, {RECEIVER, SOLE}, "mengajukan kembali"),
        (State.SUBMITTED, State.RETURNED, {GIVER, SOLE}, "mengembalikan"),
        (State.SUBMITTED, State.APPROVED, {GIVER, SOLE}, "menyetujui"),
        (State.APPROVED, State.RECEIVER_SIGNED, {RECEIVER}, "menandatangani"),
        (State.RECEIVER_SIGNED, State.IN_FORCE, {GIVER}, "menandatangani"),
        (State.APPROVED, State.IN_FORCE, {SOLE}, "menandatangani"),
        (State.IN_FORCE, State.SUPERSEDED, {SYSTEM}, "mengakhiri masa berlaku"),
    ],
)

CEREMONY = Workflow(
    "Acara penandatanganan",
    [
        (Ceremony.State.PLANNED, Ceremony.State.OPEN, {STEWARD}, "membuka"),
        (Ceremony.State.OPEN, Ceremony.State.CLOSED, {STEWARD}, "menutup"),
    ],
)
