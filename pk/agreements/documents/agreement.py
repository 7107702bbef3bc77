"""The printed agreement: a frozen dataclass of everything that stands on paper, and how it is made.

The form is that of PermenPAN-RB 53/2014: statement page, attachment 1 (objectives, indicators,
targets), attachment 2 (programmes and budget), and the rencana aksi where there are targets per
period. Every text is as printed, so that the archived content alone shows what was read. The same
content and template make the page on the screen.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import groupby

from django.utils import dateformat

from core.days import day_of
from pk.agreements.models import Agreement, Ceremony, Commitment
from pk.cascade.models import Programme
from pk.policies import numbers, values
from tenants.organization import hierarchy
from tenants.organization.models import Level
from tenants.policy.schema import RegionPolicy
from tenants.registry.context import current_region
from tenants.registry.tenant import Tenant

KIND = "performance_agreement"
TEMPLATE = "agreements/print/agreement.html"

OPENING = (
    "Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan akuntabel serta "
    "berorientasi pada hasil, {who} yang bertanda tangan di bawah ini:"
)
PROMISE = (
    "{who} berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, "
    "dalam rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam "
    "dokumen perencanaan. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi "
    "tanggung jawab {whose}."
)
SUPERVISION = (
    "Pihak kedua akan {verb} supervisi yang diperlukan serta akan melakukan evaluasi terhadap "
    "capaian kinerja dari perjanjian ini dan mengambil tindakan yang diperlukan dalam rangka "
    "pemberian penghargaan dan sanksi."
)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
QUARTERS = ("TW I", "TW II", "TW III", "TW IV")


@dataclass(frozen=True, slots=True)
class Party:
    """One of the two parties; `detail` stands under the name where the region prints rank and NIP."""

    name: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A line of attachment 1; `number` and `objective` stand in the first line of an objective."""

    number: str
    objective: str
    span: int
    indicator: str
    target: str
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of attachment 2."""

    number: int
    name: str
    amount: str
    remark: str


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """All that is printed. Without `giver` it is the head of region's own statement."""

    region_name: str
    brand: str
    is_sample: bool
    title: str
    unit_name: str
    year: int
    amendment: str
    opening: str
    receiver: Party
    giver: Party | None
    promise: str
    supervision: str
    clauses: tuple[str, ...]
    place_and_date: str
    objective_heading: str
    commitments: tuple[CommitmentRow, ...]
    programme_heading: str
    budget: tuple[BudgetRow, ...]
    budget_total: str
    periods: tuple[str, ...]


def content_of(agreement: Agreement, *, at: datetime) -> AgreementContent:
    """What the agreement prints, as it stands now and dated by `at` or by its ceremony."""
    region = current_region()
    rules = RegionPolicy.model_validate(agreement.policy.values)
    commitments = list(agreement.commitments.order_by("order").prefetch_related("steps"))
    lines = list(agreement.budget_lines.select_related("programme").order_by("order"))
    periods = _periods(commitments, rules)
    level = agreement.receiver.position.level
    return AgreementContent(
        region_name=region.name,
        brand=region.brand,
        is_sample=region.is_sample,
        title="Perjanjian Kinerja Perubahan" if agreement.amends_id else "Perjanjian Kinerja",
        unit_name=unit_name(agreement),
        year=agreement.year,
        amendment=_amendment(agreement),
        opening=OPENING.format(who="kami" if agreement.giver_id else "saya"),
        receiver=party(agreement, "receiver", rules),
        giver=party(agreement, "giver", rules) if agreement.giver_id else None,
        promise=PROMISE.format(
            who="Pihak pertama" if agreement.giver_id else "Saya",
            whose="kami" if agreement.giver_id else "saya",
        ),
        supervision=SUPERVISION.format(verb=rules.documents.supervision_verb)
        if agreement.giver_id
        else "",
        clauses=tuple(agreement.clauses.order_by("order").values_list("text", flat=True)),
        place_and_date=f"{place_of(region)}, {long_date(dated_on(agreement, at))}",
        objective_heading="Sasaran" if level == Level.HEAD_OF_REGION else "Sasaran Strategis",
        commitments=_commitments(commitments, len(periods)),
        programme_heading=_programme_heading(line.programme.kind for line in lines),
        budget=tuple(
            BudgetRow(n, line.name, rupiah(line.ceiling_rupiah), line.remark)
            for n, line in enumerate(lines, start=1)
        ),
        budget_total=rupiah(sum((line.ceiling_rupiah for line in lines), Decimal(0))),
        periods=periods,
    )


