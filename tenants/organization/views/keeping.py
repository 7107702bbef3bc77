"""The steward's acts on units, positions, officials, appointments and accounts, one page each."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.accounts.gate import for_roles
from core.accounts.models import Role, User
from core.errors import DomainError
from core.ui.acting import answer
from core.ui.errors import blame
from tenants.organization import access
from tenants.organization.actions.add_official import add_official
from tenants.organization.actions.add_position import add_position
from tenants.organization.actions.add_unit import add_unit
from tenants.organization.actions.appoint import appoint
from tenants.organization.actions.edit_official import edit_official
from tenants.organization.actions.edit_position import edit_position
from tenants.organization.actions.edit_unit import edit_unit
from tenants.organization.actions.end_appointment import end_appointment
from tenants.organization.actions.give_account import give_account
from tenants.organization.actions.renew_password import renew_password
from tenants.organization.forms import (
    AccountForm,
    AppointForm,
    EndForm,
    OfficialForm,
    PositionForm,
    UnitForm,
)

ACT = "organization/act.html"


@for_roles(Role.STEWARD)
def add_a_unit(request: HttpRequest) -> HttpResponse:
    """A new unit."""
    form = UnitForm(request.POST or None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        unit = add_unit(entered=form.entered(), by=by, at=at)
        return reverse("organization:unit", args=[unit.id]), f"{unit} tercatat."

    words = _words("Perangkat daerah apa yang ditambahkan?", "Tambahkan perangkat daerah")
    return answer(request, ACT, form, words, do)


@for_roles(Role.STEWARD)
def edit_a_unit(request: HttpRequest, unit_id: UUID) -> HttpResponse:
    """A unit as it is from now on."""
    unit = access.unit_for(unit_id)
    back = reverse("organization:unit", args=[unit.id])
    form = UnitForm(request.POST or None, unit=unit)

    def do(by: User, at: datetime) -> tuple[str, str]:
        return back, f"{edit_unit(unit=unit, entered=form.entered(), by=by, at=at)} diperbarui."

    return answer(request, ACT, form, _words(f"Apa yang berubah pada {unit}?", "Simpan", back), do)


@for_roles(Role.STEWARD)
def add_a_position(request: HttpRequest) -> HttpResponse:
    """A new position, in a unit that the address may name."""
    form = PositionForm(request.POST or None, initial={"unit": request.GET.get("unit", "")})

    def do(by: User, at: datetime) -> tuple[str, str]:
        position = add_position(entered=form.entered(), by=by, at=at)
        return reverse("organization:position", args=[position.id]), f"{position} tercatat."

    words = _words("Jabatan apa yang ditambahkan?", "Tambahkan jabatan")
    return answer(request, ACT, form, words, do)


@for_roles(Role.STEWARD)
def edit_a_position(request: HttpRequest, position_id: UUID) -> HttpResponse:
    """A position as it is from now on."""
    position = access.position_for(position_id)
    back = reverse("organization:position", args=[position.id])
    form = PositionForm(request.POST or None, position=position)

    def do(by: User, at: datetime) -> tuple[str, str]:
        edited = edit_position(position=position, entered=form.entered(), by=by, at=at)
        return back, f"{edited} diperbarui."

    return answer(
        request, ACT, form, _words(f"Apa yang berubah pada {position}?", "Simpan", back), do
    )


@for_roles(Role.STEWARD)
def appoint_someone(request: HttpRequest, position_id: UUID) -> HttpResponse:
    """Who comes into a position."""
    position = access.position_for(position_id)
    back = reverse("organization:position", args=[position.id])
    form = AppointForm(request.POST or None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        new = appoint(position=position, by=by, at=at, **form.cleaned_data)
        return back, f"{new.official} menjabat {new.printed_title}."

    words = _words(f"Siapa yang menjabat {position}?", "Tempatkan pejabat", back)
    return answer(request, ACT, form, words, do)


@for_roles(Role.STEWARD)
def end_an_appointment(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """From which day a position is free."""
    appointment = access.appointment_for(appointment_id)
    back = reverse("organization:position", args=[appointment.position_id])
    form = EndForm(request.POST or None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        end_appointment(appointment=appointment, by=by, at=at, **form.cleaned_data)
        return back, f"Penempatan {appointment.official} berakhir."

    title = f"Kapan {appointment.official} tidak lagi menjabat {appointment.printed_title}?"
    return answer(request, ACT, form, _words(title, "Akhiri penempatan", back), do)


@for_roles(Role.STEWARD)
def add_an_official(request: HttpRequest) -> HttpResponse:
    """A new person in office."""
    form = OfficialForm(request.POST or None)

    def do(by: User, at: datetime) -> tuple[str, str]:
        official = add_official(entered=form.entered(), by=by, at=at)
        return reverse("organization:official", args=[official.id]), f"{official} tercatat."

    return answer(request, ACT, form, _words("Siapa yang ditambahkan?", "Tambahkan pejabat"), do)


@for_roles(Role.STEWARD)
def edit_an_official(request: HttpRequest, official_id: UUID) -> HttpResponse:
    """What is known of a person; the one page that shows the NIP in full."""
    official = access.official_for(official_id)
    back = reverse("organization:official", args=[official.id])
    form = OfficialForm(request.POST or None, official=official)

    def do(by: User, at: datetime) -> tuple[str, str]:
        edited = edit_official(official=official, entered=form.entered(), by=by, at=at)
        return back, f"Data {edited} diperbarui."

    return answer(
        request, ACT, form, _words(f"Apa yang berubah pada {official}?", "Simpan", back), do
    )


@never_cache
@for_roles(Role.STEWARD)
def give_an_account(request: HttpRequest, official_id: UUID) -> HttpResponse:
    """An account; its one-time password is shown on the answer and never again."""
    official = access.official_for(official_id)
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            new = give_account(
                official=official,
                by=request.user,  # type: ignore[arg-type]
                at=timezone.now(),
                **form.cleaned_data,
            )
        except DomainError as error:
            blame(form, error)
        else:
            return render(request, "organization/account.html", {"official": official, "new": new})
    back = reverse("organization:official", args=[official.id])
    words = _words(f"Akun apa untuk {official}?", "Buat akun", back)
    status = 422 if form.errors else 200
    return render(request, ACT, {"form": form, **words}, status=status)


@never_cache
@for_roles(Role.STEWARD)
def renew_a_password(request: HttpRequest, official_id: UUID) -> HttpResponse:
    """A new one-time password, asked for once more before the old one is gone."""
    official = access.official_for(official_id)
    if request.method == "POST":
        new = renew_password(official=official, by=request.user, at=timezone.now())  # type: ignore[arg-type]
        return render(request, "organization/account.html", {"official": official, "new": new})
    back = reverse("organization:official", args=[official.id])
    words = _words(f"Buat kata sandi baru untuk {official}?", "Buat kata sandi baru", back)
    return render(request, ACT, {"form": Form(), **words})


def _words(title: str, verb: str, back: str = "") -> dict[str, Any]:
    return {"heading": title, "verb": verb, "back": back or reverse("organization:overview")}
