"""`manage.py demo`: build the sample regions, each once; `--accounts` prints who may sign in, as JSON."""

import json
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from config.demo import build, catalogue, people
from config.env import ROOT
from tenants.registry import codes

AT_ONCE = 2


class Command(BaseCommand):
    """Builds what is missing; a second run finds everything there and takes seconds."""

    help = "Membuat lima daerah contoh."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--accounts", action="store_true", help="cetak akun contoh sebagai JSON"
        )
        parser.add_argument("--region", help="kode satu daerah contoh saja")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["accounts"]:
            self.stdout.write(json.dumps(people.accounts(), ensure_ascii=False, indent=2))
        elif options["region"]:
            self._build_one(options["region"])
        else:
            build.public_accounts()
            self._build_all()

    def _build_one(self, code: str) -> None:
        area = codes.autonomous_area(code)
        started = time.monotonic()
        build.build(code, timezone.now(), lambda what: self._say(f"{area.name}: {what}"))
        self._say(f"{area.name}: siap ({time.monotonic() - started:.0f} detik)")

    def _build_all(self) -> None:
        """Each region in a process of its own, so that both cores work and one failure stays alone."""
        missing = build.missing()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            codes_done = list(pool.map(self._in_a_process, missing))
        failed = [code for code, status in codes_done if status]
        if failed:
            self.stderr.write(f"Belum selesai: {', '.join(failed)}. Jalankan perintah ini lagi.")
            sys.exit(1)
        self._say(f"{len(catalogue.regions())} daerah contoh siap.")

    def _in_a_process(self, code: str) -> tuple[str, int]:
        command = [sys.executable, str(ROOT / "manage.py"), "demo", "--region", code]
        return code, subprocess.run(command, check=False).returncode  # noqa: S603 our own words

    def _say(self, sentence: str) -> None:
        self.stdout.write(f"    {sentence}")
        self.stdout.flush()
