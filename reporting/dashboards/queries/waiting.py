"""What waits for a person: one line each, sorted into late, this week and later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.ui.templatetags.amanah import tanggal_pendek

SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act that is this person's: `label` is the act, `note` the person and document it is about."""

    label: str
    note: str
    href: str
    due_on: date | None = None

    def state(self, on: date) -> str:
        """How much time is left, in words."""
        if self.due_on is None:
            return ""
        days = (self.due_on - on).days
        if days < 0:
            return f"Lewat {-days} hari"
        if days == 0:
            return "Hari ini"
        return f"{days} hari lagi" if days <= SOON.days else tanggal_pendek(self.due_on)


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """A line as it is shown."""

    label: str
    note: str
    href: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """The lines under one heading."""

    title: str
    lines: list[WaitingItem]


def grouped(things: Iterable[Waiting], on: date) -> list[WaitingGroup]:
    """The headings that have lines, the most urgent first."""
    groups = (("Lewat batas", "bad"), ("Minggu ini", "warn"), ("Nanti", "neutral"))
    sorted_things = sorted(things, key=lambda w: (w.due_on or date.max, w.label, w.note))
    found = []
    for number, (title, tone) in enumerate(groups):
        lines = [
            WaitingItem(w.label, w.note, w.href, w.state(on), tone)
            for w in sorted_things
            if _group(w, on) == number
        ]
        if lines:
            found.append(WaitingGroup(title, lines))
    return found


def _group(waiting: Waiting, on: date) -> int:
    if waiting.due_on is None or waiting.due_on - on > SOON:
        return 2
    return 0 if waiting.due_on < on else 1
