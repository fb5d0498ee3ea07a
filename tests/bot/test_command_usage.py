"""The command line's own words: names as they are written, and no name of a function of ours."""

from __future__ import annotations

import pytest

from bot.cli import main


def told(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int | str | None, str]:
    """The exit code, and what was printed, on one line."""
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    both = capsys.readouterr()
    return ended.value.code, " ".join((both.out + both.err).split())


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("owner", "Hand the ownership to a Telegram user id."),
        ("devices", "List the Ring cameras and SwitchBot devices with their ids."),
    ],
)
def test_names_keep_their_capitals(capsys: pytest.CaptureFixture[str], command: str, sentence: str) -> None:
    code, words = told(capsys, command, "--help")
    assert code == 0
    assert sentence in words


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("demo", "--port", "x"), "'x' is no port: give one from 1 to 65535"),
        (("bench", "--minutes", "soon"), "'soon': give more than 0 and at most 10080 minutes"),
        (("torture", "--events", "many"), "'many': give a whole number, 1 or more"),
        (("torture", "--kills", "-1"), "'-1': give a whole number, 0 or more"),
        (("torture", "--seed", "x"), "'x': give a whole number, 0 or more"),
        (("torture", "--minutes", "nan"), "'nan': give more than 0 and less than 10000 minutes"),
        (("stats", "soon"), "usage: latchkey stats [-h] [--json] [span ...]"),
    ],
)
def test_what_cannot_be_taken_is_told_with_what_can(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    code, answer = told(capsys, *words)
    assert code == 2
    assert sentence in answer
