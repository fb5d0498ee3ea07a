"""Logging in to Ring: user, password, and the code that Ring sends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.cameras.ring import RING_API_URL, RING_OAUTH_URL
from pipeline.cameras.ring_auth import RotatingAuth
from pipeline.cameras.ring_errors import TokenRefused, login_refused, raise_translated
from pipeline.cameras.ring_session import RingSession, ServerClock
from pipeline.cameras.ring_token import TokenFile
from pipeline.errors import CodeNeeded, DoorbellError, SettingsError


async def login(
    user: str,
    password: str,
    ask_code: Callable[[], str],
    token_file: Path,
    api_url: str = RING_API_URL,
    oauth_url: str = RING_OAUTH_URL,
    timeout_seconds: float = 30.0,
) -> None:
    """Writes the token to `token_file`. `ask_code` is called once, only if Ring wants its 2FA code.

    Raises LoginRefused, CodeNeeded (the code was wrong), DoorbellBusy, DoorbellUnreachable, and
    SettingsError where the file cannot be written.
    """
    session = RingSession(api_url, oauth_url, ServerClock(), timeout_seconds)
    try:
        auth = RotatingAuth(TokenFile(token_file), session.http)
        try:
            await _attempt(auth, user, password, None)
        except CodeNeeded:
            await _attempt(auth, user, password, ask_code().strip())
        await _keep(auth, token_file)
    finally:
        await session.close()


async def _attempt(auth: RotatingAuth, user: str, password: str, code: str | None) -> None:
    try:
        await auth.log_in(user, password, code)
    except TokenRefused as refused:
        raise login_refused(refused, with_code=code is not None) from refused
    except DoorbellError:
        raise
    except Exception as error:
        raise_translated(error, "a login")


async def _keep(auth: RotatingAuth, token_file: Path) -> None:
    try:
        await auth.keep()
    except OSError as error:
        reason = f"cannot be written ({error.strerror}); give a file in a folder of yours"
        raise SettingsError([f"RING_TOKEN_FILE='{token_file}': {reason}"]) from error
