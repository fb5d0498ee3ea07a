"""The locks: complete, hash-pinned, without addresses, and nothing in them is compiled."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from deploy.packages import PURE_PYTHON_SDISTS

REPO = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((REPO / "pyproject.toml").read_text("utf-8"))["project"]
NEVER_LOCKED = {"torch", "torchvision", "ultralytics", "opencv-python"}

ENTRY = re.compile(
    r"^(?P<what>[^\s#][^\\\n]*?) \\\n(?P<hashes>(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", re.M
)
HEAD = re.compile(r"^[^\s#].*", re.M)


def text(name: str) -> str:
    return (REPO / name).read_text("utf-8")


def pins(name: str) -> dict[str, list[Requirement]]:
    """Requirements by name; a package may have one pin for each range of Python versions."""
    found: dict[str, list[Requirement]] = {}
    for entry in ENTRY.finditer(text(name)):
        requirement = Requirement(entry["what"])
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


both = pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])


@both
def test_every_requirement_has_its_hashes(lock: str) -> None:
    heads = HEAD.findall(text(lock))
    assert len(heads) == len(ENTRY.findall(text(lock))) > 50


@both
def test_no_address_and_no_option(lock: str) -> None:
    assert "://" not in text(lock)
    assert [line for line in HEAD.findall(text(lock)) if line.startswith("-")] == []


@both
def test_every_requirement_is_one_version(lock: str) -> None:
    operators = {spec.operator for group in pins(lock).values() for pin in group for spec in pin.specifier}
    assert operators == {"=="}


def unmet(wanted: list[str], lock: str) -> list[str]:
    locked = pins(lock)
    requirements = [Requirement(line) for line in wanted]
    return [
        str(requirement)
        for requirement in requirements
        for candidates in [locked.get(canonicalize_name(requirement.name), [])]
        if not candidates or not all(exact(pin) in requirement.specifier for pin in candidates)
    ]


def exact(pin: Requirement) -> str:
    (specifier,) = pin.specifier
    return specifier.version


def test_each_dependency_of_the_project_is_locked() -> None:
    assert unmet(PROJECT["dependencies"], "requirements.lock") == []
    assert unmet(PROJECT["optional-dependencies"]["dev"], "requirements-dev.lock") == []


def test_a_dependency_that_the_lock_does_not_meet_is_found() -> None:
    wanted = ["numpy>=1", "numpy<1", "no-such-thing"]
    assert unmet(wanted, "requirements.lock") == ["numpy<1", "no-such-thing"]


def test_the_tests_run_with_the_very_versions_that_run_at_home() -> None:
    runtime, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in runtime} == runtime


def test_dlib_comes_built_and_is_never_compiled() -> None:
    (source,) = pins("requirements.lock")["dlib"]
    assert source.marker is not None
    assert not source.marker.evaluate()
    assert version("dlib-bin")
    with pytest.raises(PackageNotFoundError):
        version("dlib")


@both
def test_nothing_heavy_came_along(lock: str) -> None:
    assert NEVER_LOCKED & set(pins(lock)) == set()


def test_the_packages_that_are_built_here_are_locked_with_what_builds_them() -> None:
    assert {*PURE_PYTHON_SDISTS, "setuptools"} <= set(pins("requirements.lock"))
