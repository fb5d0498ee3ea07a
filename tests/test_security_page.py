"""docs/security.md promises nothing that no test proves."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import REPO

PAGE = (REPO / "docs" / "security.md").read_text("utf-8")
ROWS = [
    line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith(("| claim", "| ---"))
]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def found_in(path: Path) -> frozenset[str]:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return frozenset(node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:40])
def test_each_claim_names_a_test_that_is_there(row: str) -> None:
    claim, tests = row.strip("| ").split(" | ")
    assert claim.endswith(".")
    named = NAMED.findall(tests)
    assert named
    assert NAMED.sub("", tests).strip(", ") == ""
    assert [name for file, name in named if name not in found_in(REPO / file)] == []


@pytest.mark.parametrize("weakness", ["stolen", "Telegram itself", "mask", "root"])
def test_what_is_not_defended_is_said(weakness: str) -> None:
    assert weakness in PAGE.partition("## What is not defended")[2]
