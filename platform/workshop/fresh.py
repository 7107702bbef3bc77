"""`./run fresh`: both commands of the README in a bare Debian root, as a newcomer has it.

A machine on which the product is made has more than a newcomer's: a green run there hides what nobody installs.
So a root with nothing but `python3` and `git` is made with debootstrap and kept; a copy of it gets a clean clone
of HEAD, and in it the demo is started until somebody can sign in, and every test is run. Needs root.

    ./run fresh [--demo-only | --test-only] [--suite=bookworm]
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

from workshop import paths, shell
from workshop.terminal import Refusal, explain, step, tell

PACKAGES = "python3,git,ca-certificates"
PORT = 8765
PATIENCE_SECONDS = 1800
SETTINGS = re.compile(r"proxy|^pip_|^npm_|ssl|cert|_ca_", re.IGNORECASE)
"""Environment variables that tell how this machine reaches the package registries."""
FILES = (
    *("/etc/apt/apt.conf.d", "/etc/apt/sources.list", "/etc/apt/sources.list.d"),
    *("/etc/pip.conf", "/etc/npmrc", "/etc/resolv.conf", "/etc/hosts"),
    *("~/.config/pip", "~/.npmrc", "/usr/local/share/ca-certificates"),
)
"""Files that tell it, copied as they are."""
MOST_BYTES = 50_000_000


def base(suite: str) -> Path:
    """A root of `suite` with the packages that the README asks for; made once."""
    folder = paths.STATE / "fresh" / suite
    if (folder / "complete").exists():
        return folder
    if not shutil.which("debootstrap"):
        shell.apt_install(["debootstrap"], why="./run fresh membuat Debian kosong.")
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with step(f"Membuat Debian kosong ({suite})"):
        shell.run_logged(
            ["debootstrap", "--variant=minbase", f"--include={PACKAGES}", suite, folder, mirror()],
            log="debootstrap",
            sorry="Debian kosong tidak dapat dibuat.",
        )
    (folder / "complete").touch()
    return folder


def mirror() -> str:
    """Where this machine has its Debian packages from."""
    places = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    text = "\n".join(place.read_text() for place in places if place.is_file())
    found = re.search(r"^(?:URIs:|deb(?:\s+\[[^]]*\])?)\s+(\S+)", text, re.MULTILINE)
    if found is None:
        raise Refusal("Alamat paket Debian tidak ditemukan di /etc/apt.")
    return found.group(1)


def newcomer(suite: str) -> Path:
    """A copy of the root with a clean clone of HEAD in /amanah."""
    root = paths.STATE / "fresh" / "run"
    shutil.rmtree(root, ignore_errors=True)
    bare = base(suite)
    with step("Menyalin Debian kosong dan mengambil HEAD"):
        subprocess.run(["cp", "-a", bare, root], check=True)
        subprocess.run(["git", "clone", "--quiet", paths.ROOT, root / "amanah"], check=True)
        named = [value for name, value in os.environ.items() if SETTINGS.search(name)]
        for file in (*FILES, *(value for value in named if value.startswith("/"))):
            _copy(Path(file).expanduser(), root)
        for sources in (root / "etc/apt").glob("sources.list*/*"):
            sources.write_text(re.sub(r"\b(bookworm|trixie)\b", suite, sources.read_text()))
    return root


def _copy(source: Path, root: Path) -> None:
    target = root / source.relative_to("/")
    if not source.exists() or sum(f.stat().st_size for f in source.rglob("*")) > MOST_BYTES:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", "--no-target-directory", source, target], check=True)


def inside(root: Path, command: str, log: str) -> subprocess.Popen[bytes]:
    """Start a command in /amanah of the root, in name spaces of its own, with its output in a log."""
    kept = {name: value for name, value in os.environ.items() if SETTINGS.search(name)}
    env = {
        **kept,
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": str(Path.home()),
        "PORT": str(PORT),
    }
    mounts = (
        "mount -t proc proc {0}/proc && mount --rbind /dev {0}/dev && mount --rbind /sys {0}/sys"
    )
    script = f"{mounts.format(root)} && exec chroot {root} sh -c 'cd /amanah && exec {command}'"
    with (paths.LOGS / f"{log}.log").open("wb") as file:
        return subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child=SIGINT", "sh", "-c", script],
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def try_demo(root: Path) -> bool:
    """Start the demo, sign in to a region as soon as one is filled in, stop it again; says how long both took."""
    began = time.monotonic()
    demo = inside(root, "./run demo", "fresh-demo")
    try:
        while not _ready():
            if demo.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                tell("  ✗ ./run demo tidak sampai siap")
                return False
            time.sleep(1)
        tell(f"  ✓ ./run demo siap setelah {time.monotonic() - began:.0f} s")
        asked = inside(root, "./run demo --accounts", "fresh-accounts")
        asked.wait(timeout=300)
        accounts = _one_of_each_region((paths.LOGS / "fresh-accounts.log").read_text())
        while not any(map(_signs_in, accounts)):  # the samples are still being filled in
            if demo.poll() is not None or time.monotonic() - began > PATIENCE_SECONDS:
                tell(f"  ✗ masuk di {', '.join(account['host'] for account in accounts)}")
                return False
            time.sleep(2)
        tell(f"  ✓ masuk setelah {time.monotonic() - began:.0f} s")
        return True
    finally:
        _stop(demo)


def _ready() -> bool:
    try:
        with urllib.request.urlopen(f"http://localhost:{PORT}/health/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _one_of_each_region(said: str) -> list[dict[str, str]]:
    accounts = json.loads(said[said.index("\n[" if "\n[" in said else "[") :])
    first = {a["host"]: a for a in reversed(accounts) if a["region"]}
    return list(first.values())


def _signs_in(account: dict[str, str]) -> bool:
    """Whether the sign-in page lets the account in."""
    headers = {"Host": account["host"]}
    address = f"http://localhost:{PORT}/masuk/"
    opener = urllib.request.build_opener(_NoRedirect())
    try:
        page = opener.open(urllib.request.Request(address, headers=headers))
        cookie = str(page.headers["Set-Cookie"]).partition(";")[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
        form = {**account, "csrfmiddlewaretoken": token.group(1) if token else ""}
        more = {"Cookie": cookie, "Origin": f"http://{account['host']}"}
        data = urllib.parse.urlencode(form).encode()
        opener.open(urllib.request.Request(address, data=data, headers={**headers, **more}))
    except urllib.error.HTTPError as error:
        return error.code == 303
    return False


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Where a sign-in leads is of no interest here."""


