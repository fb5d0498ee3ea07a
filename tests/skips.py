"""Skipped tests that nobody notices are tests that nobody has: `--strict-skips` fails the run for them."""

from __future__ import annotations

from pathlib import Path

import pytest


def allowed_reasons(listing: Path) -> frozenset[str]:
    """One reason a line; lines that start with `#` are comments."""
    lines = (line.strip() for line in listing.read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line and not line.startswith("#"))


class SkipGate:
    """A pytest plugin: remembers every skip, and turns a run with an unlisted one into a failed run."""

    def __init__(self, listing: Path) -> None:
        self.allowed = allowed_reasons(listing)
        self.listing = listing
        self.unlisted: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped and not hasattr(report, "wasxfail"):
            self._remember(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self._remember(report)

    def _remember(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        reason = _reason(report)
        if reason not in self.allowed:
            self.unlisted.append(f"{report.nodeid}: {reason}")

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.unlisted and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.unlisted:
            terminalreporter.section(f"skipped for a reason that {self.listing.name} does not hold", red=True)
            for line in self.unlisted:
                terminalreporter.line(line)


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ").strip()
