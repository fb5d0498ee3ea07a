"""The verdict as it is told: a line for each invariant, and what broke it below."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.torture.judge import Finding

COLUMNS = 110
NAME = 42
SHOWN = 10
"""Lines of what is wrong with one invariant; `--json` has them all."""


def table(title: str, findings: Sequence[Finding], kept: Path | None) -> str:
    lines = [title, ""]
    for finding in findings:
        lines += _finding(finding)
    if any(not finding.holds for finding in findings):
        lines += ["", _where(kept)]
    return "\n".join(lines)


def _finding(finding: Finding) -> list[str]:
    told = f"{'holds ' if finding.holds else 'BROKEN'}  {finding.name:<{NAME}}  "
    lines = textwrap.wrap(told + finding.numbers, COLUMNS, subsequent_indent=" " * len(told))
    lines += [f"          {line}" for line in finding.broken[:SHOWN]]
    if len(finding.broken) > SHOWN:
        lines.append(f"          and {len(finding.broken) - SHOWN} more")
    return lines


def _where(kept: Path | None) -> str:
    if kept is not None:
        return f"The store and the logs of the bot and the clouds are in {kept}."
    return "Run it again with the same --seed and with --keep DIR to have the store and the logs."


def as_json(title: str, findings: Sequence[Finding]) -> dict[str, Any]:
    return {
        "title": title,
        "holds": all(finding.holds for finding in findings),
        "findings": [
            {"name": one.name, "holds": one.holds, "numbers": one.numbers, "broken": list(one.broken)}
            for one in findings
        ],
    }
