"""Reading a stranger's PDF in a process of its own, which may be slow, greedy or die without harm."""

import json
import os
import subprocess
import sys
from pathlib import Path

from core.signing.inspection import CPU_SECONDS, TOO_MUCH, Found, Inspection

SOURCES = str(Path(__file__).resolve().parents[2])


def inspect(pdf: bytes, roots: list[str]) -> Inspection:
    """As `inspection.inspect`; a file that takes too much time or memory is TOO_MUCH."""
    try:
        child = subprocess.run(
            [sys.executable, "-m", "core.signing.inspection"],
            input=json.dumps(roots).encode() + b"\n" + pdf,
            capture_output=True,
            timeout=3 * CPU_SECONDS,
            env={"PYTHONPATH": SOURCES, "PATH": os.environ.get("PATH", "")},
            check=True,
        )
        answer = json.loads(child.stdout)
    except (subprocess.SubprocessError, ValueError):
        return Inspection(TOO_MUCH)
    signatures = tuple(Found(**found) for found in answer["signatures"])
    return Inspection(answer["problem"], answer["code"], signatures)
