"""What operators type. The rules themselves are in the acts; a refusal is put at its field."""

from typing import Any

from django import forms

from tenants.policy.presets import PRESETS
from tenants.registry import area_codes
from tenants.registry.models import RegionState, TimeZone
from tenants.registry.queries import regions


def _presets() -> list[tuple[str, str]]:
    return [(name, preset.title) for name, preset in PRESETS.items()]


class FilterForm(forms.Form):
    """Which regions the list shows."""

    cari = forms.CharField(label="Cari nama, alamat, atau kode", required=False)
    status = forms.ChoiceField(
        label="Status", required=False, choices=[("", "Semua"), *RegionState.choices]
    )
    provinsi = forms.ChoiceField(label="Provinsi", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(area.code, area.name) for area in area_codes.provinces()]
        self.fields["provinsi"].choices = [("", "Semua"), *provinces]  # type: ignore[attr-defined]


class ChooseForm(forms.Form):
    """Which area is to become a region."""

    cari = forms.CharField(
        label="Nama atau kode wilayah", required=False, help_text="Contoh: kota malang, atau 35.07"
    )
    provinsi = forms.ChoiceField(label="atau pilih provinsi", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(area.code, area.name) for area in area_codes.provinces()]
        self.fields["provinsi"].choices = [("", "–"), *provinces]  # type: ignore[attr-defined]


class OpeningForm(forms.Form):
    """The answers of the wizard for one area."""

    slug = forms.CharField(
        label="Alamat",
        max_length=50,
        help_text="Bagian pertama alamat situs daerah. Huruf kecil, angka, dan tanda hubung.",
    )
    steward_name = forms.CharField(
        label="Nama pengelola pertama",
        max_length=160,
        help_text="Pejabat Bagian Organisasi yang akan mengatur daerah ini.",
    )
    steward_username = forms.CharField(label="Nama pengguna pengelola", max_length=64)
    preset = forms.ChoiceField(
        label="Kebijakan awal",
        choices=_presets,
        widget=forms.RadioSelect,
        help_text="Titik berangkat; daerah dapat mengubah kebijakannya sendiri kapan saja.",
    )
    is_sample = forms.BooleanField(
        label="Tandai sebagai data contoh",
        required=False,
        help_text="Setiap halaman daerah ini akan bertanda “Data contoh”.",
    )


class ReasonForm(forms.Form):
    """Why something is done; it is read in the audit trail."""

    reason = forms.CharField(
        label="Alasan",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=500,
        help_text="Terbaca di jejak audit daerah dan operator.",
    )


class RenameForm(forms.Form):
    """A region's new address."""

    slug = forms.CharField(
        label="Alamat baru",
        max_length=50,
        help_text="Alamat lama tetap milik daerah ini dan mengalihkan ke alamat baru.",
    )


class DomainForm(forms.Form):
    """A further host."""

    domain = forms.CharField(
        label="Domain", max_length=253, help_text="Contoh: sakip.malangkab.go.id"
    )
    redirects = forms.BooleanField(
        label="Alihkan ke alamat utama",
        required=False,
        help_text="Jika tidak, domain ini melayani halaman daerah secara langsung.",
    )


class DescribeForm(forms.Form):
    """How a region presents itself."""

    brand = forms.CharField(
        label="Warna daerah",
        max_length=7,
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text="Hanya warna yang kontrasnya terhadap putih paling sedikit 4,5 : 1 diterima, "
        "agar tulisan putih di atasnya terbaca.",
    )
    time_zone = forms.ChoiceField(label="Zona waktu", choices=TimeZone.choices)
    is_sample = forms.BooleanField(
        label="Data contoh",
        required=False,
        help_text="Setiap halaman daerah ini akan bertanda “Data contoh”.",
    )


class PresetForm(forms.Form):
    """Another preset for a region that is open."""

    preset = forms.ChoiceField(label="Kebijakan", choices=_presets, widget=forms.RadioSelect)
    effective_from = forms.DateField(
        label="Berlaku mulai", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class CloseForm(ReasonForm):
    """Why a region is closed and how long its data are kept."""

    keep_days = forms.IntegerField(
        label="Masa simpan (hari)",
        initial=90,
        help_text="Selama masa simpan penutupan dapat dibatalkan. Sesudahnya data dapat dimusnahkan.",
    )


class DestroyForm(forms.Form):
    """The operator names what is to be destroyed."""

    code = forms.CharField(
        label="Ketik kode wilayah untuk memastikan", max_length=8, help_text="Contoh: 35.07"
    )


class ExportForm(forms.Form):
    """Where the archive is to be opened again."""

    HERE, ELSEWHERE = "here", "elsewhere"
    way = forms.ChoiceField(
        label="Arsip akan dipulihkan",
        widget=forms.RadioSelect,
        choices=[
            (HERE, "Di instalasi ini; instalasi lain tidak dapat membukanya"),
            (ELSEWHERE, "Mungkin di instalasi lain, dengan frasa sandi"),
        ],
    )

    @property
    def goes_elsewhere(self) -> bool:
        """Whether the archive needs a passphrase."""
        return bool(self.cleaned_data["way"] == self.ELSEWHERE)


class RestoreForm(forms.Form):
    """From which archive, to where."""

    archive = forms.ChoiceField(label="Arsip")
    fingerprint = forms.CharField(
        label="Sidik jari arsip",
        max_length=64,
        help_text="64 huruf dan angka yang tercatat saat ekspor. Mintalah melalui jalur lain "
        "daripada arsipnya sendiri.",
    )
    passphrase = forms.CharField(
        label="Frasa sandi arsip",
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Hanya untuk arsip yang dibuat di instalasi lain.",
    )
    slug = forms.CharField(
        label="Alamat", max_length=50, required=False, help_text="Kosong: alamat di dalam arsip."
    )
    way = forms.ChoiceField(
        label="Cara",
        widget=forms.RadioSelect,
        initial="new",
        choices=[
            ("new", "Sebagai daerah itu sendiri, yang belum ada di instalasi ini"),
            ("copy", "Sebagai salinan di samping daerah yang hidup, untuk perbandingan"),
            ("replace", "Mengganti isi daerah yang sudah ditangguhkan atau ditutup"),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        files = [(file.name, file.name) for file in regions.archive_files()]
        self.fields["archive"].choices = files  # type: ignore[attr-defined]

    def answers(self) -> dict[str, Any]:
        """What the act needs."""
        data = self.cleaned_data
        return {
            "archive": data["archive"],
            "fingerprint": data["fingerprint"],
            "slug": data["slug"],
            "as_copy": data["way"] == "copy",
            "replace": data["way"] == "replace",
        }


class BatchForm(forms.Form):
    """A list of regions to open, or a whole province."""

    provinsi = forms.ChoiceField(label="Provinsi", required=False)
    daftar = forms.FileField(
        label="Berkas CSV",
        required=False,
        help_text="Kolom: kode, alamat, nama_pengelola, nama_pengguna, kebijakan. "
        "Kolom selain kode boleh kosong.",
    )
    preset = forms.ChoiceField(label="Kebijakan awal", choices=_presets)
    is_sample = forms.BooleanField(label="Tandai sebagai data contoh", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = [(area.code, area.name) for area in area_codes.provinces()]
        self.fields["provinsi"].choices = [("", "–"), *provinces]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if bool(data.get("provinsi")) == bool(data.get("daftar")):
            self.add_error("daftar", "Pilih satu: sebuah provinsi, atau sebuah berkas CSV.")
        return data
