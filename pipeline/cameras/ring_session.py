"""The HTTP session under the library: other hosts, tokens renewed on the way, the server's clock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from aiohttp import (
    ClientHandlerType,
    ClientRequest,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    encode_basic_auth,
    hdrs,
)
from ring_doorbell.const import API_URI, OAuth
from yarl import URL

from pipeline.cameras.ring_errors import TokenRefused
from pipeline.elapsed import elapsed
from pipeline.hosts import relocate
from pipeline.http_date import http_date

API = URL(API_URI)
TOKEN_SERVICE = URL(OAuth.ENDPOINT)

Renew = Callable[[str], Awaitable[str]]
"""Given the access token that was refused, the one to use instead."""


class ServerClock:
    """Ring's time as its answers tell it, carried on by a clock that nobody sets."""

    def __init__(self) -> None:
        self._told: tuple[datetime, float] | None = None

    def note(self, date_header: str | None) -> None:
        moment = http_date(date_header)
        if moment is not None:
            self._told = (moment, elapsed())

    def told(self) -> datetime | None:
        """UTC, as late as it may be: a Date header cuts its seconds off. None: Ring has not told any."""
        if self._told is None:
            return None
        moment, at = self._told
        return moment + timedelta(seconds=1 + elapsed() - at)

    def now(self) -> datetime:
        """UTC; this machine's clock while Ring has not told any."""
        return self.told() or datetime.now(UTC)


class RingSession:
    """`api_url` is the origin of the API, `oauth_url` the whole address of the token service."""

    def __init__(self, api_url: str, oauth_url: str, clock: ServerClock, timeout_seconds: float) -> None:
        self.api_url = URL(api_url)
        self._oauth_url = URL(oauth_url)
        self._clock = clock
        self._renew: Renew | None = None
        self.http = ClientSession(
            middlewares=[self._route],
            timeout=ClientTimeout(total=timeout_seconds),
            cookie_jar=DummyCookieJar(),
        )

    def renew_with(self, renew: Renew) -> None:
        self._renew = renew

    async def close(self) -> None:
        await self.http.close()

    async def _route(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        if request.url == TOKEN_SERVICE:
            return await self._ask_for_token(request, handler)
        if relocate(request, API, self.api_url) or request.url.origin() == self.api_url.origin():
            return await self._ask_api(request, handler)
        return await handler(request)  # where a recording lies: a redirect's own host

    async def _ask_for_token(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        request.url = self._oauth_url
        request.headers[hdrs.HOST] = self._oauth_url.host_port_subcomponent or ""
        request.headers[hdrs.AUTHORIZATION] = encode_basic_auth(OAuth.CLIENT_ID, "")
        response = await handler(request)
        body = await response.text(errors="replace")
        # The library takes an error page for a missing token and that for a missing code.
        if response.status not in (200, 201) or '"access_token"' not in body:
            raise TokenRefused(response.status, body, response.headers)
        return response

    async def _ask_api(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        response = await self._noted(request, handler)
        _, _, used = request.headers.get(hdrs.AUTHORIZATION, "").partition(" ")
        if response.status == 401 and self._renew is not None and used:
            response.release()
            request.headers[hdrs.AUTHORIZATION] = f"Bearer {await self._renew(used)}"
            response = await self._noted(request, handler)
        if response.status == 401:
            # The library would spend one more refresh token on it.
            response.raise_for_status()
        return response

    async def _noted(self, request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        response = await handler(request)
        self._clock.note(response.headers.get(hdrs.DATE))
        return response
