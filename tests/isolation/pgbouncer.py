"""A real PgBouncer in transaction mode, in front of the tests' server."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

PROGRAM = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin:/usr/local/sbin")


class PgBouncer:
    """Started in `folder`; `servers` server processes for everybody, so that regions take turns."""

    def __init__(self, where, folder, *, servers=2):
        folder.chmod(0o777)
        self.port = _free_port()
        (folder / "users.txt").write_text('"amanah_app" ""\n')
        (folder / "pgbouncer.ini").write_text(
            f"[databases]\n{where['NAME']} = host={where['HOST']} dbname={where['NAME']}"
            " user=amanah_app\n"
            f"[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {self.port}\n"
            f"unix_socket_dir =\nauth_type = any\nauth_file = {folder}/users.txt\n"
            f"pool_mode = transaction\ndefault_pool_size = {servers}\nmax_client_conn = 100\n"
        )
        self.command = [PROGRAM, "-q", str(folder / "pgbouncer.ini")]
        if os.geteuid() == 0:  # it refuses to be root; the server's own user may use its socket
            user = pwd.getpwuid(Path(where["HOST"]).stat().st_uid).pw_name
            self.command += ["-u", user]
            for path in (folder, *folder.iterdir()):
                shutil.chown(path, user)
            for parent in folder.parents[:2]:
                parent.chmod(parent.stat().st_mode | 0o011)
        self.start()

    @property
    def connection(self):
        """What Django's connection settings become behind it."""
        return {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DISABLE_SERVER_SIDE_CURSORS": True,
            "REALMS": {"by_transaction": True},
        }

    def start(self):
        """Come back once it answers."""
        self.process = subprocess.Popen(self.command, stdout=sys.stderr, stderr=sys.stderr)
        for _ in range(200):
            if self.process.poll() is not None:
                raise AssertionError("PgBouncer did not start")
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 0.2):
                return
            time.sleep(0.05)
        raise AssertionError("PgBouncer does not answer")

    def kill(self):
        """End it without a word, and start it again."""
        self.process.kill()
        self.process.wait()
        self.start()

    def stop(self):
        """End it."""
        self.process.terminate()
        self.process.wait(timeout=10)


def _free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]
