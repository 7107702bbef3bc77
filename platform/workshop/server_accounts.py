"""As whom a server runs. PostgreSQL refuses root, so root's servers run as an account of their own."""

import ctypes
import os
import pwd
import shutil
import signal
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workshop.terminal import Refusal, tell

ACCOUNT = "amanah-db"
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Servant:
    """An operating-system account; `uid` None means: whoever we are."""

    uid: int | None = None
    gid: int | None = None

    def owns(self, folder: Path) -> None:
        """Make `folder` (0700) this account's own and reachable for it."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if self.uid is None or self.gid is None:
            return
        if folder.stat().st_uid != self.uid:
            for path in (folder, *folder.rglob("*")):
                os.chown(path, self.uid, self.gid, follow_symlinks=False)
        self.reaches(folder)

    def reaches(self, folder: Path) -> None:
        """Let this account walk down to `folder`; nothing on the way becomes readable."""
        if self.uid is None:
            return
        for above in reversed(folder.resolve().parents):
            if not above.stat().st_mode & stat.S_IXOTH:
                _let_through(above)

    def before_exec(self, at_our_end: signal.Signals) -> Callable[[], None]:
        """For a child before its exec: take the account, and end when we end, however we end."""
        libc = ctypes.CDLL(None)

        def become() -> None:
            if self.uid is not None and self.gid is not None:
                os.setgroups([])
                os.setgid(self.gid)
                os.setuid(self.uid)
            libc.prctl(_PR_SET_PDEATHSIG, int(at_our_end))

        return become


def servant() -> Servant:
    """Ourselves, or the servers' own account when we are root."""
    if os.geteuid() != 0:
        return Servant()
    try:
        entry = pwd.getpwnam(ACCOUNT)
    except KeyError:
        shell = "/usr/sbin/nologin"
        made = subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--shell", shell, ACCOUNT],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode != 0:
            raise Refusal(
                "PostgreSQL tidak mau berjalan sebagai root, dan akun sistem untuknya tidak dapat "
                f"dibuat ({made.stderr.strip()}). Jalankan ./run demo sebagai pengguna biasa."
            ) from None
        entry = pwd.getpwnam(ACCOUNT)
    return Servant(entry.pw_uid, entry.pw_gid)


def _let_through(folder: Path) -> None:
    """An access rule for the one account where the machine knows them, else for passing only."""
    if shutil.which("setfacl"):
        rule = ["setfacl", "-m", f"u:{ACCOUNT}:x", str(folder)]
        if subprocess.run(rule, capture_output=True, check=False).returncode == 0:
            return
    folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
    tell(f"    {folder} kini boleh dilewati (bukan dibaca) akun lain, agar database menjangkaunya")
