"""deploy/packages.py: the real pip, a real environment, packages made on the spot. No network."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from deploy.packages import Progress, locked

INSTALLER = Path(__file__).resolve().parent.parent / "deploy" / "packages.py"


@dataclass(frozen=True)
class Place:
    """An environment without packages, and a folder that pip takes its packages from."""

    folder: Path

    @property
    def shelf(self) -> Path:
        return self.folder / "shelf"

    @property
    def lock(self) -> Path:
        return self.folder / "requirements.lock"

    @property
    def stamp(self) -> Path:
        return self.folder / ".runtime"

    @property
    def unfinished(self) -> Path:
        return self.folder / ".runtime.unfinished"

    def module(self, name: str) -> Path:
        (found,) = (self.folder / "venv" / "lib").glob("python*/site-packages")
        return found / f"{name}.py"

    def install(self) -> subprocess.CompletedProcess[str]:
        pip = {
            "PIP_PYTHON": str(self.folder / "venv" / "bin" / "python"),
            "PIP_FIND_LINKS": f"{self.shelf} {self.folder / 'no-such-folder'}",
            "PIP_NO_INDEX": "1",
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
        }
        command = [sys.executable, str(INSTALLER), str(self.lock), "--stamp", str(self.stamp)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
        return subprocess.run(command, env={**kept, **pip}, capture_output=True, text=True, check=False)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path)
    venv.create(tmp_path / "venv", with_pip=False, symlinks=True)
    made.shelf.mkdir()
    pinned = [pin(wheel(made.shelf, name, "1.0")) for name in ("setuptools", "acme_bell", "acme_chime")]
    made.lock.write_text("".join(pinned), "utf-8")
    return made


def wheel(shelf: Path, name: str, number: str) -> Path:
    """A package of one module, as small as a wheel can be."""
    info = f"{name}-{number}.dist-info"
    files = {
        f"{name}.py": "RING = True\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {number}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: x\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{path},sha256={_digest(text)},{len(text)}\n" for path, text in files.items())
    path = shelf / f"{name}-{number}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for inside, text in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            archive.writestr(inside, text)
    return path


def _digest(text: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()


def pin(package: Path) -> str:
    name, number = package.name.removesuffix(".tar.gz").split("-")[:2]
    return f"{name}=={number} \\\n    --hash=sha256:{hashlib.sha256(package.read_bytes()).hexdigest()}\n"


@pytest.mark.slow
def test_a_lock_is_installed_with_progress_and_without_noise(place: Place) -> None:
    result = place.install()
    assert result.returncode == 0, result.stderr
    assert place.module("acme_bell").exists()
    assert place.module("acme_chime").exists()
    assert place.stamp.exists()
    assert not place.unfinished.exists()
    assert "Packages: done" in result.stdout
    assert "is ignored" not in result.stdout + result.stderr
    assert result.stderr == ""


@pytest.mark.slow
def test_a_package_that_is_not_the_locked_one_stops_the_installation(place: Place) -> None:
    package = wheel(place.shelf, "acme_bell", "1.0")
    package.write_bytes(package.read_bytes() + b"tampered")
    result = place.install()
    assert result.returncode != 0
    assert "DO NOT MATCH THE HASHES" in result.stderr
    assert not place.module("acme_bell").exists()
    assert not place.stamp.exists()
    assert place.unfinished.exists()


@pytest.mark.slow
def test_a_package_that_would_have_to_be_compiled_is_refused(place: Place) -> None:
    source = place.shelf / "acme_gong-1.0.tar.gz"
    source.write_bytes(b"never opened")
    place.lock.write_text(place.lock.read_text("utf-8") + pin(source), "utf-8")
    result = place.install()
    assert result.returncode != 0
    assert "acme_gong" in result.stderr
    assert not place.stamp.exists()


@pytest.mark.slow
def test_what_was_interrupted_is_done_again(place: Place) -> None:
    assert place.install().returncode == 0
    place.module("acme_bell").unlink()  # half unpacked: listed, but not there
    place.stamp.unlink()
    place.unfinished.touch()
    assert place.install().returncode == 0
    assert place.module("acme_bell").exists()
    assert not place.unfinished.exists()


def test_the_builder_is_pinned_by_the_lock_itself() -> None:
    lock = "a==1 \\\n    --hash=sha256:aa\n    # via b\nsetuptools==81 \\\n    --hash=sha256:bb\nz==1 \\\n"
    assert locked(lock, "setuptools") == "setuptools==81 \\\n    --hash=sha256:bb\n"
    with pytest.raises(SystemExit, match="does not pin wheel"):
        locked(lock, "wheel")


def test_in_a_log_nothing_is_said_twice(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("Latchkey", 1, rewrite=False)
    for line in (
        "Building wheels for collected packages: latchkey",
        "Installing collected packages: latchkey",
    ):
        progress.hear(line)
    progress.close("done")
    assert capsys.readouterr().out == "Latchkey: unpacking\nLatchkey: done\n"


def test_on_a_terminal_one_line_is_rewritten(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("Packages", 2, rewrite=True)
    for line in (
        "WARNING: Location '/nowhere' is ignored: it is neither a file nor a directory.",
        "Collecting numpy==2.4.6 (from -r requirements.lock (line 1504))",
        "  Downloading numpy-2.4.6-cp311-manylinux_x86_64.whl (18.6 MB)",
        "Processing /a/shelf/acme_bell-1.0-py3-none-any.whl (from -r requirements.lock (line 1))",
        "Installing collected packages: numpy, acme_bell",
    ):
        progress.hear(line)
    progress.close("done")
    shown = capsys.readouterr().out.replace("\x1b[K", "").split("\r")[1:]
    assert shown == [
        "Packages: 1/2 numpy",
        "Packages: 1/2 numpy (18.6 MB)",
        "Packages: 2/2 acme_bell",
        "Packages: unpacking",
        "Packages: done\n",
    ]
