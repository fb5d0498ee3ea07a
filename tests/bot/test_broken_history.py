"""A history of which only the newest page can be read: that is told, and the rest is read later."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import web

from deploy.sandbox.ring import RingCloud
from tests.bot.house import FRONT_DOOR, OWNER, House


class NoSecondPage(RingCloud):
    ill = True

    async def _history(self, request: web.Request) -> web.Response:
        if self.ill and "older_than" in request.query:
            return web.Response(status=503, text="<html>try later</html>")
        return await super()._history(request)


@pytest.fixture
def ring() -> NoSecondPage:
    return NoSecondPage()


@pytest.fixture
async def house(tmp_path: Path, ring: NoSecondPage) -> AsyncIterator[House]:
    async with AsyncExitStack() as stack:
        one = House(tmp_path, ring=ring, environment={"OWNER_ID": str(OWNER)})
        await one.open_clouds(stack)
        yield one


@pytest.mark.slow
async def test_the_newest_page_is_told_and_what_is_behind_it_is_not_lost(
    house: House, ring: NoSecondPage
) -> None:
    async with house.awake():
        await house.pair()
        await house.polled()
        start = datetime.now(UTC)
        for minute in range(40):
            ring.add_recording(FRONT_DOOR, b"", recorded_at=start + timedelta(minutes=minute))
        ring.add_recording(FRONT_DOOR, b"", "ding", recorded_at=start + timedelta(minutes=41))
        await house.hears("Somebody rang")
    # The bot starts anew: what was read of the newest page must not have moved where it reads from.
    ring.ill = False
    async with house.awake():
        await house.event_in_state("seen", "failed", count=41)
