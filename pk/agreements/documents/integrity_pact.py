"""Documents that are signed with an agreement: each has a kind, a title, a template and a content."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pk.agreements.documents import agreement as documents
from pk.agreements.models import Agreement
from tenants.policy.schema import RegionPolicy
from tenants.registry.context import current_region

PROMISES = (
    "Berperan secara proaktif dalam upaya pencegahan dan pemberantasan korupsi, kolusi, dan "
    "nepotisme serta tidak melibatkan diri dalam perbuatan tercela.",
    "Tidak meminta atau menerima pemberian secara langsung maupun tidak langsung berupa suap, "
    "hadiah, bantuan, atau bentuk lainnya yang tidak sesuai dengan ketentuan yang berlaku.",
    "Bersikap transparan, jujur, objektif, dan akuntabel dalam melaksanakan tugas.",
    "Menghindari pertentangan kepentingan dalam pelaksanaan tugas.",
    "Memberi contoh dalam kepatuhan terhadap peraturan perundang-undangan dalam melaksanakan "
    "tugas, terutama kepada pegawai yang berada di bawah pengawasan saya dan sesama pegawai di "
    "lingkungan kerja saya secara konsisten.",
    "Menyampaikan informasi tentang penyimpangan integritas di {workplace} serta turut menjaga "
    "kerahasiaan saksi atas pelanggaran peraturan yang dilaporkannya.",
    "Apabila saya melanggar hal-hal tersebut di atas, saya siap menghadapi konsekuensinya.",
)


@dataclass(frozen=True, slots=True)
class PactContent:
    """The pakta integritas as printed: the receiver declares, the giver witnesses."""

    region_name: str
    brand: str
    is_sample: bool
    title: str
    unit_name: str
    year: int
    opening: str
    promises: tuple[str, ...]
    receiver: documents.Party
    giver: documents.Party | None
    place_and_date: str


@dataclass(frozen=True, slots=True)
class Printer:
    """How a companion is printed."""

    kind: str
    title: str
    template: str
    content_of: Callable[..., Any]


def content_of(agreement: Agreement, *, at: datetime) -> PactContent:
    """The pact of the agreement's receiver."""
    region = current_region()
    rules = RegionPolicy.model_validate(agreement.policy.values)
    workplace = agreement.receiver.position.unit.name
    return PactContent(
        region_name=region.name,
        brand=region.brand,
        is_sample=region.is_sample,
        title="Pakta Integritas",
        unit_name=documents.unit_name(agreement),
        year=agreement.year,
        opening=f"Saya, {agreement.receiver_name}, {agreement.receiver_title}, "
        "menyatakan sebagai berikut:",
        promises=tuple(promise.format(workplace=workplace) for promise in PROMISES),
        receiver=documents.party(agreement, "receiver", rules),
        giver=documents.party(agreement, "giver", rules) if agreement.giver_id else None,
        place_and_date=f"{documents.place_of(region)}, "
        f"{documents.long_date(documents.dated_on(agreement, at))}",
    )


PRINTERS = {
    "integrity_pact": Printer(
        "integrity_pact", "Pakta Integritas", "agreements/print/pact.html", content_of
    ),
}
"""By the name that the policy gives to a companion."""
