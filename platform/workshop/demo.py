"""`./run demo`, `./run manage` and `./run shell`: the product on this machine, by itself.

1. Servers: those of DATABASE_URL and VALKEY_URL, else embedded ones.
2. Migrations and static files, each only when something changed; then worker, beat and web.
3. Demo data on the first start; then the addresses and accounts, and everything stays up until Ctrl-C.
"""

import http.client
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

from workshop import paths, prepare, shell
from workshop.machine import Busy, Machine, environment, machine, running, stamped
from workshop.servers import is_free
from workshop.supervise import Asked, Child
from workshop.terminal import Refusal, Voice, disk_full, explain, step, tell

PORT = paths.port()
HOST = os.environ.get("HOST") or "127.0.0.1"
BASE_HOST = os.environ.get("AMANAH_BASE_HOST") or "localhost"
PYTHON = str(paths.venv_program("python"))
MANAGE = [PYTHON, str(paths.ROOT / "manage.py")]
SHOWN = 5
"""Of so many regions the addresses and accounts are told; of the others by `--accounts`."""
NOT_SERVED = [
    f"--ignore={name}"
    for name in (
        "src",
        "*.map",
        "redoc*",
        "rest_framework",
        "swagger-ui-es-*",
        "swagger-ui.js",
    )
]
"""Static files that no page of ours asks for."""


def demo(*, all_regions: bool = False) -> int:
    """Everything, in the foreground; with `all_regions` the whole country is opened."""
    tell("Amanah disiapkan di mesin ini.\n")
    with machine(check_port) as here:
        here.env.update(AMANAH_DEMO="true", PORT=str(PORT), HOST=HOST)
        once("migrations", here, migration_mark(), lambda: migrate(here.env))
        once("static", here, static_mark(), lambda: collect_static(here.env))
        with step("Menyalakan web, pekerja latar, dan penjadwal"):
            for child in processes(here.env):
                here.supervisor.launch(child)
        once("demo", here, "", lambda: demo_data(here))
        if all_regions:
            once("demo-all-regions", here, "", lambda: demo_data(here, "--all-regions"))
        announce(accounts(here.env))
        here.supervisor.watch()
    return 0


def check_port() -> None:
    """Refuse a port that is none or that another program has."""
    if PORT == 0:
        raise Refusal("PORT harus angka 1 sampai 65535, misalnya PORT=8001 ./run demo")
    if not is_free(HOST, PORT):
        raise Refusal(
            f"Port {PORT} sedang dipakai program lain. Hentikan program itu, atau pilih port lain:\n"
            f"    PORT={PORT + 1} ./run demo"
        )


def once(name: str, here: Machine, mark: str, do: Callable[[], None]) -> None:
    """Do a step unless it was done for this data and these sources."""
    stamp, wanted = stamped(name), f"{here.mark} {mark}"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    do()
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)


def migration_mark() -> str:
    """Changes when any migration, or any grant, changes."""
    grants = [paths.ROOT / "platform" / "config" / "composition.py", *paths.ours("db/*.py")]
    return prepare.fingerprint([*paths.ours("**/migrations/*.py"), *grants])


def static_mark() -> str:
    """Changes when any static file may have changed."""
    static = paths.ROOT / "platform" / "core" / "ui" / "static"
    return prepare.fingerprint([static, paths.REQUIREMENTS / "base.txt"])


def migrate(env: Mapping[str, str]) -> None:
    """The public schema and every region's."""
    with step("Menyiapkan tabel"):
        sorry = "Tabel tidak dapat disiapkan."
        shell.run_logged([*MANAGE, "migrate_regions"], log="migrate", sorry=sorry, env=env)


def collect_static(env: Mapping[str, str]) -> None:
    """Static files, compressed."""
    with step("Mengumpulkan berkas tampilan"):
        sorry = "Berkas tampilan tidak dapat dikumpulkan."
        shell.run_logged(
            [*MANAGE, "collectstatic", "--no-input", *NOT_SERVED],
            log="static",
            sorry=sorry,
            env=env,
        )


