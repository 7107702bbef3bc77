"""Forms of releasing."""

from django import forms


class ReleaseForm(forms.Form):
    """The steward confirms that the figures shown may leave the region."""

    confirmed = forms.BooleanField(
        label="Saya telah memeriksa angka di atas dan menyetujui rilisnya",
        error_messages={"required": "Centang pernyataan ini sebelum merilis."},
    )


class WithdrawForm(forms.Form):
    """Why a release is withdrawn."""

    reason = forms.CharField(
        label="Alasan penarikan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Tuliskan alasan penarikan."},
    )
