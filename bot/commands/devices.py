"""`latchkey devices`: the account's cameras and SwitchBot devices, with the ids that the settings want.

Reads only; the bot may run.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any

from bot.preflight import token_problems
from bot.settings import Settings, load_settings
from pipeline.cameras.ring import RingDoorbell
from pipeline.errors import LatchkeyError
from pipeline.locks.switchbot import SwitchBotAccount, SwitchBotDevice
from pipeline.types import Camera

NO_SWITCHBOT = (
    "SwitchBot is not set up: put SWITCHBOT_TOKEN and SWITCHBOT_SECRET into .env "
    "(its app: Profile, Preferences, Developer Options)."
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON alone")


@dataclass(frozen=True, slots=True)
class Listed:
    """What one cloud shows. `trouble`: why it shows nothing; `failed`: it was asked in vain."""

    devices: list[dict[str, Any]]
    trouble: str | None = None
    failed: bool = False


def run(args: argparse.Namespace) -> int:
    ring, switchbot = asyncio.run(_both(load_settings()))
    if args.json:
        told = {"ring": _as_json(ring), "switchbot": _as_json(switchbot)}
        print(json.dumps(told, indent=1, ensure_ascii=False))
    else:
        _print("Ring", ring, "no doorbell camera in the account")
        _print("SwitchBot", switchbot, "no device in the account")
    return int(ring.failed or switchbot.failed)


async def _both(settings: Settings) -> tuple[Listed, Listed]:
    return await asyncio.gather(_ring(settings), _switchbot(settings))


async def _ring(settings: Settings) -> Listed:
    if not settings.ring_token_file.exists():
        return Listed([], "Ring is not set up: run `latchkey login`.")
    if problems := token_problems(settings):
        return Listed([], problems[0], failed=True)
    doorbell = RingDoorbell(settings.ring_token_file, settings.ring_api_url, settings.ring_oauth_url)
    try:
        return await _listed(_cameras(doorbell))
    finally:
        await doorbell.close()


async def _switchbot(settings: Settings) -> Listed:
    token, secret = settings.switchbot_token, settings.switchbot_secret
    if not token or not secret:
        return Listed([], NO_SWITCHBOT)
    account = SwitchBotAccount(
        token.get_secret_value(), secret.get_secret_value(), settings.switchbot_api_url
    )
    try:
        return await _listed(_switchbot_devices(account, settings.switchbot_lock_id))
    finally:
        await account.close()


async def _listed(devices: Awaitable[list[dict[str, Any]]]) -> Listed:
    try:
        return Listed(await devices)
    except LatchkeyError as error:
        return Listed([], str(error), failed=True)


async def _cameras(doorbell: RingDoorbell) -> list[dict[str, Any]]:
    return [_camera(camera) for camera in await doorbell.cameras()]


def _camera(camera: Camera) -> dict[str, Any]:
    return {"id": camera.id, "name": camera.name, "battery": camera.battery}


async def _switchbot_devices(account: SwitchBotAccount, chosen: str | None) -> list[dict[str, Any]]:
    return [_device(device, chosen) for device in await account.devices()]


def _device(device: SwitchBotDevice, chosen: str | None) -> dict[str, Any]:
    return {
        "id": device.id,
        "name": device.name,
        "kind": device.kind,
        "lock": device.is_lock,
        "chosen": device.id == chosen,
    }


def _as_json(listed: Listed) -> dict[str, Any]:
    return {"devices": listed.devices, "trouble": listed.trouble}


def _print(cloud: str, listed: Listed, nothing: str) -> None:
    if listed.failed:
        print(f"latchkey: {listed.trouble}", file=sys.stderr)
    elif listed.trouble:
        print(listed.trouble)
    else:
        print(f"{cloud}:")
        print("\n".join(f"  {_line(device)}" for device in listed.devices) or f"  {nothing}")


def _line(device: dict[str, Any]) -> str:
    """`C0FFEE000001  Front Door Lock, Smart Lock Pro: SWITCHBOT_LOCK_ID=C0FFEE000001`

    A camera's id is what UNLOCK_CAMERAS takes.
    """
    said = f"{device['id']}  {device['name']}"
    if device.get("battery") is not None:
        said += f", battery {device['battery']} %"
    if "kind" in device:
        said += f", {device['kind']}"
    else:
        said += f": UNLOCK_CAMERAS={device['id']}"
    if device.get("lock"):
        said += f": SWITCHBOT_LOCK_ID={device['id']}"
    return said + (" (as it is set)" if device.get("chosen") else "")
