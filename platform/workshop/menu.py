"""The menu behind `./run`. Runs on the machine's own Python, then hands over to the product's."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

from workshop import paths, prepare
from workshop.terminal import Refusal, Voice, explain, tell


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One line of the menu. `module` runs on the product's Python once `ready` has made it so."""

    name: str
    says: str
    module: str
    ready: Callable[[], None]


def for_running() -> None:
    """What demo and management commands need."""
    prepare.python_packages("base")
    prepare.system_libraries()
    prepare.front_end()


def for_checking() -> None:
    """What the fast checks need."""
    prepare.python_packages("dev")


def for_testing() -> None:
    """What the whole suite needs."""
    for_checking()
    prepare.system_libraries()
    prepare.front_end()
    prepare.chromium()


MENU = (
    MenuEntry(
        "demo",
        "nyalakan semuanya di sini dengan lima daerah contoh; --all-regions: semua pemda",
        "demo",
        for_running,
    ),
    MenuEntry("test", "semua pemeriksaan dan semua tes", "checks", for_testing),
    MenuEntry(
        "check", "bagian yang cepat: format, lint, tipe, kontrak impor", "checks", for_checking
    ),
    MenuEntry("fmt", "rapikan format", "checks", for_checking),
    MenuEntry("bench", "ukur kinerja: ./run bench tenancy", "checks", for_testing),
    MenuEntry(
        "matrix",
        "tes lapisan basis data pada versi Django dan psycopg terlama",
        "matrix",
        for_testing,
    ),
    MenuEntry(
        "fresh", "kedua perintah README di Debian kosong (perlu root)", "fresh", for_checking
    ),
    MenuEntry("story", "perbarui daftar aksi dan diagram keadaan di docs/", "story", for_checking),
    MenuEntry("manage", "perintah Django: ./run manage <perintah>", "demo", for_running),
    MenuEntry("shell", "konsol Python di dalam produk", "demo", for_running),
    MenuEntry("requirements", "susun ulang requirements/ dengan hash", "checks", for_checking),
)


def main(arguments: list[str]) -> int:
    """Print the menu, or prepare and hand over."""
    entry = next((entry for entry in MENU if arguments and entry.name == arguments[0]), None)
    if entry is None:
        print_menu()
        return 2 if arguments and arguments[0] not in {"help", "--help", "-h"} else 0
    if "--accounts" in arguments:
        Voice.stream = sys.stderr
    try:
        entry.ready()
    except Refusal as refusal:
        tell(f"\n{refusal}")
        return 1
    except OSError as error:
        tell(f"\n{explain(error)}")
        return 1
    except KeyboardInterrupt:
        tell("\nDihentikan.")
        return 130
    sys.stdout.flush()
    os.environ.update(
        PYTHONPATH=f"{paths.ROOT / 'platform'}:{paths.ROOT}",
        PYTHONPYCACHEPREFIX=str(paths.BYTECODE),
    )
    # Without bytecode every process would compile Django anew: seconds, a dozen times over.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    python = str(paths.venv_program("python"))
    return os.execv(python, [python, "-m", f"workshop.{entry.module}", *arguments])  # noqa: S606


def print_menu() -> None:
    """What `./run` can do."""
    tell("Amanah\n")
    for entry in MENU:
        tell(f"  ./run {entry.name:<13} {entry.says}")
    tell(
        "\nPORT dan HOST memilih alamat, AMANAH_STATE memilih folder data "
        f"(sekarang {paths.STATE}),\nDATABASE_URL dan VALKEY_URL memakai server yang sudah ada."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
