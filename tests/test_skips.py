"""`--strict-skips`: a skip for an unlisted reason fails the run, and says so before pytest's closing line."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

GATE = """
from pathlib import Path
from tests.skips import SkipGate

def pytest_configure(config):
    config.pluginmanager.register(SkipGate(Path(__file__).with_name("allowed.txt")))
"""


@pytest.fixture
def gated(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeconftest(GATE)
    pytester.makefile(".txt", allowed="# a comment\n\nthe cat is out\n")
    return pytester


def run(gated: pytest.Pytester, source: str, *arguments: str) -> pytest.RunResult:
    gated.makepyfile(source)
    return gated.runpytest_inprocess("-p", "no:cacheprovider", *arguments)


def test_a_listed_reason_passes(gated: pytest.Pytester) -> None:
    result = run(gated, "import pytest\ndef test_x(): pytest.skip('the cat is out')")
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(skipped=1)


@pytest.mark.parametrize(
    "source",
    [
        "def test_x(): pytest.skip('no reason')",
        "@pytest.mark.skip(reason='no reason')\ndef test_x(): pass",
        "@pytest.mark.skipif(True, reason='no reason')\ndef test_x(): pass",
        "pytest.skip('no reason', allow_module_level=True)",
        "@pytest.fixture\ndef thing(): pytest.skip('no reason')\ndef test_x(thing): pass",
    ],
)
def test_an_unlisted_reason_fails_however_it_is_given(gated: pytest.Pytester, source: str) -> None:
    result = run(gated, f"import pytest\n{source}\n")
    assert result.ret != pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*skipped for a reason that allowed.txt does not hold*", "*: no reason"])
    assert "skipped in" in result.outlines[-1]


@pytest.mark.parametrize(
    "source",
    [
        "def test_x(): pytest.skip('no reason')\ndef test_y(): pass",
        "pytest.skip('no reason', allow_module_level=True)",
    ],
)
def test_a_skip_in_a_process_of_its_own_counts(gated: pytest.Pytester, source: str) -> None:
    result = run(gated, f"import pytest\n{source}\n", "-p", "xdist", "-n", "2")
    assert result.ret != pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["*skipped for a reason that allowed.txt does not hold*", "*: no reason"])


def test_a_reason_must_match_whole(gated: pytest.Pytester) -> None:
    result = run(gated, "import pytest\ndef test_x(): pytest.skip('the cat is out of the bag')")
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_an_expected_failure_is_no_skip(gated: pytest.Pytester) -> None:
    result = run(gated, "import pytest\n@pytest.mark.xfail(reason='known')\ndef test_x(): assert False")
    assert result.ret == pytest.ExitCode.OK
    result.assert_outcomes(xfailed=1)


def test_a_failure_stays_a_failure(gated: pytest.Pytester) -> None:
    result = run(gated, "import pytest\ndef test_x(): pytest.skip('no reason')\ndef test_y(): assert False")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.assert_outcomes(skipped=1, failed=1)


def test_the_projects_own_list_holds_only_what_the_fixtures_say() -> None:
    here = Path(__file__).parent
    lines = (here / "allowed_skips.txt").read_text("utf-8").splitlines()
    reasons = [line for line in lines if line and not line.startswith("#")]
    sources = "\n".join(
        path.read_text("utf-8") for path in here.rglob("*.py") if path.name != Path(__file__).name
    )
    assert reasons
    assert [reason for reason in reasons if f'skip("{reason}")' not in sources] == []
