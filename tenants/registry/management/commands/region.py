"""The life of a region from the command line: `manage.py region open 35.07 --by oki`.

Every subcommand is one act, in the name of an operator. A refusal is a sentence and exit code 1.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.accounts.models import User
from core.errors import DomainError, Invalid
from realms.owner import as_owner
from tenants.registry import access, addresses, area_codes, batches
from tenants.registry.actions import close as closing
from tenants.registry.actions import destroy as destroying
from tenants.registry.actions import export as exporting
from tenants.registry.actions import restore as restoring
from tenants.registry.actions.add_domain import add_domain
from tenants.registry.actions.change_preset import change_preset
from tenants.registry.actions.describe import Description, describe
from tenants.registry.actions.issue_password import issue_password
from tenants.registry.actions.measure import measure, measure_all
from tenants.registry.actions.open import Opening, open_region
from tenants.registry.actions.remove_domain import remove_domain
from tenants.registry.actions.rename import rename
from tenants.registry.actions.reopen import reopen
from tenants.registry.actions.suspend import suspend
from tenants.registry.archives import locks
from tenants.registry.archives.space import enough_space
from tenants.registry.context import in_region
from tenants.registry.management import passphrases
from tenants.registry.management.arguments import ARGUMENTS, HELP
from tenants.registry.models import Archive, Region, RegionKind
from tenants.registry.queries import regions
from tenants.registry.queries.operators import as_operator, operator
from tenants.registry.tenant import Tenant


class Command(BaseCommand):
    """Dispatches to the method of the subcommand's name."""

    help = "Mengatur daerah: buka, tangguhkan, ganti alamat, ekspor, pulihkan, tutup, musnahkan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One subparser per act."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="daftar daerah")
        acts.add_parser("archives", help="daftar arsip di server")
        acts.add_parser("measure", help="ukur semua daerah")
        for name, arguments in ARGUMENTS.items():
            sub = acts.add_parser(name, help=HELP[name])
            sub.add_argument("--by", required=True, help="nama pengguna operator")
            for flags, options in arguments:
                sub.add_argument(*flags, **options)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the act in the operators' realm."""
        act = getattr(self, "do_" + options["act"].replace("-", "_"))
        with as_operator():
            try:
                if options.get("by"):
                    options["by"] = operator(username=options["by"])
                act(options)
            except DomainError as error:
                raise CommandError(error.sentence) from None

    def tell(self, text: str, done: int, total: int) -> None:
        """Progress, on one line."""
        self.stderr.write(f"  {text} {done}/{total}")

    def do_list(self, options: dict[str, Any]) -> None:
        """One line per region."""
        for region in regions.regions():
            self.stdout.write(f"{region.code}\t{region.state}\t{region.slug}\t{region.name}")

    def do_archives(self, options: dict[str, Any]) -> None:
        """One line per archive."""
        for file in regions.archive_files():
            fingerprint = file.record.fingerprint if file.record else "-"
            self.stdout.write(f"{file.name}\t{file.size_bytes}\t{fingerprint}")

    def do_measure(self, options: dict[str, Any]) -> None:
        """Write the status of every region."""
        measure_all(at=timezone.now())

    def do_open(self, options: dict[str, Any]) -> None:
        """Open one region and print the steward's one-time password."""
        area = area_codes.autonomous_area(options["code"])
        opening = Opening(
            code=area.code,
            slug=options["slug"] or area.slug,
            steward_username=options["steward"],
            steward_name=options["steward_name"],
            preset=options["preset"],
            is_sample=options["sample"],
        )
        with as_owner(), enough_space():
            region = open_region(opening=opening, by=options["by"], at=timezone.now())
        measure(region, at=timezone.now())
        self.stdout.write(f"{region.name}: {addresses.url_of(region.slug)}")
        self._password(region, options["by"])
        if region.kind == RegionKind.PROVINCE:
            self.stdout.write(
                f"akun evaluatornya: manage.py evaluator open --province {region.code}"
            )

    def do_open_many(self, options: dict[str, Any]) -> None:
        """Open every region of a CSV file or of a province; one line per row."""
        choices = {"preset": options["preset"], "is_sample": options["sample"]}
        if options["province"]:
            rows = batches.of_province(options["province"], **choices)
        elif options["csv"]:
            rows = batches.of_csv(_read(options["csv"]), **choices)
        else:
            raise Invalid("Sebutkan --csv atau --province.")
        for row in rows:
            if row["state"] == "siap":
                batches.open_row(row, by=options["by"], at=timezone.now())
            line = (str(row["line"]), row["code"], row["state"], row["sentence"])
            self.stdout.write("\t".join(line))
        if failed := sum(row["state"] == "gagal" for row in rows):
            raise CommandError(f"{failed} dari {len(rows)} baris tidak dapat dibuka.")

    def do_password(self, options: dict[str, Any]) -> None:
        """Issue another one-time password."""
        self._password(self._region(options), options["by"])

    def _password(self, region: Region, by: User) -> None:
        with in_region(Tenant.of(region)):
            username = region.steward_username
            password = issue_password(username=username, by=by, at=timezone.now())
        self.stdout.write(f"pengguna: {username}\nkata sandi sekali pakai: {password}")

    def do_suspend(self, options: dict[str, Any]) -> None:
        """Suspend one region."""
        suspend(
            region=self._region(options),
            reason=options["reason"],
            by=options["by"],
            at=timezone.now(),
        )
        self.stdout.write("ditangguhkan")

    def do_reopen(self, options: dict[str, Any]) -> None:
        """Reopen one region."""
        reopen(
            region=self._region(options),
            reason=options["reason"],
            by=options["by"],
            at=timezone.now(),
        )
        self.stdout.write("melayani lagi")

    def do_rename(self, options: dict[str, Any]) -> None:
        """Give one region another address."""
        region = rename(
            region=self._region(options), slug=options["slug"], by=options["by"], at=timezone.now()
        )
        self.stdout.write(addresses.url_of(region.slug))

    def do_add_domain(self, options: dict[str, Any]) -> None:
        """Give one region a further host."""
        add_domain(
            region=self._region(options),
            domain=options["domain"],
            redirects=options["redirects"],
            by=options["by"],
            at=timezone.now(),
        )

    def do_remove_domain(self, options: dict[str, Any]) -> None:
        """Take a further host away."""
        remove_domain(
            region=self._region(options),
            domain=options["domain"],
            by=options["by"],
            at=timezone.now(),
        )

    def do_describe(self, options: dict[str, Any]) -> None:
        """Set colour, time zone and the mark of sample data; what is not given stays."""
        region = self._region(options)
        given = {name: options[name] for name in ("brand", "time_zone", "is_sample")}
        now = {name: getattr(region, name) for name in given}
        description = Description(**{n: now[n] if v is None else v for n, v in given.items()})
        describe(region=region, description=description, by=options["by"], at=timezone.now())

    def do_preset(self, options: dict[str, Any]) -> None:
        """Give one region the policy of another preset, from a day on."""
        change_preset(
            region=self._region(options),
            preset=options["preset"],
            effective_from=options["from"],
            by=options["by"],
            at=timezone.now(),
        )

    def do_export(self, options: dict[str, Any]) -> None:
        """Export one region."""
        given = (
            passphrases.given("Frasa sandi arsip (kosong: dibuatkan): ")
            if options["transfer"]
            else ""
        )
        passphrase = given or (locks.new_passphrase() if options["transfer"] else "")
        archive = exporting.export(
            region=self._region(options),
            by=options["by"],
            at=timezone.now(),
            lock=locks.new_lock(passphrase),
            tell=self.tell,
        )
        self.stdout.write(f"{archive.path}\nsidik jari: {archive.fingerprint}")
        if passphrase and not given:
            self.stdout.write(f"frasa sandi (sekali ini saja ditampilkan): {passphrase}")

    def do_restore(self, options: dict[str, Any]) -> None:
        """Restore one region; the passphrase of an archive from elsewhere is asked for."""
        wanted = restoring.Restoring(
            archive=options["archive"],
            fingerprint=options["fingerprint"],
            key=passphrases.key_of(options["archive"]),
            slug=options["slug"],
            as_copy=options["as_copy"],
            replace=options["replace"],
        )
        by, at = options["by"], timezone.now()
        old = restoring.replaced(wanted) if wanted.replace else None
        if old is not None:
            exporting.export(
                region=old, reason=Archive.Reason.REPLACING, by=by, at=at, tell=self.tell
            )
        with as_owner():
            region = restoring.restore(restoring=wanted, by=by, at=at, tell=self.tell)
        measure(region, at=timezone.now())
        self.stdout.write(f"{region.name}: {addresses.url_of(region.slug)}")

    def do_close(self, options: dict[str, Any]) -> None:
        """Close one region."""
        archive = closing.close(
            region=self._region(options),
            reason=options["reason"],
            keep_days=options["keep_days"],
            by=options["by"],
            at=timezone.now(),
            tell=self.tell,
        )
        self.stdout.write(f"{archive.path}\nsidik jari: {archive.fingerprint}")

    def do_destroy(self, options: dict[str, Any]) -> None:
        """Destroy the data of one closed region."""
        region = self._region(options)
        with as_owner():
            certificate = destroying.destroy(
                region=region, by=options["by"], at=timezone.now(), tell=self.tell
            )
        self.stdout.write(certificate.number)

    def _region(self, options: dict[str, Any]) -> Region:
        return access.region_for(options["by"], options["code"])


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise Invalid(f"Berkas {path} tidak dapat dibaca: {error.strerror}.") from None
