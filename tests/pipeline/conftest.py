"""Clouds on loopback and the adapters that speak to them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from deploy.sandbox.ring import RingCloud
from deploy.sandbox.switchbot import SwitchBotCloud
from pipeline.cameras.ring import RingDoorbell
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotLock
from tests.pipeline.eyes import *  # noqa: F403 - fixtures of the eyes

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 400


@pytest.fixture
async def ring() -> AsyncIterator[RingCloud]:
    """An account with one doorbell, 11."""
    cloud = RingCloud()
    cloud.add_camera(11, "Front Door", battery=76)
    await cloud.start()
    yield cloud
    await cloud.stop()


@pytest.fixture
def token_file(ring: RingCloud, tmp_path: Path) -> Path:
    """RING_TOKEN_FILE after a login."""
    path = tmp_path / "ring_token.json"
    path.write_text(json.dumps(ring.token()))
    return path


@pytest.fixture
async def doorbell(ring: RingCloud, token_file: Path) -> AsyncIterator[RingDoorbell]:
    adapter = RingDoorbell(token_file, ring.url, ring.oauth_url)
    yield adapter
    await adapter.close()


@pytest.fixture
async def impatient_doorbell(ring: RingCloud, token_file: Path) -> AsyncIterator[RingDoorbell]:
    """Waits a quarter of a second for an answer."""
    adapter = RingDoorbell(token_file, ring.url, ring.oauth_url, timeout_seconds=0.25)
    yield adapter
    await adapter.close()


@pytest.fixture
async def switchbot() -> AsyncIterator[SwitchBotCloud]:
    """An account with one lock, FRONT, that is locked."""
    cloud = SwitchBotCloud()
    cloud.add_lock("FRONT", "Front Door")
    await cloud.start()
    yield cloud
    await cloud.stop()


@pytest.fixture
async def account(switchbot: SwitchBotCloud) -> AsyncIterator[SwitchBotAccount]:
    account = SwitchBotAccount(switchbot.token, switchbot.secret, switchbot.url)
    yield account
    await account.close()


@pytest.fixture
async def impatient_account(switchbot: SwitchBotCloud) -> AsyncIterator[SwitchBotAccount]:
    """Waits a quarter of a second for an answer."""
    account = SwitchBotAccount(switchbot.token, switchbot.secret, switchbot.url, timeout_seconds=0.25)
    yield account
    await account.close()


@pytest.fixture
def door(account: SwitchBotAccount) -> SwitchBotLock:
    """The lock FRONT."""
    return SwitchBotLock(account, "FRONT")


@pytest.fixture
def impatient_door(account: SwitchBotAccount) -> SwitchBotLock:
    """The lock FRONT; gives up on a command's effect after half a second."""
    return SwitchBotLock(account, "FRONT", patience_seconds=0.5)
