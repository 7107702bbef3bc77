"""What a policy would change for what already exists: asked of the rooms above, shown before it is adopted."""

from dataclasses import dataclass
from datetime import date

from core.ports import Port
from tenants.policy.schema import RegionPolicy


@dataclass(frozen=True, slots=True)
class Effect:
    """One sentence, such as “12 perjanjian menjadi terlambat.”, with the tone of a notice."""

    sentence: str
    tone: str = "info"


effects_of: Port[[RegionPolicy, date], list[Effect]] = Port(
    "tenants.policy: what would change if these rules were in force from that day"
)
