"""What stands on paper, read back from the archived PDF."""

import io
import re

import pytest
from pypdf import PdfReader

from core.documents import archive
from pk.agreements.documents import agreement as documents
from pk.agreements.models import ActionTarget, AgreementState
from pk.cascade.models import Target
from tenants.policy.presets import PRESETS
from tests import cast
from tests.given import agreements as given
from tests.given.organization import AT, YEAR

pytestmark = pytest.mark.usefixtures("malang")

STATEMENT = (
    "PEMERINTAH KABUPATEN MALANG DINAS KESEHATAN PERJANJIAN KINERJA DINAS KESEHATAN KABUPATEN "
    "MALANG TAHUN 2026 Dalam rangka mewujudkan manajemen pemerintahan yang efektif, transparan, dan "
    "akuntabel serta berorientasi pada hasil, kami yang bertanda tangan di bawah ini: Nama : dr. "
    "Sari Wijaya Jabatan : Kepala Dinas Kesehatan selanjutnya disebut PIHAK PERTAMA. Nama : Ratna "
    "Puspita Jabatan : Bupati selaku atasan pihak pertama, selanjutnya disebut PIHAK KEDUA. Pihak "
    "pertama berjanji akan mewujudkan target kinerja yang seharusnya sesuai lampiran perjanjian ini, "
    "dalam rangka mencapai target kinerja jangka menengah seperti yang telah ditetapkan dalam "
    "dokumen perencanaan. Keberhasilan dan kegagalan pencapaian target kinerja tersebut menjadi "
    "tanggung jawab kami. Pihak kedua akan melakukan supervisi yang diperlukan serta akan melakukan "
    "evaluasi terhadap capaian kinerja dari perjanjian ini dan mengambil tindakan yang diperlukan "
    "dalam rangka pemberian penghargaan dan sanksi. Apabila hasil evaluasi SAKIP memperoleh predikat "
    "CC atau kurang, saya siap mengundurkan diri dari jabatan."
)


def pages_of(document):
    """The text of each page on one line, with the words that were hyphenated put together again."""
    reader = PdfReader(io.BytesIO(archive.latest_pdf(document)))
    return [" ".join(re.sub(r"[-\xad‐]\n", "", p.extract_text()).split()) for p in reader.pages]


def letters(text):
    """The letters and signs alone: where a line breaks is not what is promised."""
    return re.sub(r"[\s\-\xad‐]", "", text)


def test_the_statement_page_has_the_form_of_the_regulation():
    agreement = given.agreement_at(AgreementState.APPROVED, preset="simbolis-klausul-mundur")
    statement, *_ = pages_of(agreement.document)
    assert letters(STATEMENT) in letters(statement)
    after = statement[statement.index("dari jabatan.") :]
    assert after.index("Pihak Kedua,") < after.index("Malang, 5 Januari 2026")
    assert "NIP" not in statement


def test_every_page_says_where_it_can_be_verified():
    agreement = given.agreement_at(AgreementState.APPROVED)
    for page in pages_of(agreement.document):
        assert agreement.document.code in page
        assert f"/verifikasi/{agreement.document.code}/" in page.replace(" ", "")


def test_the_attachments_hold_targets_and_budget():
    _, targets, budget = pages_of(given.agreement_at(AgreementState.APPROVED).document)
    assert "No Sasaran Strategis Indikator Kinerja Target (1) (2) (3) (4)" in targets
    assert "Indeks kepuasan masyarakat 85 indeks" in targets
    assert "Angka kematian ibu 90 per 100.000 kelahiran hidup" in targets
    assert "Menyetujui, Pihak Kedua," in targets
    assert "No Program Anggaran Ket. (1) (2) (3) (4)" in budget
    assert "Pemenuhan Upaya Kesehatan Perorangan dan Masyarakat Rp120.000.000.000 APBD" in budget
    assert "Jumlah Rp128.500.000.000" in budget


def test_the_head_of_region_promises_alone():
    statement = pages_of(given.agreement_at(AgreementState.APPROVED, receiver=cast.RATNA).document)[
        0
    ]
    assert "Saya berjanji akan mewujudkan" in statement
    for absent in ("PIHAK KEDUA", "Pihak Kedua", "supervisi"):
        assert absent not in statement


def test_the_pact_is_its_own_document_with_a_witness():
    agreement = given.agreement_at(AgreementState.APPROVED, preset="serentak-pakta-integritas")
    (page,) = pages_of(agreement.companions.get().document)
    assert "PAKTA INTEGRITAS Saya, dr. Sari Wijaya, Kepala Dinas Kesehatan, menyatakan" in page
    assert page.index("Menyaksikan,") < page.index("Pembuat Pernyataan,")
    assert all(f"{n}." in page for n in range(1, 8))


def test_targets_per_period_make_an_action_plan_with_blanks_that_are_not_zero():
    given.ready()
    indicator = (
        given.appointment_of(cast.SARI)
        .position.owned_nodes.get()
        .node.indicators.get(code="DINKES-01")
    )
    for period, low in ((1, 80), (2, 0), (4, 85)):
        Target.objects.create(indicator=indicator, year=YEAR, period=period, low=low)
    agreement = given.agreement_at(AgreementState.APPROVED)
    assert ActionTarget.objects.count() == 3
    content = agreement.document.content
    assert content["periods"] == ["TW I", "TW II", "TW III", "TW IV"]
    assert content["commitments"][0]["steps"] == ["80", "0", "", "85"]
    assert "Rencana Aksi atas Perjanjian Kinerja" in pages_of(agreement.document)[-1]


def test_rank_and_nip_are_printed_where_the_region_wants_them():
    standard = PRESETS["standar"].rules
    shown = standard.documents.model_copy(update={"show_nip": True})
    given.ready(standard.model_copy(update={"documents": shown}))
    official = given.appointment_of(cast.SARI).official
    official.nip, official.rank = "197001011995032001", "Pembina Utama Muda, IV/c"
    official.save()
    agreement = given.agreement_at(AgreementState.APPROVED)
    assert (
        agreement.document.content["receiver"]["detail"]
        == "Pembina Utama Muda, IV/c · NIP 197001011995032001"
    )


def test_a_later_change_of_officer_changes_no_document():
    agreement = given.agreement_at(AgreementState.APPROVED)
    official = agreement.receiver.official
    official.name = "Nama Baru"
    official.save()
    assert "dr. Sari Wijaya" in pages_of(agreement.document)[0]
    agreement.refresh_from_db()
    assert agreement.receiver_name == "dr. Sari Wijaya"


def test_the_day_of_the_coming_ceremony_is_printed_above_the_signature():
    given.ready(given.ceremony_rules("mass"))
    given.drafted(cast.RATNA)
    given.planned_ceremony()
    agreement = given.agreement_at(AgreementState.APPROVED)
    assert agreement.document.content["place_and_date"] == "Malang, 28 Januari 2026"


def test_what_is_shown_is_what_prints():
    given.ready()
    draft = given.drafted(cast.SARI)
    shown = archive.as_json(documents.content_of(draft, at=AT))
    agreement = given.walked(draft, cast.SARI, AgreementState.APPROVED)
    assert agreement.document.content == shown
