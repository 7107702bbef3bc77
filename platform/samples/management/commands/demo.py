"""`manage.py demo`: build the sample regions, each once; `--accounts` prints who may sign in, as JSON."""

import json
import subprocess
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from samples import build, catalogue, country, people, small
from samples.progress import Progress
from tenants.registry import area_codes

AT_ONCE = 2


class Command(BaseCommand):
    """Builds what is missing; a second run finds everything there and takes seconds."""

    help = "Membuat lima daerah contoh; dengan --all-regions seluruh pemda di daftar kode wilayah."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="cetak akun contoh sebagai JSON"
        )
        parser.add_argument(
            "--all-regions",
            action="store_true",
            help="buka juga semua pemda lain di daftar kode wilayah, dengan sedikit data contoh",
        )
        parser.add_argument("--region", help="kode satu daerah contoh saja")
        parser.add_argument("--small", nargs="+", metavar="KODE", help="daerah contoh kecil saja")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            found = people.accounts(small.finished() if options["all_regions"] else ())
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
        elif options["region"]:
            self._build_one(options["region"])
        elif options["small"]:
            for code in small.build_all(options["small"], timezone.now()):
                self.stdout.write(code)
                self.stdout.flush()
        else:
            build.public_accounts()
            self._build_told()
            if options["all_regions"]:
                self._build_country()

    def _build_one(self, code: str) -> None:
        area = area_codes.autonomous_area(code)
        started = time.monotonic()
        build.build(code, timezone.now(), lambda what: self._say(f"{area.name}: {what}"))
        self._say(f"{area.name}: siap ({time.monotonic() - started:.0f} detik)")

    def _build_told(self) -> None:
        """Each region in a process of its own, so that both cores work and one failure stays alone."""
        missing = build.missing()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            codes_done = list(pool.map(self._in_a_process, missing))
        self._check(code for code, status in codes_done if status)
        self._say(f"{len(catalogue.regions())} daerah contoh siap.")

    def _in_a_process(self, code: str) -> tuple[str, int]:
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "demo", "--region", code]
        return code, subprocess.run(command, check=False).returncode  # noqa: S603 our own words

    def _build_country(self) -> None:
        """The other regions of the code list, shared out between as many processes."""
        wanted = country.codes_of_all()
        missing = small.missing(wanted)
        progress = Progress(len(wanted), len(wanted) - len(missing), self._say)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            shares = [missing[start::AT_ONCE] for start in range(min(AT_ONCE, len(missing)))]
            failed = [code for left in pool.map(progress.follow, shares) for code in left]
        self._check(failed)
        self._say(f"{len(wanted) + len(catalogue.regions())} pemda terbuka dengan data contoh.")

    def _check(self, failed: Iterable[str]) -> None:
        failed = list(failed)
        if failed:
            told = ", ".join(failed[:10]) + (" …" if len(failed) > 10 else "")
            self.stderr.write(f"Belum selesai: {told}. Jalankan perintah ini lagi.")
            sys.exit(1)

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"    {sentence}")
        self.stdout.flush()
