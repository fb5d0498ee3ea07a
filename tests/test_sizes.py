"""Small enough to live in: short functions, files that one can read in a sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median

REPO = Path(__file__).resolve().parent.parent
ROOMS = ("bot", "charts", "deploy", "pipeline", "storage")

LONGEST_FUNCTION = 60
LONGEST_FILE = 400


def sources() -> list[Path]:
    return sorted(path for room in ROOMS for path in (REPO / room).rglob("*.py"))


def functions() -> Iterator[tuple[str, int]]:
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{path.relative_to(REPO)}:{node.name}", (node.end_lineno or 0) - node.lineno + 1


def test_no_function_is_long() -> None:
    assert [place for place, lines in functions() if lines > LONGEST_FUNCTION] == []


def test_half_of_the_functions_are_below_ten_lines() -> None:
    assert median(lines for _, lines in functions()) < 10


def test_no_file_is_long() -> None:
    lengths = {str(path.relative_to(REPO)): path.read_text("utf-8").count("\n") for path in sources()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}
