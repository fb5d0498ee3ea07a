"""Ring's failures, and its library's, translated once into pipeline.errors."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import NoReturn

from aiohttp import ClientError, ClientResponseError, hdrs

from pipeline.errors import (
    CodeAsked,
    CodeNeeded,
    DoorbellBusy,
    DoorbellError,
    DoorbellUnreachable,
    LoginNeeded,
    LoginRefused,
)
from pipeline.http_date import http_date

LONGEST_WAIT = 86_400.0
LOGIN_AGAIN = "Ring wants a new login: run `latchkey login`."
LOGIN_OVER = (
    "Ring does not take this login any more: it was ended, or another program has renewed the same token. "
    "Run `latchkey login`; Latchkey then needs no restart, and the other program needs a login of its own."
)
LOGIN_BY_CODE = (
    "Ring asks for the code of its second factor before it renews the login: run `latchkey login`; "
    "Latchkey then needs no restart."
)


class TokenRefused(Exception):
    """The token service gave no token. `error` is OAuth's word for why, "" where it did not say."""

    def __init__(self, status: int, body: str, headers: Mapping[str, str]) -> None:
        super().__init__(f"status {status}")
        self.status = status
        self.error = _oauth_word(body)
        self.retry_after = retry_after(headers)


def _oauth_word(body: str) -> str:
    try:
        answer = json.loads(body)
    except ValueError:
        return ""
    return str(answer.get("error") or "") if isinstance(answer, dict) else ""


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds up to a day, from either form of the Retry-After header; None where there is none."""
    told = headers.get(hdrs.RETRY_AFTER, "").strip()
    try:
        seconds = float(told)
    except ValueError:
        moment = http_date(told)
        if moment is None:
            return None
        seconds = (moment - datetime.now(UTC)).total_seconds()
    return min(LONGEST_WAIT, max(0.0, seconds))


@contextlib.contextmanager
def translated(what: str) -> Iterator[None]:
    """Lets nothing but DoorbellError out. `what` was asked for: "the history of camera 7"."""
    try:
        yield
    except DoorbellError:
        raise
    except Exception as error:
        raise_translated(error, what)


def raise_translated(error: Exception, what: str) -> NoReturn:
    meant = translate(error, what)
    if meant in _chain(error):
        raise meant  # the library had wrapped it; to name the wrapping as its cause would make a ring
    raise meant from error


def translate(error: Exception, what: str) -> DoorbellError:
    """The library wraps some errors and lets others through: the first that says something counts.

    What is wrong with all of Ring has one sentence whatever was asked for, since it is told once.
    """
    for cause in _chain(error):
        if isinstance(cause, DoorbellError):
            return cause
        if isinstance(cause, ClientResponseError):
            return refusal(cause.status, cause.headers or {}, what)
        if isinstance(cause, TimeoutError):
            return DoorbellUnreachable("Ring did not answer in time.")
        if isinstance(cause, ClientError | OSError):
            return DoorbellUnreachable("Ring cannot be reached: is the network up?")
    return DoorbellUnreachable("Ring answered with something else than data: a page, perhaps.")


def is_servers_fault(error: Exception) -> bool:
    """A 5xx answer, however the library has wrapped it."""
    return any(isinstance(cause, ClientResponseError) and cause.status >= 500 for cause in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def refusal(status: int, headers: Mapping[str, str], what: str) -> DoorbellError:
    """What an HTTP status of the API means; a 401 has been tried again with a new token before."""
    if status == 429:
        return DoorbellBusy("Ring limits how often it may be asked.", retry_after(headers))
    if status == 401:
        return DoorbellUnreachable("Ring refuses a token that it has just given out (401).")
    if status in (404, 410):
        return DoorbellError(f"Ring does not know {what} ({status}).")
    if 400 <= status < 500 and status != 408:
        return DoorbellError(f"Ring refuses to give {what} ({status}).")
    return DoorbellUnreachable("Ring's servers answer with errors.")


def renewal_refused(refused: TokenRefused) -> DoorbellError:
    """Only `invalid_grant`, or a code that is wanted, mean that the login is over; all else may pass."""
    if refused.error == "invalid_grant":
        return LoginNeeded(LOGIN_OVER)
    if refused.status == 412:
        # Each further try would send one more code to somebody's phone.
        return CodeAsked(LOGIN_BY_CODE)
    if refused.status == 429:
        return DoorbellBusy("Ring limits how often a login may be renewed.", refused.retry_after)
    return DoorbellUnreachable("Ring's login service answers with errors.")


def login_refused(refused: TokenRefused, with_code: bool) -> DoorbellError:
    if refused.status == 412 or "code" in refused.error.lower():
        told = "The code is wrong or too old." if with_code else "Ring asks for the code it has sent."
        return CodeNeeded(told)
    if refused.status == 429:
        return DoorbellBusy("Too many tries to log in to Ring: wait some minutes.", refused.retry_after)
    if refused.status == 401 or (refused.status in (400, 403) and refused.error):
        return LoginRefused("Ring does not accept this user and password.")
    return DoorbellUnreachable(f"Ring's login service has trouble ({refused.status}): try again later.")
