"""The life of a region: which step leads where, who takes it, and what the audit says."""

from core.states import Workflow
from tenants.registry.models import RegionState as S

OPERATOR = "operator"
PLATFORM = "platform"
"""The platform itself: a migration that fails, the clock, the end of a restore."""

WORKFLOW = Workflow(
    "region",
    [
        (S.OPENING, S.ACTIVE, {OPERATOR, PLATFORM}, "mulai melayani"),
        (S.ACTIVE, S.SUSPENDED, {OPERATOR}, "menangguhkan"),
        (S.BROKEN, S.SUSPENDED, {OPERATOR}, "menangguhkan"),
        (S.SUSPENDED, S.ACTIVE, {OPERATOR}, "membuka kembali"),
        (S.CLOSED, S.ACTIVE, {OPERATOR}, "membatalkan penutupan"),
        (S.ACTIVE, S.BROKEN, {PLATFORM}, "menghentikan layanan karena perlu perbaikan"),
        (S.BROKEN, S.ACTIVE, {OPERATOR, PLATFORM}, "melayani lagi setelah perbaikan"),
        (S.ACTIVE, S.CLOSED, {OPERATOR}, "menutup"),
        (S.SUSPENDED, S.CLOSED, {OPERATOR}, "menutup"),
        (S.BROKEN, S.CLOSED, {OPERATOR}, "menutup"),
        (S.SUSPENDED, S.OPENING, {OPERATOR}, "mengganti isi dari arsip"),
        (S.BROKEN, S.OPENING, {OPERATOR}, "mengganti isi dari arsip"),
        (S.CLOSED, S.OPENING, {OPERATOR}, "mengganti isi dari arsip"),
        (S.CLOSED, S.DESTROYED, {OPERATOR, PLATFORM}, "memusnahkan"),
    ],
)
