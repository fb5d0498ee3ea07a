"""What every test may lean on, and what none may: no socket but loopback, no settings of the machine."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis

from bot.settings import Settings
from tests.skips import SkipGate
from tests.storage.pipes import Pipes

REPO = Path(__file__).resolve().parent.parent
MEMORY, ROOM = Path("/dev/shm"), 4 * 2**30
"""A folder that is in memory on most Linux machines, and the bytes that have to be free there."""

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--strict-skips",
        action="store_true",
        help="fail when a test was skipped for a reason that tests/allowed_skips.txt does not hold",
    )


def pytest_configure(config: pytest.Config) -> None:
    _leave_the_machine(config.cache.mkdir("home") if config.cache else REPO / ".pytest_cache")
    if config.getoption("--strict-skips"):
        config.pluginmanager.register(SkipGate(REPO / "tests" / "allowed_skips.txt"), "skip-gate")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Half of a test's time is waiting for what it started."""
    return (os.cpu_count() or 1) * 2


def _leave_the_machine(home: Path) -> None:
    """Neither the settings nor the home of whoever runs the tests may change their outcome.

    The home is kept between runs: matplotlib's list of fonts takes seconds to make.
    """
    for name in Settings.model_fields:
        os.environ.pop(name.upper(), None)
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        del os.environ[name]
    os.environ["HOME"] = str(home)
    os.environ["MPLCONFIGDIR"] = str(home / "matplotlib")
    _keep_in_memory()


def _keep_in_memory() -> None:
    """Of the time of a test that writes a store, half was waiting for the disk."""
    if "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ["TMPDIR"] = str(MEMORY)
        tempfile.tempdir = None


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real clips, photos and models that lies beside the repo."""
    folder = Path(os.environ.get("LATCHKEY_SHARED") or REPO.parent / "shared")
    if not folder.is_dir():
        pytest.skip("../shared is absent")
    return folder.resolve()


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("chromium is not installed")
    return found


# What the workers of the pools in tests are forked from has the libraries loaded already.
multiprocessing.get_context("forkserver").set_forkserver_preload(["tests.preloaded"])

# No test is about this machine's speed, and the same code has the same outcome.
# HYPOTHESIS_PROFILE=wander looks for more.
hypothesis.register_profile("same", deadline=None, derandomize=True)
hypothesis.register_profile("wander", deadline=None, max_examples=2000)
hypothesis.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture
def pipes() -> Iterator[Pipes]:
    """Files on a disk that hangs, until the test is over."""
    made = Pipes()
    yield made
    made.answer()
