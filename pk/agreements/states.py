"""The life of an agreement, and of a ceremony, as tables: from, to, who, and the sentence of the audit.

Parts: RECEIVER (Pihak Pertama), GIVER (Pihak Kedua), SOLE (the head of region, who has nobody
above and therefore approves and signs alone), SYSTEM (what follows by itself from another act).
What was approved is frozen; there is no way back from APPROVED but forward, and a change after
that is an amendment with its own draft.
"""

from core.states import Workflow
from pk.agreements.models import AgreementState, Ceremony

RECEIVER = "RECEIVER"
STEWARD = "STEWARD"
GIVER = "GIVER"
SOLE = "SOLE"
SYSTEM = "SYSTEM"
PARTS = (RECEIVER, GIVER, SOLE, SYSTEM)

AGREEMENT = Workflow(
    "Perjanjian kinerja",
    [
        (AgreementState.DRAFT, AgreementState.SUBMITTED, {RECEIVER, SOLE}, "mengajukan"),
        (AgreementState.RETURNED, AgreementState.SUBMITTED, {RECEIVER, SOLE}, "mengajukan kembali"),
        (AgreementState.SUBMITTED, AgreementState.RETURNED, {GIVER, SOLE}, "mengembalikan"),
        (AgreementState.SUBMITTED, AgreementState.APPROVED, {GIVER, SOLE}, "menyetujui"),
        (AgreementState.APPROVED, AgreementState.RECEIVER_SIGNED, {RECEIVER}, "menandatangani"),
        (AgreementState.RECEIVER_SIGNED, AgreementState.IN_FORCE, {GIVER}, "menandatangani"),
        (AgreementState.APPROVED, AgreementState.IN_FORCE, {SOLE}, "menandatangani"),
        (AgreementState.IN_FORCE, AgreementState.SUPERSEDED, {SYSTEM}, "mengakhiri masa berlaku"),
    ],
)

CEREMONY = Workflow(
    "Acara penandatanganan",
    [
        (Ceremony.State.PLANNED, Ceremony.State.OPEN, {STEWARD}, "membuka"),
        (Ceremony.State.OPEN, Ceremony.State.CLOSED, {STEWARD}, "menutup"),
    ],
)
