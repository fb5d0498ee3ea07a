"""Never a secret in a log line, whoever wrote it and however."""

from __future__ import annotations

import base64
import logging
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest

from bot.redact import RedactingFormatter, SecretFile, redact

TOKEN = "123456789:" + "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


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


@pytest.mark.parametrize("secret", ["c271b0d64a" * 9 + "c271b0", "a/secret+with:odd=letters", "ÄÖÜ-geheim-ß"])
def test_a_secret_is_starred_in_every_way_to_write_it(secret: str) -> None:
    coded = [base64.b64encode(before + secret.encode() + b"!").decode() for before in (b"", b"x", b"xy")]
    written = [secret, quote(secret, safe=""), quote(secret), secret.encode().hex(), *coded]
    written += [base64.urlsafe_b64encode(secret.encode()).decode()]
    for one in written:
        starred = redact(f"before {one} after", [secret])
        assert "***" in starred
        assert starred.startswith("before ")
        assert starred.endswith(" after")
        # Of a base64 only what other letters around it could have changed may be left.
        assert len(starred) < len("before *** after") + 9


@pytest.mark.parametrize(
    "text",
    [
        TOKEN.replace(":", "%3A"),
        "https://me:sesame-open@ring.example/oauth",
        "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0In0.sesame-open",
        "sign c271b0d64a" + "c271b0d64a" * 8 + "c271b0 it",
    ],
)
def test_tokens_are_known_by_their_shape_wherever_they_stand(text: str) -> None:
    told = redact(text)
    assert "***" in told
    assert "sesame" not in told
    assert "c271b0" not in told
    assert TOKEN[10:] not in told


def test_what_a_file_holds_is_starred_also_after_it_was_replaced(tmp_path: Path) -> None:
    file = tmp_path / "ring_token.json"
    formatter = RedactingFormatter(files=[SecretFile(file)])

    def line(message: str) -> str:
        return formatter.format(logging.LogRecord("x", logging.INFO, "file", 1, message, None, None))

    assert line("nothing is there yet").endswith("nothing is there yet")
    for number, token in enumerate(("former-former-former-1", "latter-latter-latter-22")):
        file.write_text(f'{{"access_token": "{token}", "scope": "client"}}')
        os.utime(file, (number, number))
        assert token not in line(f"sent {token}")
    assert "former" not in line("still sends former-former-former-1")
    assert "client" in line("a client")


@pytest.mark.parametrize("where", ["nobody catches it", "in a thread", "in no place"])
def test_what_nobody_catches_is_starred(where: str) -> None:
    script = {
        "nobody catches it": f"raise RuntimeError('{TOKEN[:10]}' + '{TOKEN[10:]}')",
        "in a thread": "import threading\ndef fail(): raise RuntimeError('sesame-sesame-open')\n"
        "one = threading.Thread(target=fail); one.start(); one.join()",
        "in no place": "class One:\n  def __del__(self): raise RuntimeError('sesame-sesame-open')\nOne()",
    }[where]
    begin = "from bot import redact; redact.redact_tracebacks()\n"
    if where != "nobody catches it":
        begin = "from bot import redact; redact.set_up_logging('DEBUG', ['sesame-sesame-open'])\n"
    done = subprocess.run([sys.executable, "-c", begin + script], capture_output=True, text=True, check=False)
    assert "RuntimeError: ***" in done.stderr
    assert TOKEN[10:] not in done.stderr


def test_other_words_stay() -> None:
    assert (
        redact("event 12 at 10:30:00 from camera 987654321") == "event 12 at 10:30:00 from camera 987654321"
    )
