"""`latchkey devices`: which ids the settings want."""

from __future__ import annotations

import json

import pytest

from deploy.sandbox.faults import Fault
from tests.bot.house import LOCK_ID, House
from tests.bot.running import command

GARDEN = 1002


async def test_cameras_and_devices_with_their_ids(quiet_house: House) -> None:
    quiet_house.ring.add_camera(GARDEN, "Garden", battery=55)
    del quiet_house.environment["SWITCHBOT_LOCK_ID"]
    code, output = await command(quiet_house, "devices")
    assert code == 0, output
    assert "1001  Front Door: UNLOCK_CAMERAS=1001" in output
    assert "1002  Garden, battery 55 %: UNLOCK_CAMERAS=1002" in output
    assert f"{LOCK_ID}  Front Door Lock, Smart Lock Pro: SWITCHBOT_LOCK_ID={LOCK_ID}" in output
    (hub,) = [line for line in output.splitlines() if "Hub Mini" in line]
    assert "SWITCHBOT_LOCK_ID" not in hub
    assert quiet_house.switchbot.commands == []


async def test_the_lock_that_is_set_is_marked(quiet_house: House) -> None:
    _, output = await command(quiet_house, "devices")
    assert f"SWITCHBOT_LOCK_ID={LOCK_ID} (as it is set)" in output


async def test_json_alone(quiet_house: House) -> None:
    code, output = await command(quiet_house, "devices", "--json")
    assert code == 0
    told = json.loads(output)
    assert told["ring"]["trouble"] is None
    assert [one["id"] for one in told["ring"]["devices"]] == ["1001"]
    (lock,) = [one for one in told["switchbot"]["devices"] if one["lock"]]
    assert (lock["id"], lock["name"], lock["kind"], lock["chosen"]) == (
        LOCK_ID,
        "Front Door Lock",
        "Smart Lock Pro",
        True,
    )


async def test_what_is_not_set_up_is_a_sentence_each(quiet_house: House) -> None:
    (quiet_house.folder / "ring_token.json").unlink()
    for name in ("SWITCHBOT_TOKEN", "SWITCHBOT_SECRET", "SWITCHBOT_LOCK_ID", "TELEGRAM_BOT_TOKEN"):
        del quiet_house.environment[name]
    code, output = await command(quiet_house, "devices")
    assert code == 0
    ring, switchbot = output.splitlines()
    assert "latchkey login" in ring
    assert "SWITCHBOT_TOKEN and SWITCHBOT_SECRET" in switchbot
    assert quiet_house.ring.requests == []
    assert quiet_house.switchbot.requests == []


@pytest.mark.parametrize("json_wanted", [True, False])
async def test_a_cloud_that_fails_does_not_hide_the_other(quiet_house: House, json_wanted: bool) -> None:
    quiet_house.switchbot.faults.add(Fault("/v1.1/devices", 503))
    code, output = await command(quiet_house, "devices", *(["--json"] if json_wanted else []))
    assert code == 1
    assert "SwitchBot's cloud has trouble (503)." in output
    assert "Front Door" in output
    assert "Traceback" not in output
    assert json_wanted == ("latchkey:" not in output)


async def test_a_refused_login_and_a_refused_token_are_told(quiet_house: House) -> None:
    quiet_house.ring.expire_tokens()
    quiet_house.ring.revoke()
    quiet_house.environment["SWITCHBOT_SECRET"] = "another"
    code, output = await command(quiet_house, "devices")
    assert code == 1
    assert "latchkey login" in output
    assert "SWITCHBOT_TOKEN or SWITCHBOT_SECRET" in output
    assert len(output.splitlines()) == 2
