"""Never a secret in a log line, whoever wrote it and however."""

from __future__ import annotations

import logging

import pytest

from bot.redact import RedactingFormatter, redact

TOKEN = "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


def formatted(
    message: str, *args: object, error: BaseException | None = None, secrets: tuple[str, ...] = ()
) -> str:
    exc_info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.INFO, "file", 1, message, args, exc_info)
    return RedactingFormatter(secrets).format(record)


def test_settings_secrets_are_starred_also_as_arguments() -> None:
    assert "hunter22" not in formatted("sign with %s", "hunter22", secrets=("hunter22",))


def test_a_traceback_is_covered() -> None:
    try:
        raise RuntimeError(f"POST https://api.telegram.org/bot{TOKEN}/sendPhoto failed")
    except RuntimeError as error:
        line = formatted("oops", error=error)
    assert "sendPhoto failed" in line
    assert TOKEN not in line


@pytest.mark.parametrize(
    "text",
    [
        f"token {TOKEN} here",
        f"http://127.0.0.1:80/file/bot{TOKEN}/photos/1.jpg",
        "Authorization: Bearer abc.def.ghi",
        '{"access_token": "abc.def.ghi", "scope": "client"}',
        "refresh_token=abc.def.ghi&x=1",
    ],
)
def test_tokens_are_known_by_their_shape(text: str) -> None:
    assert "***" in redact(text)
    assert "abc.def.ghi" not in redact(text)
    assert TOKEN not in redact(text)


def test_other_words_stay() -> None:
    assert (
        redact("event 12 at 10:30:00 from camera 987654321") == "event 12 at 10:30:00 from camera 987654321"
    )
