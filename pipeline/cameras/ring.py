"""Ring through the ring-doorbell library: the port Doorbell."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncGenerator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ring_doorbell import Ring, RingDoorBell, RingError
from ring_doorbell.const import DEVICES_ENDPOINT

from pipeline.cameras.ring_auth import USER_AGENT, RotatingAuth
from pipeline.cameras.ring_clip import ClipSource, recording_url
from pipeline.cameras.ring_errors import is_servers_fault, translated
from pipeline.cameras.ring_history import Reading, read_back
from pipeline.cameras.ring_session import RingSession, ServerClock
from pipeline.cameras.ring_snapshot import take_snapshot
from pipeline.cameras.ring_token import TokenFile
from pipeline.errors import DoorbellError, LoginNeeded
from pipeline.patience import Patience
from pipeline.ports import Files
from pipeline.types import Camera, HistoryPage, Recording

log = logging.getLogger(__name__)


RING_API_URL = "https://api.ring.com"
RING_OAUTH_URL = "https://oauth.ring.com/oauth/token"

REREAD_SECONDS = 300.0
RETRY_SECONDS = 20.0
"""Where it could not be read, or shows no camera: somebody may be adding the first one just now."""
PAGE_PAUSE = 0.5
"""Before a page of the history is asked for again."""
FAMILIES = ("doorbots", "authorized_doorbots")
"""The lists of the account that hold doorbells: its own, and those shared with it."""


class RingDoorbell:
    """Implements `pipeline.ports.Doorbell`.

    `api_url` is the origin of Ring's API, `oauth_url` the whole address of its token service.
    `timeout_seconds` bounds each answer but a clip; where Ring was slow, up to four times as many do.
    `reread_seconds` is how long a list of cameras serves. `files`: where the token lies; None: on a disk that
    does not hang.
    """

    def __init__(
        self,
        token_file: Path,
        api_url: str = RING_API_URL,
        oauth_url: str = RING_OAUTH_URL,
        timeout_seconds: float = 15.0,
        reread_seconds: float = REREAD_SECONDS,
        files: Files | None = None,
    ) -> None:
        self._token_file, self._files = TokenFile(token_file), files
        self._urls = (api_url, oauth_url)
        self._patience = Patience(timeout_seconds)
        self._reread = reread_seconds
        self._clock = ServerClock()
        self._line: tuple[RingSession, RotatingAuth, Ring] | None = None
        self._cameras: tuple[Camera, ...] = ()
        self._keys: dict[str, Any] = {}
        self._read_next = 0.0
        self._readings: dict[str, Reading] = {}
        """By camera id."""

    def now(self) -> datetime | None:
        return self._clock.told()

    async def cameras(self) -> Sequence[Camera]:
        if time.monotonic() >= self._read_next:
            await self._read_cameras()
        return self._cameras

    async def history(self, camera_id: str, since: datetime) -> AsyncGenerator[HistoryPage, None]:
        with translated(f"the history of camera {camera_id}"):
            _, _, ring = await self._open()
            doorbell = RingDoorBell(ring, self._key(camera_id))

            async def read_page(limit: int, older_than: Any) -> Any:
                try:
                    return await self._page(doorbell, limit, older_than)
                except RingError as error:
                    # The first page is read again by the next poll; for one behind it all would be.
                    if older_than is None or not is_servers_fault(error):
                        raise
                await asyncio.sleep(PAGE_PAUSE)
                return await self._page(doorbell, limit, older_than)

            reading = self._readings.setdefault(camera_id, Reading())
            async for page in read_back(read_page, camera_id, since, reading):
                yield page

    async def _page(self, doorbell: RingDoorBell, limit: int, older_than: Any) -> Any:
        # Times are parsed by us: the library takes a form it does not know for "now".
        return await self._patience.within(
            doorbell.async_history(limit=limit, older_than=older_than, convert_timezone=False)
        )

    async def download(self, recording: Recording, path: Path) -> None:
        with translated("the recording"):
            session, auth, _ = await self._open()
            url = recording_url(session.api_url, recording.id)
            headers = {
                "Authorization": f"Bearer {auth.access_token}",
                "User-Agent": USER_AGENT,
                "hardware_id": auth.get_hardware_id(),
            }
            await ClipSource(session.http, url, headers).fetch(path)

    async def snapshot(self, camera_id: str, timeout_seconds: float) -> bytes | None:
        try:
            with translated(f"a snapshot of camera {camera_id}"):
                async with asyncio.timeout(timeout_seconds):
                    _, _, ring = await self._open()
                    return await take_snapshot(ring, self._key(camera_id), self._clock)
        except DoorbellError as error:
            log.debug("no snapshot: %s", error)
            return None

    async def close(self) -> None:
        if self._line is not None:
            session, auth, _ = self._line
            self._line = None
            await auth.settle()
            await session.close()

    async def _open(self) -> tuple[RingSession, RotatingAuth, Ring]:
        if self._line is None:
            session = RingSession(*self._urls, self._clock, self._patience.longest)
            auth = RotatingAuth(self._token_file, session.http, self._files)
            session.renew_with(auth.renewed)
            self._line = (session, auth, TolerantRing(auth))
        # While the token is read, it may be closed.
        line = self._line
        auth = line[1]
        await auth.load()
        if not auth.access_token:
            await auth.renew("")
        return line

    async def _read_cameras(self) -> None:
        """A list read before serves on while Ring is away; a login that is over is told at once."""
        try:
            with translated("the cameras"):
                _, _, ring = await self._open()
                await self._patience.within(ring.async_update_devices())
                self._keep_cameras(ring.devices_data)
            self._read_again(self._reread if self._cameras else RETRY_SECONDS)
        except LoginNeeded:
            raise
        except DoorbellError as error:
            if not self._cameras:
                raise
            log.info("the list of cameras is not read again: %s", error)
            self._read_again(RETRY_SECONDS)

    def _read_again(self, seconds: float) -> None:
        self._read_next = time.monotonic() + min(seconds, self._reread)

    def _keep_cameras(self, devices: dict[str, dict[Any, dict[str, Any]]]) -> None:
        doorbells = {key: attrs for family in FAMILIES for key, attrs in devices.get(family, {}).items()}
        self._keys = {str(key): key for key in doorbells}
        self._cameras = tuple(_camera(str(key), attrs) for key, attrs in doorbells.items())

    def _key(self, camera_id: str) -> Any:
        """The id as Ring writes it: a number, as a rule."""
        return self._keys.get(camera_id, int(camera_id) if camera_id.isdecimal() else camera_id)


class TolerantRing(Ring):
    """The library's Ring, not put off by an empty session answer or a device of a kind to come."""

    async def async_create_session(self) -> None:
        try:
            await super().async_create_session()
        except ValueError as error:
            log.debug("Ring's session answer is no JSON: %s", type(error).__name__)
        except RingError as error:
            if getattr(error.__cause__, "status", None) != 404:
                raise
        self.session = self.session or {}  # type: ignore[assignment]

    async def async_update_devices(self) -> None:
        answer = (await self.async_query(DEVICES_ENDPOINT)).json()
        self.devices_data = {
            family: {one["id"]: one for one in devices if isinstance(one, dict) and "id" in one}
            for family, devices in answer.items()
            if isinstance(devices, list)
        }


def _camera(id: str, attrs: dict[str, Any]) -> Camera:
    name = str(attrs.get("description") or attrs.get("name") or f"Camera {id}")
    return Camera(id, name, _percent(attrs.get("battery_life")), _is_offline(attrs.get("alerts")))


def _is_offline(alerts: Any) -> bool:
    """Ring's own word; what is not said is not so."""
    return isinstance(alerts, dict) and alerts.get("connection") == "offline"


def _percent(battery_life: Any) -> int | None:
    """Some models tell millivolts, which is no percentage."""
    try:
        percent = int(battery_life)
    except (TypeError, ValueError):
        return None
    return percent if 0 <= percent <= 100 else None
