"""What the values of the policy are called in Indonesian. A test holds that none is missing."""

from __future__ import annotations

from tenants.organization.models import Level

LABELS: dict[str, str] = {
    **{level.value: str(level.label) for level in Level},
    "individual": "Satu per satu",
    "representative": "Simbolis: wakil di panggung",
    "mass": "Massal bersama kepala daerah",
    "simultaneous": "Serentak",
    "local": "Sertifikat lokal daerah",
    "budget_ratified": "dokumen anggaran (DPA) disahkan",
    "signed": "perjanjian ditandatangani",
    "year_start": "awal tahun anggaran",
    "integrity_pact": "Pakta integritas",
    "melakukan": "“… melakukan supervisi …”",
    "memberikan": "“… memberikan supervisi …”",
    "resignation": "Siap mengundurkan diri",
    "improvement": "Masa perbaikan",
    "unit": "Nilai SAKIP perangkat daerah",
    "region": "Nilai SAKIP pemerintah daerah",
    "person": "Pejabat yang berwenang",
    "none": "Tidak diturunkan",
    "central": "Ditetapkan terpusat",
    "unit_decides": "Ditentukan tiap perangkat daerah",
    "month": "Bulanan",
    "quarter": "Triwulanan",
    "absorption": "Serapan anggaran",
    "strategy": "Strategi pelaksanaan kegiatan",
    "form_a": "Bentuk A: (2T − R) / T × 100",
    "form_b": "Bentuk B: T / R × 100",
    "ordinal": "Menurut urutan predikat",
    "reached": "Tercapai atau tidak",
    "permendagri-54-2010": "Lima kategori Permendagri 54/2010",
    "berhasil-4": "Empat kategori berhasil",
    "traffic-3": "Tiga warna",
    "bands-5": "Lima pita",
    "difference-5": "Selisih capaian dan serapan, batas 5 poin",
    "at-least": "Capaian paling sedikit sebesar serapan",
    "sub_component": "Per subkomponen",
    "criterion": "Per kriteria",
    "100": "100%",
    "120": "120%",
    "GOAL": "Tujuan",
    "OBJECTIVE": "Sasaran daerah",
    "UNIT_OBJECTIVE": "Sasaran perangkat daerah",
    "OUTCOME": "Hasil program",
    "OUTPUT": "Keluaran kegiatan",
    "INDIVIDUAL": "Hasil kerja individu",
    "lke-akip-permenpanrb-88-2021": "LKE AKIP PermenPAN-RB 88/2021",
}

SAME = frozenset({"AA", "A", "BB", "B", "CC", "C", "D", "Perangkat Daerah", "OPD", "SKPD"})
"""Values which are their own words."""

YES, NO, NOTHING = "Ya", "Tidak", "Tidak ada"


def label(value: object) -> str:
    """The words for a value of the policy."""
    text = str(value)
    return LABELS.get(text, text)


def basis_of(extra: object) -> str:
    """The legal basis of a field in words; what was only recalled says so."""
    basis = extra.get("basis", "") if isinstance(extra, dict) else ""
    if basis == "recalled":
        return "belum dicocokkan dengan naskah resmi"
    if basis.endswith(" (recalled)"):
        return f"{basis.removesuffix(' (recalled)')} (belum dicocokkan dengan naskah resmi)"
    return str(basis)
