"""The library's Auth, made safe for refresh tokens that rotate: one exchange, however many ask."""

from __future__ import annotations

import asyncio
import logging
import time
import warnings
from collections import deque
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from aiohttp import ClientSession
from oauthlib.oauth2 import LegacyApplicationClient  # type: ignore[import-untyped]
from ring_doorbell import Auth
from ring_doorbell.const import OAuth

from pipeline.cameras.ring_errors import LOGIN_AGAIN, TokenRefused, raise_translated, renewal_refused
from pipeline.cameras.ring_token import Token, TokenFile
from pipeline.elapsed import elapsed
from pipeline.errors import DoorbellError, LoginNeeded
from pipeline.ports import Files

log = logging.getLogger(__name__)

USER_AGENT = "latchkey"

P = ParamSpec("P")
R = TypeVar("R")

LONGEST = 30.0
"""Seconds, to read or to write the token."""

MOST_HELD = 64
"""Tokens that were not written; more than one only while the file cannot be."""

WRITE_AGAIN = 60.0
"""Seconds, where it could not be: a disk that was full, or hung, may be back."""

LONGEST_SETTLING = 20.0
"""Seconds that an ending waits for a new token: without it the login would be lost."""


class RotatingAuth(Auth):
    """Keeps the token in `file` and in step with it: a login or another process may renew it too."""

    def __init__(self, file: TokenFile, session: ClientSession, files: Files | None = None) -> None:
        # The library uses what aiohttp has deprecated. The session's middleware does it the new way.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            super().__init__(USER_AGENT, http_client_session=session)
        self._auth = None  # type: ignore[assignment]
        self._file, self._files = file, files
        self._renewal: asyncio.Task[Token] | None = None
        self._held: deque[str] = deque(maxlen=MOST_HELD)
        """Refresh tokens that were read from the file or are to be written into it: one of them is in it, if
        nobody else wrote there. Which one is not known while its disk hangs."""
        self._writing: asyncio.Task[None] | None = None
        self._write_at: float | None = None
        """By the clock that nobody sets; None: the token is in the file."""
        self._refused: str | None = None
        self._over: LoginNeeded | None = None
        """What was said of the refused one, said again as long as nobody logs in."""

    async def async_query(self, *args: Any, **more: Any) -> Auth.Response:
        """As long as the session waits: the library's 10 s would make a slow cloud one that is away."""
        more["timeout"] = more.get("timeout") or self._session.timeout.total
        return await super().async_query(*args, **more)

    @property
    def access_token(self) -> str:
        return str(self._token.get("access_token", ""))

    async def load(self) -> None:
        """Reads the file unless a token is held, and looks after one that is not in the file yet.

        Raises LoginNeeded; DoorbellError where its disk hangs.
        """
        if self._write_at is not None and elapsed() >= self._write_at and not self._is_writing:
            self._writing = asyncio.create_task(self._write_again(), name="writing Ring's token")
        if not self._token:
            try:
                kept = await self._aside(self._file.read)
            except TimeoutError as error:
                raise DoorbellError(f"RING_TOKEN_FILE {self._file.path} cannot be read: {error}.") from error
            # Somebody else may have been quicker, and have renewed it.
            if not self._token:
                self._adopt_kept(kept)

    async def log_in(self, user: str, password: str, code: str | None) -> None:
        """Raises TokenRefused and whatever else the library lets through."""
        try:
            await self.async_fetch_token(user, password, code)
        except Warning as scope:  # oauthlib's way of saying that the scope differs from the one asked for
            self._token = _token_of(scope)

    async def keep(self) -> None:
        """Writes the token to the file. Raises OSError."""
        token = self._token
        # Also where it is cancelled, or whatever else comes between.
        self._write_at = elapsed() + WRITE_AGAIN
        await self._aside(self._file.write, token)
        self._write_at = None
        self._held.clear()
        self._hold(token)

    async def _aside(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        if self._files is None:
            return await asyncio.to_thread(work, *args, **kwargs)
        return await self._files.run(LONGEST, work, *args, **kwargs)

    def _hold(self, token: Token) -> None:
        if refresh_token := token.get("refresh_token"):
            self._held.append(refresh_token)

    async def async_refresh_tokens(self) -> Token:
        """Called by the library when it finds the token expired."""
        return await self.renew(self.access_token)

    async def renew(self, used: str) -> Token:
        """A token newer than the one whose access token `used` was refused.

        All who ask meanwhile share one exchange, and it is carried to its end even if they are
        cancelled: an answer that is lost is a login that is lost.
        """
        if self.access_token != used:
            return self._token
        if self._renewal is None or self._renewal.done():
            self._renewal = asyncio.create_task(self._exchange(), name="renewing Ring's token")
            self._renewal.add_done_callback(_take_error)
        return await asyncio.shield(self._renewal)

    async def renewed(self, used: str) -> str:
        """`renew`, for one who wants the access token alone."""
        await self.renew(used)
        return self.access_token

    async def settle(self) -> None:
        """Waits for an exchange under way, and for what is written."""
        if tasks := [one for one in (self._renewal, self._writing) if one is not None]:
            await asyncio.wait(tasks, timeout=LONGEST_SETTLING)

    async def _exchange(self) -> Token:
        if await self._adopted_newer():
            return self._token
        old = self._token.get("refresh_token")
        if old == self._refused:
            raise self._over or LoginNeeded(LOGIN_AGAIN)
        try:
            await super().async_refresh_tokens()
        except TokenRefused as refused:
            return await self._after_refusal(refused, old)
        except Warning as scope:
            self._token = _token_of(scope)
        except Exception as error:
            raise_translated(error, "a new token")
        # A server that does not rotate gives no new one.
        self._adopt({"refresh_token": old, **self._token})
        self._hold(self._token)
        await self._keep_or_warn()
        return self._token

    async def _after_refusal(self, refused: TokenRefused, old: str | None) -> Token:
        if await self._adopted_newer():
            return self._token
        error = renewal_refused(refused)
        if isinstance(error, LoginNeeded):
            self._refused, self._over = old, error
        raise error from refused

    async def _adopted_newer(self) -> bool:
        """Takes over what another process has written; False if that is not newer, or expired as well."""
        try:
            kept = await self._aside(self._file.read)
        except (LoginNeeded, TimeoutError):
            return False
        if kept["refresh_token"] in self._held:
            # However many follow it while the file cannot be written, it is not taken for another's.
            self._held.remove(kept["refresh_token"])
            self._hold(kept)
            return False
        self._adopt_kept(kept)
        return bool(self.access_token) and float(kept.get("expires_at") or time.time() + 1) > time.time()

    def _adopt_kept(self, token: Token) -> None:
        self._write_at = None
        self._hold(token)
        self._adopt(token)

    def _adopt(self, token: Token) -> None:
        self._token = token
        self._oauth_client = LegacyApplicationClient(client_id=OAuth.CLIENT_ID, token=token)

    @property
    def _is_writing(self) -> bool:
        return any(one is not None and not one.done() for one in (self._renewal, self._writing))

    async def _write_again(self) -> None:
        """A restart would find the token that is used up. Somebody may have logged in meanwhile."""
        if await self._adopted_newer():
            return
        try:
            await self.keep()
        except OSError as error:
            log.debug("RING_TOKEN_FILE still cannot be written: %s", error)
        else:
            log.info("RING_TOKEN_FILE %s is written again", self._file.path)

    async def _keep_or_warn(self) -> None:
        try:
            await self.keep()
        except OSError as error:
            log.error(
                "RING_TOKEN_FILE %s cannot be written (%s): after a restart a new login will be needed",
                self._file.path,
                error.strerror or error,
            )


def _token_of(scope: Warning) -> Token:
    token: dict[str, Any] = dict(scope.token)  # type: ignore[attr-defined]
    return token


def _take_error(renewal: asyncio.Task[Token]) -> None:
    """Whoever waited has it; nobody may be left to."""
    if not renewal.cancelled() and isinstance(error := renewal.exception(), DoorbellError):
        log.debug("Ring's token was not renewed: %s", error)
