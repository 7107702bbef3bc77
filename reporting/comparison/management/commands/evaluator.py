"""Evaluators from the command line: `manage.py evaluator open --province 35 --by oki`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from core.errors import DomainError, NotFound
from reporting.comparison.access import Scope, proposed_for
from reporting.comparison.actions.close_evaluator import close_evaluator
from reporting.comparison.actions.open_evaluator import open_evaluator
from reporting.comparison.models import EvaluatorScope
from tenants.registry import addresses
from tenants.registry.queries.operators import as_operator, operator


class Command(BaseCommand):
    """Every subcommand is one act in the name of an operator; a refusal is a sentence."""

    help = "Mengatur akun evaluator: list, open, close."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One subparser per act."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("list", help="daftar akun evaluator dan lingkupnya")
        opening = acts.add_parser(
            "open", help="buka akun, untuk satu provinsi atau seluruh Indonesia"
        )
        opening.add_argument("--by", required=True, help="nama pengguna operator")
        opening.add_argument(
            "--province", default="", help="kode provinsi; kosong: seluruh Indonesia"
        )
        opening.add_argument("--username", default="", help="kosong: usulan dari nama provinsi")
        opening.add_argument("--name", default="", help="kosong: usulan dari nama provinsi")
        closing = acts.add_parser("close", help="tutup akun")
        closing.add_argument("username")
        closing.add_argument("--by", required=True, help="nama pengguna operator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the act in the operators' realm."""
        with as_operator():
            try:
                getattr(self, "do_" + options["act"])(options)
            except DomainError as error:
                raise CommandError(error.sentence) from None

    def do_list(self, options: dict[str, Any]) -> None:
        """One line per account."""
        for scope in EvaluatorScope.objects.select_related("user").order_by("user__username"):
            state = "berlaku" if scope.user.is_active else "ditutup"
            self.stdout.write(f"{scope.user.username}\t{state}\t{Scope(scope.province_code).name}")

    def do_open(self, options: dict[str, Any]) -> None:
        """Open one account and print its one-time password."""
        proposed = proposed_for(options["province"])
        opened = open_evaluator(
            username=options["username"] or proposed["username"],
            name=options["name"] or proposed["name"],
            province_code=options["province"],
            by=operator(username=options["by"]),
            at=timezone.now(),
        )
        self.stdout.write(
            f"{addresses.url_of('evaluasi')}\npengguna: {opened.evaluator.username}\n"
            f"kata sandi sekali pakai: {opened.password}"
        )

    def do_close(self, options: dict[str, Any]) -> None:
        """Close one account."""
        scopes = EvaluatorScope.objects.select_related("user")
        scope = scopes.filter(user__username=options["username"]).first()
        if scope is None:
            raise NotFound(f"Tidak ada akun evaluator “{options['username']}”.")
        by = operator(username=options["by"])
        close_evaluator(evaluator=scope.user, by=by, at=timezone.now())
        self.stdout.write("ditutup")
