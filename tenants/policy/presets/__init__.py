"""Ready-made policies from which a region starts: a YAML file each, its name is the key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tenants.policy.schema import RegionPolicy


@dataclass(frozen=True, slots=True)
class Preset:
    """A policy with a name, to begin with."""

    name: str
    title: str
    description: str
    rules: RegionPolicy


def _load(path: Path) -> Preset:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    rules = RegionPolicy.model_validate(data.get("rules") or {})
    return Preset(path.stem, data["title"], data["description"], rules)


PRESETS = {
    preset.name: preset
    for preset in (_load(path) for path in sorted(Path(__file__).parent.glob("*.yaml")))
}
