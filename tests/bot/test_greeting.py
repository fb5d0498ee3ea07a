"""The first words after Start say what is so: watching, still connecting, or nothing to watch."""

from __future__ import annotations

from tests.bot.house import House
from tests.patience import until


async def test_before_ring_has_answered_it_is_connecting(quiet_house: House) -> None:
    quiet_house.ring.be_slow("/clients_api/ring_devices", 3600, times=1000)
    async with quiet_house.awake() as house:
        # One lost answer is no outage: before the second there is nothing wrong to tell.
        house.services.ring_trouble.patience = 1000
        await house.say("/start")
        assert "I am just connecting to your Ring doorbell." in (await house.hears("I am Latchkey")).words


async def test_an_account_without_a_doorbell_is_not_watched(quiet_house: House) -> None:
    quiet_house.ring.devices.clear()
    async with quiet_house.awake() as house:
        await until(lambda: house.services.camera_trouble.reason is not None)
        await house.say("/start")
        assert "shows no doorbell camera yet" in (await house.hears("I am Latchkey")).words


async def test_a_camera_that_is_watched_is_named(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.polled()
        await house.say("/start")
        assert "I am watching Front Door." in (await house.hears("I am Latchkey")).words
