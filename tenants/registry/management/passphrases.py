"""The passphrase of an archive on the command line: from the environment or typed, never an argument.

An argument is seen by everyone who may list the machine's processes, and kept by the shell.
"""

import os
import sys
from getpass import getpass

from core.errors import Invalid
from tenants.registry.actions import restore as restoring

VARIABLE = "AMANAH_ARCHIVE_PASSPHRASE"


def given(question: str) -> str:
    """The passphrase in the environment, or what is typed at a terminal; empty without either."""
    found = os.environ.get(VARIABLE, "")
    return found or (getpass(question) if sys.stdin.isatty() else "")


def key_of(archive: str) -> str:
    """The key of an archive (`Restoring.key`), asking for its passphrase if it needs one."""
    try:
        return restoring.unlocked(archive)
    except Invalid as error:
        if error.field != "passphrase":
            raise
    passphrase = given("Frasa sandi arsip: ")
    if not passphrase:
        raise Invalid(
            f"Arsip ini dibuat di instalasi lain. Berikan frasa sandinya melalui {VARIABLE}, "
            "atau jalankan perintah ini di terminal."
        )
    return restoring.unlocked(archive, passphrase)
