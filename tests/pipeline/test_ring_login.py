"""`latchkey login` against Ring: user, password, code."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.sandbox.ring import RingCloud
from pipeline.cameras.ring import RingDoorbell
from pipeline.cameras.ring_login import login
from pipeline.errors import (
    CodeNeeded,
    DoorbellBusy,
    DoorbellError,
    DoorbellUnreachable,
    LoginRefused,
    SettingsError,
)
from tests.pipeline.ring_reading import recordings

USER, PASSWORD, CODE = "sam@example.com", "front-door", "123456"


class Asked:
    """Gives `code` and counts how often it was asked for."""

    def __init__(self, code: str = CODE) -> None:
        self.code, self.times = code, 0

    def __call__(self) -> str:
        self.times += 1
        return self.code


async def try_login(
    ring: RingCloud, path: Path, ask: Callable[[], str], password: str = PASSWORD, seconds: float = 5.0
) -> None:
    await login(USER, password, ask, path, ring.url, ring.oauth_url, seconds)


async def test_with_its_code_a_login_leaves_a_token_that_works(ring: RingCloud, tmp_path: Path) -> None:
    path, ask = tmp_path / "token.json", Asked(f" {CODE}\n")
    await try_login(ring, path, ask)
    assert ask.times == 1
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    doorbell = RingDoorbell(path, ring.url, ring.oauth_url)
    assert await recordings(doorbell, "11", datetime.now(UTC)) == []
    await doorbell.close()
    assert ring.refreshes == 0


async def test_without_a_second_factor_no_code_is_asked(ring: RingCloud, tmp_path: Path) -> None:
    ring.account.two_factor = False
    ask = Asked()
    await try_login(ring, tmp_path / "token.json", ask)
    assert ask.times == 0


async def test_a_wrong_code_is_told_from_a_wrong_password(ring: RingCloud, tmp_path: Path) -> None:
    with pytest.raises(CodeNeeded, match="wrong or too old"):
        await try_login(ring, tmp_path / "token.json", Asked("000000"))
    ask = Asked()
    with pytest.raises(LoginRefused, match="user and password"):
        await try_login(ring, tmp_path / "token.json", ask, password="wrong")
    assert ask.times == 0
    assert list(tmp_path.iterdir()) == []


async def test_a_second_412_means_that_the_code_was_wrong(ring: RingCloud, tmp_path: Path) -> None:
    ring.fail_next("/oauth/token", 412, {"phone": "+xx12", "tsv_state": "sms"}, times=2)
    with pytest.raises(CodeNeeded, match="wrong or too old"):
        await try_login(ring, tmp_path / "token.json", Asked())


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, {"error": "invalid_grant"}, LoginRefused),
        (401, "", LoginRefused),
        (403, {"error": "access_denied"}, LoginRefused),
        (403, "<html>blocked</html>", DoorbellUnreachable),
        (404, {"error": "not found"}, DoorbellUnreachable),
        (429, "<html>slow down</html>", DoorbellBusy),
        (503, "<html>maintenance</html>", DoorbellUnreachable),
        (200, "<html>captive portal</html>", DoorbellUnreachable),
        (302, "", DoorbellUnreachable),
        (0, None, DoorbellUnreachable),
    ],
)
async def test_every_refusal_is_what_it_is(
    ring: RingCloud,
    tmp_path: Path,
    status: int,
    body: str | dict[str, object] | None,
    kind: type[DoorbellError],
) -> None:
    ring.fail_next("/oauth/token", status, body, headers={"Location": "/elsewhere"})
    ask = Asked()
    with pytest.raises(DoorbellError) as caught:
        await try_login(ring, tmp_path / "token.json", ask)
    assert type(caught.value) is kind
    assert ask.times == 0


async def test_too_many_tries_tell_how_long_to_wait(ring: RingCloud, tmp_path: Path) -> None:
    ring.rate_limit(retry_after=600)
    with pytest.raises(DoorbellBusy) as caught:
        await try_login(ring, tmp_path / "token.json", Asked())
    assert caught.value.retry_after == 600


async def test_a_service_that_hangs_is_left(ring: RingCloud, tmp_path: Path) -> None:
    ring.fail_next("/oauth/token", 200, delay=3600)
    with pytest.raises(DoorbellUnreachable, match="in time"):
        await try_login(ring, tmp_path / "token.json", Asked(), seconds=0.2)


async def test_a_file_that_cannot_be_written_names_its_setting(ring: RingCloud, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="RING_TOKEN_FILE"):
        await try_login(ring, tmp_path / "absent" / "token.json", Asked())


async def test_neither_password_nor_code_is_in_an_error(ring: RingCloud, tmp_path: Path) -> None:
    with pytest.raises(LoginRefused) as caught:
        await try_login(ring, tmp_path / "token.json", Asked(), password="hunter2hunter2")
    assert "hunter2" not in repr(caught.value) + repr(caught.value.__cause__)


async def test_a_login_over_an_old_token_replaces_it(ring: RingCloud, tmp_path: Path) -> None:
    path = tmp_path / "token.json"
    path.write_text('{"refresh_token": "old"}')
    path.chmod(0o644)
    await try_login(ring, path, Asked())
    assert json.loads(path.read_text())["refresh_token"] == ring.account.refresh_token
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