def processes(env: Mapping[str, str]) -> list[Child]:
    """Worker, beat and web."""
    celery = [PYTHON, "-m", "celery", "-A", "config.celery"]
    schedule = str(paths.STATE / "beat-schedule")
    return [
        Child(
            name="worker",
            title="Pekerja latar",
            command=[*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"],
            answers=lambda: True,
            env=env,
        ),
        Child(
            name="beat",
            title="Penjadwal",
            command=[*celery, "beat", "--schedule", schedule, "--loglevel", "INFO"],
            answers=lambda: True,
            env=env,
        ),
        Child(
            name="web",
            title="Web",
            command=[
                *(PYTHON, "-m", "gunicorn", "config.wsgi:application"),
                *("--bind", f"[{HOST}]:{PORT}" if ":" in HOST else f"{HOST}:{PORT}"),
                *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
                *("--timeout", "120", "--graceful-timeout", "5"),
            ],
            answers=web_answers,
            env=env,
        ),
    ]


def web_answers() -> bool:
    """Whether the web server speaks HTTP."""
    asked = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(HOST, HOST)  # noqa: S104
    connection = http.client.HTTPConnection(asked, PORT, timeout=10)
    try:
        connection.request("GET", "/health/live", headers={"Host": f"{BASE_HOST}:{PORT}"})
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def has_demo_data() -> bool:
    """Whether this version knows how to build demo data."""
    return bool(paths.ours("**/management/commands/demo.py"))


def demo_data(here: Machine, *more: str) -> None:
    """The sample regions, built by the real acts; what runs meanwhile is kept alive."""
    if not has_demo_data():
        return
    tell("  • Mengisi data contoh (hanya sekali) …")
    builder = subprocess.Popen([*MANAGE, "demo", *more], env={**os.environ, **here.env})
    try:
        while builder.poll() is None:
            here.supervisor.tend()
    finally:
        if builder.poll() is None:
            builder.terminate()
            builder.wait()
    if builder.returncode != 0:
        if paths.free_mib(paths.STATE) < 20:
            raise disk_full(paths.STATE)
        again = " ".join(["./run demo", *more])
        raise Refusal(f"Data contoh belum lengkap. Jalankan {again} lagi untuk melanjutkannya.")


def accounts(env: Mapping[str, str]) -> list[dict[str, Any]]:
    """The demo's accounts: host, region, role, username, password."""
    if not has_demo_data():
        return []
    country = ["--all-regions"] if has_country() else []
    asked = subprocess.run(
        [*MANAGE, "demo", "--accounts", *country],
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode != 0:
        raise Refusal(f"Daftar akun contoh tidak dapat dibaca.\n{asked.stderr[-2000:]}")
    return list(json.loads(asked.stdout))


def announce(people: list[dict[str, Any]]) -> None:
    """Addresses and accounts."""
    tell(f"\nAmanah berjalan.\n\n  Beranda      http://{BASE_HOST}:{PORT}/")
    tell(f"  Operator     http://konsol.{BASE_HOST}:{PORT}/")
    tell(f"  Evaluator    http://evaluasi.{BASE_HOST}:{PORT}/")
    hosts = list(dict.fromkeys(person["host"] for person in people if person["region"]))
    for host in hosts[:SHOWN]:
        tell(f"  Daerah       http://{host.split(':')[0]}:{PORT}/")
    if people:
        tell("\n  Akun contoh (semuanya: ./run demo --accounts)")
    told = ""
    for person in people:
        if person["host"] in hosts[SHOWN:]:
            continue
        if person["host"] != told:
            told = person["host"]
            tell(f"\n  {told.split(':')[0]}")
        tell(f"    {person['username']:<20} {person['password']:<26} {person['role']}")
    if hosts[SHOWN:]:
        tell(f"\n  … dan {len(hosts) - SHOWN} daerah lain: ./run demo --accounts")
    tell("\nCtrl-C menghentikan semuanya.\n")


def show_accounts() -> int:
    """`./run demo --accounts`: JSON, and nothing else, on stdout.

    Those of the whole country are asked of the database: the running one, or one started for it.
    """
    Voice.stream = sys.stderr
    if not has_country():
        found = accounts(environment({}))
    else:
        try:
            with machine() as here:
                found = accounts(here.env)
        except Busy:
            found = accounts(environment(running()))
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    return 0


def has_country() -> bool:
    """Whether all regions were opened here."""
    return stamped("demo-all-regions").exists()


def manage(arguments: list[str]) -> int:
    """One management command, beside a running demo or with servers started for it alone."""
    try:
        with machine() as here:
            return subprocess.run(
                [*MANAGE, *arguments], env={**os.environ, **here.env}, check=False
            ).returncode
    except Busy:
        env = {**os.environ, **environment(running())}
        return subprocess.run([*MANAGE, *arguments], env=env, check=False).returncode


def main(arguments: list[str]) -> int:
    """Dispatch, and turn what goes wrong into a sentence."""
    try:
        match arguments:
            case ["demo", "--accounts"]:
                return show_accounts()
            case ["demo"] | ["demo", "--all-regions"]:
                return demo(all_regions=len(arguments) == 2)
            case ["shell", *rest]:
                return manage(["shell", *rest])
            case ["manage", *rest]:
                return manage(rest)
        raise Refusal(f"Tidak dikenal: ./run {' '.join(arguments)}. Menu: ./run")
    except Busy:
        tell("Amanah sudah berjalan dari folder data ini. Hentikan dulu yang itu dengan Ctrl-C.")
    except Asked:
        tell("Dihentikan. Semua data tersimpan; ./run demo menyalakannya lagi.")
        return 0
    except Refusal as refusal:
        tell(f"\n{refusal}")
    except OSError as error:
        tell(f"\n{explain(error)}")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
