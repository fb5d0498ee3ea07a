"""`latchkey login`: user, password, code, as lines when standard input is no terminal."""

from __future__ import annotations

import json

import pytest

from tests.bot.house import House
from tests.bot.running import command


async def test_user_password_and_code_as_lines_write_the_token(quiet_house: House) -> None:
    token = quiet_house.folder / "ring_token.json"
    token.unlink()
    code, output = await command(quiet_house, "login", stdin=b"sam@example.com\nfront-door\n123456\n")
    assert code == 0, output
    assert token.stat().st_mode & 0o777 == 0o600
    assert json.loads(token.read_text())["refresh_token"]
    assert "front-door" not in output


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (b"sam@example.com\nwrong\n", "password"),
        (b"sam@example.com\nfront-door\n000000\n", "code"),
        (b"sam@example.com\n", "early"),
    ],
)
async def test_what_is_refused_is_one_line_and_no_token(quiet_house: House, lines: bytes, says: str) -> None:
    token = quiet_house.folder / "ring_token.json"
    token.unlink()
    code, output = await command(quiet_house, "login", stdin=lines)
    assert code == 1
    assert says in output.splitlines()[-1]
    assert "Traceback" not in output
    assert not token.exists()
