"""What this person may do next with an agreement, as words on buttons. At most one is primary."""

from dataclasses import dataclass
from datetime import date

from core.accounts.models import User
from pk.agreements import permissions, states
from pk.agreements.models import Agreement, AgreementState


@dataclass(frozen=True, slots=True)
class NextAct:
    """One act: the name of its address, the words, whether it opens a page or is done at once."""

    url_name: str
    label: str
    is_primary: bool = True
    is_page: bool = True
    question: str = ""


def next_acts(user: User, agreement: Agreement, day: date) -> list[NextAct]:
    """The acts open to `user`, the most important first."""
    found: list[NextAct] = []
    played = permissions.parts(user, agreement, day)
    may_edit = bool(played) or permissions.may_amend(user)
    if permissions.may_move(user, agreement, AgreementState.SUBMITTED, day):
        found.append(_submission(agreement))
    if agreement.is_changeable and may_edit:
        found.append(
            NextAct("refresh", "Perbarui dari pohon kinerja", is_primary=False, is_page=False)
        )
    if permissions.may_move(user, agreement, AgreementState.APPROVED, day):
        found += [
            NextAct(
                "approve",
                "Setujui dan bekukan naskah",
                is_page=False,
                question="Setelah disetujui, isi perjanjian tidak dapat diubah lagi dan siap "
                "ditandatangani.",
            ),
            NextAct("give_back", "Kembalikan dengan alasan", is_primary=False),
        ]
    if permissions.may_sign(user, agreement, day):
        found.append(NextAct("check", _signing_words(agreement, played)))
    if agreement.state == AgreementState.IN_FORCE and permissions.may_amend(user):
        found.append(NextAct("amend", "Buka perjanjian perubahan", is_primary=False))
    return found


def _submission(agreement: Agreement) -> NextAct:
    to = agreement.giver_title or "diri sendiri sebagai kepala daerah"
    return NextAct(
        "submit",
        "Ajukan untuk disetujui" if agreement.is_sole else f"Ajukan kepada {agreement.giver_title}",
        is_page=False,
        question=f"Perjanjian ini diajukan kepada {to}. Isinya tidak dapat diubah selama diajukan.",
    )


def _signing_words(agreement: Agreement, played: frozenset[str]) -> str:
    if states.SOLE in played:
        return "Tanda tangani perjanjian kinerja"
    if agreement.state == AgreementState.RECEIVER_SIGNED:
        return "Tanda tangani sebagai pemberi amanah"
    return "Tanda tangani sebagai penerima amanah"
