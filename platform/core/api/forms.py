"""What one says when making a key."""

from django import forms

LIVES = ((30, "30 hari"), (90, "90 hari"), (365, "satu tahun"))


class TokenForm(forms.Form):
    """A name that tells later what the key is for, and how long it lives."""

    name = forms.CharField(
        label="Nama", max_length=80, help_text="Untuk apa kunci ini, misalnya “Dasbor Bappeda”."
    )
    days = forms.TypedChoiceField(label="Berlaku selama", choices=LIVES, coerce=int, initial=90)
