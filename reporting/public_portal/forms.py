"""The two ways to ask about a document: by its code, or with the file itself."""

from django import forms
from django.conf import settings

from core.signing import verification


class CodeForm(forms.Form):
    """The code printed beside the QR."""

    code = forms.CharField(
        label="Kode dokumen",
        max_length=40,
        help_text="Tercetak di samping kode QR, misalnya 3507-7KQ2-M4XD-9TRB.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """The code as it is stored."""
        code = verification.normal_code(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(
                "Kode terdiri atas kode daerah dan tiga kelompok berisi empat huruf atau angka."
            )
        return code


class FileForm(forms.Form):
    """The PDF as it was received."""

    file = forms.FileField(
        label="Berkas PDF",
        help_text="Berkas hanya diperiksa, tidak disimpan.",
        widget=forms.FileInput(attrs={"accept": "application/pdf"}),
        error_messages={
            "required": "Pilih berkas PDF yang akan diperiksa.",
            "empty": "Berkas ini kosong.",
        },
    )

    def clean_file(self) -> bytes:
        """Its bytes, if it is not too large."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT_MIB * 1024 * 1024:
            raise forms.ValidationError(f"Berkas lebih besar dari {settings.UPLOAD_LIMIT_MIB} MB.")
        return bytes(file.read())