def try_tests(root: Path) -> bool:
    """Run every test; says how long it took and how it ended."""
    began = time.monotonic()
    tests = inside(root, "./run test", "fresh-test")
    try:
        code = tests.wait()
    finally:
        _stop(tests)
    closing = (paths.LOGS / "fresh-test.log").read_text().strip().splitlines()[-1:]
    tell(f"  {'✗' if code else '✓'} ./run test, {time.monotonic() - began:.0f} s: {closing}")
    return code == 0


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def main(arguments: list[str]) -> int:
    """Try both commands, or one of them."""
    suite = next((a.partition("=")[2] for a in arguments if a.startswith("--suite=")), "bookworm")
    try:
        if os.geteuid() != 0:
            raise Refusal("./run fresh membuat akar Debian sendiri; jalankan sebagai root.")
        root = newcomer(suite)
        good = "--test-only" in arguments or try_demo(root)
        good = ("--demo-only" in arguments or try_tests(root)) and good
    except Refusal as refusal:
        tell(f"\n{refusal}")
        return 1
    except OSError as error:
        tell(f"\n{explain(error)}")
        return 1
    except KeyboardInterrupt:
        tell("\nDihentikan.")
        return 130
    if not good:
        tell(f"Keluarannya di {paths.LOGS}/fresh-*.log")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[2:]))