def party(agreement: Agreement, side: str, rules: RegionPolicy) -> Party:
    """The party on `side` as the agreement copied it."""
    detail = ""
    if rules.documents.show_nip:
        rank, nip = getattr(agreement, f"{side}_rank"), getattr(agreement, f"{side}_nip")
        detail = " · ".join(part for part in (rank, f"NIP {nip}" if nip else "") if part)
    return Party(getattr(agreement, f"{side}_name"), getattr(agreement, f"{side}_title"), detail)


def dated_on(agreement: Agreement, at: datetime) -> date:
    """The day printed above the signature: that of the year's coming ceremony, else that of approval."""
    day = day_of(at)
    planned = (
        Ceremony.objects.filter(year=agreement.year, held_on__gte=day)
        .exclude(state=Ceremony.State.CLOSED)
        .order_by("held_on")
        .first()
    )
    return planned.held_on if planned is not None and agreement.amends_id is None else day


def target_text(commitment: Commitment) -> str:
    """The target with its unit of measure, exactly as promised."""
    figure = values.figure_from(
        commitment.value_kind,
        commitment.target_low,
        commitment.target_high,
        commitment.target_label,
    )
    return figure.with_unit(commitment.unit_of_measure) if figure else ""


def rupiah(amount: Decimal) -> str:
    """`Rp1.234.567`."""
    return f"Rp{numbers.print_number(amount, decimals=0)}"


def long_date(day: date) -> str:
    """`28 Januari 2026`."""
    return dateformat.format(day, "j F Y")


def place_of(region: Tenant) -> str:
    """The place of signing, from the region's name."""
    for kind in ("Kabupaten ", "Kota ", "Provinsi "):
        if region.name.startswith(kind):
            return region.name.removeprefix(kind)
    return region.name


def unit_name(agreement: Agreement) -> str:
    """The unit in the letterhead; the head of region stands for the region itself."""
    position = agreement.receiver.position
    if position.level == Level.HEAD_OF_REGION:
        return ""
    return hierarchy.root_unit(position.unit).name


def _amendment(agreement: Agreement) -> str:
    if agreement.amends is None:
        return ""
    return (
        f"Mengubah perjanjian kinerja {agreement.year} versi {agreement.amends.version}. "
        f"Alasan: {agreement.get_amendment_kind_display()}. {agreement.amendment_reason}"
    )


def _periods(commitments: list[Commitment], rules: RegionPolicy) -> tuple[str, ...]:
    """The columns of the rencana aksi; none when no commitment has a target per period."""
    last = max((s.period for c in commitments for s in c.steps.all()), default=0)
    if not last:
        return ()
    return QUARTERS if rules.monitoring.every == "quarter" and last <= 4 else MONTHS


def _commitments(commitments: list[Commitment], periods: int) -> tuple[CommitmentRow, ...]:
    rows: list[CommitmentRow] = []
    for number, (objective, group) in enumerate(
        groupby(commitments, key=lambda c: c.objective), start=1
    ):
        same = list(group)
        for position, commitment in enumerate(same):
            first = position == 0
            rows.append(
                CommitmentRow(
                    number=str(number) if first else "",
                    objective=objective if first else "",
                    span=len(same) if first else 0,
                    indicator=commitment.indicator_name,
                    target=target_text(commitment),
                    steps=_steps(commitment, periods),
                )
            )
    return tuple(rows)


def _steps(commitment: Commitment, periods: int) -> tuple[str, ...]:
    """One cell per period; an empty cell where the plan says nothing, which is not zero."""
    by_period = {s.period: s for s in commitment.steps.all()}
    cells = []
    for period in range(1, periods + 1):
        step = by_period.get(period)
        figure = (
            values.figure_from(commitment.value_kind, step.low, step.high, step.label)
            if step
            else None
        )
        cells.append(figure.printed() if figure else "")
    return tuple(cells)


def _programme_heading(kinds: object) -> str:
    found = set(kinds)  # type: ignore[call-overload]
    below = found & {Programme.Kind.ACTIVITY, Programme.Kind.SUB_ACTIVITY}
    if not below:
        return "Program"
    return "Program, Kegiatan, dan Sub Kegiatan" if len(found) > 1 else "Kegiatan"
