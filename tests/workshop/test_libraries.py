"""What a wheel's program needs of the system is found before the program is started."""

import shutil
import subprocess
from pathlib import Path

import pytest

from workshop import libraries, shell
from workshop.terminal import Refusal


@pytest.fixture
def program(tmp_path):
    """A program that asks for a library which is nowhere: a copy of a real one, renamed in its table."""
    path = tmp_path / "venv" / "bin" / "node"
    path.parent.mkdir(parents=True)
    real = Path(str(shutil.which("true")))
    path.write_bytes(real.read_bytes().replace(b"libc.so.6\0", b"libq.so.6\0"))
    path.chmod(0o755)
    return path


def test_the_loader_is_asked_what_is_missing(program):
    assert libraries.lacked_by(program) == ["libq.so.6"]
    with pytest.raises(subprocess.CalledProcessError):
        subprocess.run([program], check=True, capture_output=True)


def test_programs_are_found_among_other_files(program, tmp_path):
    (tmp_path / "venv" / "bin" / "script").write_text("#!/bin/sh\n")
    (tmp_path / "venv" / "bin" / "script").chmod(0o755)
    (tmp_path / "venv" / "lib.so.1").write_bytes(program.read_bytes())
    assert list(libraries.programs(tmp_path)) == [program]


def test_what_is_known_is_installed(program, monkeypatch):
    monkeypatch.setattr(libraries.paths, "VENV", program.parents[1])
    monkeypatch.setitem(libraries.DEBIAN, "libq.so.6", "libq6")
    monkeypatch.setattr(libraries, "loads", lambda library: True)
    installed = []
    monkeypatch.setattr(shell, "apt_install", lambda packages, why: installed.extend(packages))
    libraries.provide()
    assert installed == ["libq6"]


def test_what_is_unknown_is_named_with_who_needs_it(program, monkeypatch):
    monkeypatch.setattr(libraries.paths, "VENV", program.parents[1])
    with pytest.raises(Refusal, match=r"libq\.so\.6, dipakai oleh .*/bin/node"):
        libraries.provide()


def test_a_file_that_cannot_be_started_here_is_left_to_whoever_starts_it(tmp_path):
    path = tmp_path / "foreign"
    path.write_bytes(b"\x7fELF" + b"\0" * 60)
    path.chmod(0o755)
    assert libraries.lacked_by(path) == []
