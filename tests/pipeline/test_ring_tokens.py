"""Refresh tokens rotate: each is spent once, kept at once, and shared with other processes."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import stat
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deploy.sandbox.ring import RingCloud
from pipeline.cameras import ring_auth
from pipeline.cameras.ring import RingDoorbell
from pipeline.cameras.ring_login import login
from pipeline.cameras.ring_token import TokenFile
from pipeline.elapsed import elapsed
from pipeline.errors import CodeAsked, DoorbellBusy, DoorbellError, DoorbellUnreachable, LoginNeeded
from storage.disk import Disk
from tests.patience import PATIENCE
from tests.pipeline.ring_reading import recordings
from tests.storage.pipes import Pipes, others_are_free

NOW = datetime.now(UTC)


async def renewed_on_a_full_disk(ring: RingCloud, doorbell: RingDoorbell, times: int) -> None:
    def full(file: TokenFile, token: Mapping[str, Any]) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    await doorbell.cameras()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TokenFile, "write", full)
        for _ in range(times):
            ring.expire_tokens()
            assert await recordings(doorbell, "11", NOW) == []


def kept(token_file: Path) -> dict[str, object]:
    return dict(json.loads(token_file.read_text()))


async def test_twenty_calls_on_an_expired_token_renew_it_once(
    ring: RingCloud, doorbell: RingDoorbell
) -> None:
    await doorbell.cameras()
    ring.expire_tokens()
    await asyncio.gather(*(recordings(doorbell, "11", NOW) for _ in range(20)))
    assert ring.refreshes == 1


async def test_twenty_calls_on_a_token_known_as_expired_renew_it_once(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    token_file.write_text(json.dumps({**ring.token(), "expires_at": 1_700_000_000}))
    await asyncio.gather(*(recordings(doorbell, "11", NOW) for _ in range(20)))
    assert ring.refreshes == 1
    assert 401 not in {seen.status for seen in ring.requests}


async def test_each_renewal_is_kept_before_it_is_used(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    for _ in range(3):
        ring.expire_tokens()
        await recordings(doorbell, "11", NOW)
        assert kept(token_file)["refresh_token"] == ring.account.refresh_token
    assert stat.S_IMODE(token_file.stat().st_mode) == 0o600
    assert [path.name for path in token_file.parent.iterdir()] == [token_file.name]


async def test_a_second_start_goes_on_with_the_kept_token(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    ring.expire_tokens()
    await recordings(doorbell, "11", NOW)
    second = RingDoorbell(token_file, ring.url, ring.oauth_url)
    await recordings(second, "11", NOW)
    await second.close()
    assert ring.refreshes == 1


async def test_a_token_renewed_by_another_process_is_taken_over(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    await recordings(doorbell, "11", NOW)
    ring.expire_tokens()
    other = RingDoorbell(token_file, ring.url, ring.oauth_url)
    await other.cameras()
    await other.close()
    await recordings(doorbell, "11", NOW)
    assert ring.refreshes == 1


async def test_a_login_that_is_over_is_told_without_asking_again_and_again(
    ring: RingCloud, doorbell: RingDoorbell
) -> None:
    ring.revoke()
    for _ in range(3):
        with pytest.raises(LoginNeeded, match="latchkey login"):
            await recordings(doorbell, "11", NOW)
    assert len(ring.seen("/oauth/token")) == 1


async def test_a_code_that_is_wanted_is_told_and_asked_for_once(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    ring.ask_for_code()
    for _ in range(3):
        with pytest.raises(CodeAsked, match="second factor"):
            await recordings(doorbell, "11", NOW)
    assert len(ring.seen("/oauth/token")) == 1, "each try sends a code to somebody's phone"
    await login("sam@example.com", "front-door", lambda: "123456", token_file, ring.url, ring.oauth_url)
    assert await recordings(doorbell, "11", NOW) == []


async def test_a_token_that_another_program_renewed_is_told_as_what_it_is(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copied_by_another_program.json"
    copy.write_text(token_file.read_text())
    ring.expire_tokens()
    other = RingDoorbell(copy, ring.url, ring.oauth_url)
    await other.cameras()
    await other.close()
    with pytest.raises(LoginNeeded, match="another program has renewed the same token"):
        await recordings(doorbell, "11", NOW)


async def test_a_new_login_is_noticed_while_running(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    ring.revoke()
    with pytest.raises(LoginNeeded):
        await recordings(doorbell, "11", NOW)
    token_file.write_text(json.dumps(ring.token()))
    assert await recordings(doorbell, "11", NOW) == []


async def test_a_list_of_cameras_does_not_hide_that_the_login_is_over(
    ring: RingCloud, token_file: Path
) -> None:
    doorbell = RingDoorbell(token_file, ring.url, ring.oauth_url, reread_seconds=0)
    await doorbell.cameras()
    ring.revoke()
    with pytest.raises(LoginNeeded):
        await doorbell.cameras()
    await doorbell.close()


@pytest.mark.parametrize("content", [None, "", "{", "[]", "{}", '{"access_token": "a"}', "\udcff"])
async def test_without_a_token_a_login_is_needed(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path, content: str | None
) -> None:
    token_file.unlink()
    if content is not None:
        token_file.write_bytes(content.encode(errors="surrogateescape"))
    with pytest.raises(LoginNeeded, match="latchkey login"):
        await doorbell.cameras()
    assert ring.requests == []


async def test_a_refresh_token_alone_is_enough(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    token_file.write_text(json.dumps({"refresh_token": ring.token()["refresh_token"]}))
    assert await recordings(doorbell, "11", NOW) == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 400, 401, 403, 404])
async def test_trouble_at_the_token_service_is_not_a_lost_login(
    ring: RingCloud, doorbell: RingDoorbell, status: int
) -> None:
    ring.expire_tokens()
    ring.fail_next("/oauth/token", status, "<html>busy</html>", headers={"Retry-After": "9"})
    with pytest.raises(DoorbellError) as caught:
        await recordings(doorbell, "11", NOW)
    assert type(caught.value) is (DoorbellBusy if status == 429 else DoorbellUnreachable)
    assert await recordings(doorbell, "11", NOW) == []


async def test_a_page_instead_of_a_token_is_not_a_lost_login(ring: RingCloud, doorbell: RingDoorbell) -> None:
    ring.expire_tokens()
    ring.fail_next("/oauth/token", 200, "<html>maintenance</html>")
    with pytest.raises(DoorbellUnreachable):
        await recordings(doorbell, "11", NOW)


async def test_a_token_that_is_refused_although_new_is_not_spent_twice(
    ring: RingCloud, doorbell: RingDoorbell
) -> None:
    ring.fail_next("/clients_api/", 401, times=10)
    with pytest.raises(DoorbellUnreachable):
        await recordings(doorbell, "11", NOW)
    assert ring.refreshes == 1


async def test_a_cancelled_call_does_not_lose_the_new_token(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    await doorbell.cameras()
    ring.expire_tokens()
    ring.fail_next("/oauth/token", 200, ring.token(), delay=0.2)
    call = asyncio.create_task(recordings(doorbell, "11", NOW))
    while ring.faults.owed:  # noqa: ASYNC110 - the server has no event for it
        await asyncio.sleep(0.01)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
    await doorbell.close()
    assert kept(token_file)["refresh_token"] == ring.account.refresh_token


async def test_a_server_that_does_not_rotate_leaves_the_refresh_token(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path
) -> None:
    await doorbell.cameras()
    ring.expire_tokens()
    new = ring.account.issue()
    before = kept(token_file)["refresh_token"]
    only_access = {key: new[key] for key in ("access_token", "expires_in")}
    ring.fail_next("/oauth/token", 200, {**only_access, "scope": "client extra"})
    assert await recordings(doorbell, "11", NOW) == []
    assert kept(token_file)["refresh_token"] == before
    assert kept(token_file)["access_token"] == new["access_token"]


async def test_a_token_that_cannot_be_kept_still_serves_and_says_so(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await doorbell.cameras()
    token_file.unlink()
    token_file.parent.rmdir()
    for _ in range(2):
        ring.expire_tokens()
        assert await recordings(doorbell, "11", NOW) == []
    assert "a new login will be needed" in caplog.text


async def test_a_disk_that_is_full_for_days_costs_no_login_and_has_the_token_as_soon_as_it_is_not(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await renewed_on_a_full_disk(ring, doorbell, ring_auth.MOST_HELD + 6)
    assert kept(token_file)["refresh_token"] != ring.account.refresh_token
    monkeypatch.setattr(ring_auth, "elapsed", lambda: elapsed() + ring_auth.WRITE_AGAIN)
    renewed = ring.refreshes
    assert await recordings(doorbell, "11", NOW) == []
    await doorbell.close()
    assert kept(token_file)["refresh_token"] == ring.account.refresh_token
    assert ring.refreshes == renewed


async def test_who_logs_in_while_a_token_waits_to_be_written_is_not_overwritten(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await renewed_on_a_full_disk(ring, doorbell, 1)
    token_file.write_text(json.dumps(ring.token()))
    monkeypatch.setattr(ring_auth, "elapsed", lambda: elapsed() + ring_auth.WRITE_AGAIN)
    assert await recordings(doorbell, "11", NOW) == []
    await doorbell.close()
    assert kept(token_file)["refresh_token"] == ring.account.refresh_token


async def test_a_disk_that_hangs_costs_no_login_and_one_thread(
    ring: RingCloud,
    token_file: Path,
    pipes: Pipes,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    write = TokenFile.write

    def late(file: TokenFile, token: Mapping[str, Any]) -> None:
        pipes.hang()
        write(file, token)

    monkeypatch.setattr(TokenFile, "write", late)
    monkeypatch.setattr(ring_auth, "LONGEST", 0.05)
    doorbell = RingDoorbell(token_file, ring.url, ring.oauth_url, files=Disk())
    await doorbell.cameras()
    await others_are_free()
    before = set(threading.enumerate())
    for _ in range(8):
        ring.expire_tokens()
        assert await recordings(doorbell, "11", NOW) == []
    assert len(set(threading.enumerate()) - before) == 1
    assert "a new login will be needed" in caplog.text
    await others_are_free()
    monkeypatch.setattr(ring_auth, "LONGEST", 10)
    pipes.answer()
    async with asyncio.timeout(PATIENCE):
        # The first of them is in the file by now, used up long since: it is taken for nobody's new one.
        while kept(token_file)["refresh_token"] != ring.account.refresh_token:
            ring.expire_tokens()
            assert await recordings(doorbell, "11", NOW) == []
    await doorbell.close()


async def test_no_secret_is_logged(
    ring: RingCloud, doorbell: RingDoorbell, token_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = {str(kept(token_file)[name]) for name in ("access_token", "refresh_token")}
    ring.expire_tokens()
    await recordings(doorbell, "11", NOW)
    secrets |= {str(kept(token_file)[name]) for name in ("access_token", "refresh_token")}
    ring.revoke()
    with pytest.raises(LoginNeeded) as caught:
        await recordings(doorbell, "11", NOW)
    assert not [secret for secret in secrets if secret in caplog.text or secret in repr(caught.value)]
