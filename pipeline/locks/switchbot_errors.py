"""SwitchBot's failures, and its library's, translated once into pipeline.errors.

The library forgets the code of nearly every failure, so the answers are judged before it sees them.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ConnectionTimeoutError, hdrs

from pipeline.errors import LockError, LockLimit, LockOffline, LockRefused, LockUnreachable
from pipeline.http_date import http_date

SUCCESS = 100
SIGNATURE_TOLERANCE_SECONDS = 300

NOT_OURS = "SwitchBot knows no such device in this account: see `latchkey devices` for SWITCHBOT_LOCK_ID."
REFUSALS = {
    151: "SwitchBot says that this device is no lock (151): see `latchkey devices` for SWITCHBOT_LOCK_ID.",
    152: NOT_OURS,
    160: "SwitchBot says that this device takes no such command (160): is SWITCHBOT_LOCK_ID a lock?",
}
OFFLINE = {
    161: "The lock is offline: SwitchBot cannot reach it. Is its battery empty, is it near its hub?",
    171: "The lock's hub is offline: has it power and a network?",
}
LIMIT = "SwitchBot's limit of 10,000 calls a day is reached: try again tomorrow."


async def judge(response: ClientResponse, command: bool) -> None:
    """Raises LockError for every answer that is not a success. `command`: it may have been carried out."""
    answer = await _json(response)
    message = str(answer.get("message", "")) if answer is not None else ""
    if response.status >= 300:
        raise _refused_by_http(response, message, command)
    if answer is None:
        raise LockUnreachable("SwitchBot answered with a page instead of JSON.", ambiguous=command)
    code = answer.get("statusCode")
    if code != SUCCESS:
        raise _refused_by_code(code, message, command)


async def _json(response: ClientResponse) -> dict[str, Any] | None:
    try:
        answer = await response.json(content_type=None)
    except (ValueError, LookupError):
        return None
    return answer if isinstance(answer, dict) else None


def _refused_by_http(response: ClientResponse, message: str, command: bool) -> LockError:
    status = response.status
    if status == 429 or "limit" in message.lower():
        return LockLimit(LIMIT)
    if status in (401, 403):
        return LockRefused(_why_unauthorized(response))
    if 300 <= status < 500 and status != 408:
        return LockRefused(f"SwitchBot refuses the call ({status}): is SWITCHBOT_API_URL right?")
    return LockUnreachable(f"SwitchBot's cloud has trouble ({status}).", ambiguous=command)


def _why_unauthorized(response: ClientResponse) -> str:
    """A wrong token and a wrong clock get the same answer; its Date tells them apart."""
    theirs = http_date(response.headers.get(hdrs.DATE))
    skew = 0.0 if theirs is None else (datetime.now(UTC) - theirs).total_seconds()
    if abs(skew) < SIGNATURE_TOLERANCE_SECONDS:
        return f"SwitchBot refuses SWITCHBOT_TOKEN or SWITCHBOT_SECRET ({response.status})."
    side = "ahead of" if skew > 0 else "behind"
    return (
        f"SwitchBot refuses the signature because this machine's clock is {abs(skew) / 60:.0f} min "
        f"{side} SwitchBot's: set it (timedatectl set-ntp true)."
    )


def _refused_by_code(code: object, message: str, command: bool) -> LockError:
    if "limit" in message.lower():
        return LockLimit(LIMIT)
    if code in (161, 171):
        return LockOffline(OFFLINE[int(str(code))])
    if code in (151, 152, 160):
        return LockRefused(REFUSALS[int(str(code))])
    return LockUnreachable(f"SwitchBot could not do it (status code {code}).", ambiguous=command)


@contextlib.contextmanager
def translated(command: bool) -> Iterator[None]:
    """Lets nothing but LockError out. `command`: without an answer it may have been carried out."""
    try:
        yield
    except LockError:
        raise
    except Exception as error:
        raise _translate(error, command) from error


def _translate(error: Exception, command: bool) -> LockError:
    """The library wraps aiohttp's errors where a request is sent, and lets them through afterwards."""
    for cause in (error, error.__cause__):
        if isinstance(cause, ClientConnectorError | ConnectionTimeoutError):
            return LockUnreachable("SwitchBot's cloud cannot be reached: is the network up?")
        if isinstance(cause, TimeoutError):
            return LockUnreachable("SwitchBot's cloud did not answer in time.", ambiguous=command)
        if isinstance(cause, ClientError | OSError):
            return LockUnreachable("The connection to SwitchBot's cloud broke.", ambiguous=command)
    name = type(error).__name__
    return LockUnreachable(f"SwitchBot's answer makes no sense ({name}).", ambiguous=command)
