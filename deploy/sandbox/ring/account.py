"""The account behind the cloud: password, second factor, and tokens that rotate."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from deploy.sandbox.faults import answer

CODE_SENT = {"next_time_in_secs": 60, "phone": "+xxxxxxxx12", "tsv_state": "sms"}
WRONG_CODE = {"error": "Verification Code is invalid or expired", "err_msg": "Verification Code is invalid"}
WRONG_PASSWORD = {"error": "access_denied", "error_description": "invalid user credentials"}
STALE_REFRESH = {"error": "invalid_grant", "error_description": "token is invalid or does not exists"}


@dataclass(slots=True)
class Account:
    """`lifetime` is that of an access token, in seconds of `now`.

    `forgiving`: a refresh token goes on until one that was given for it is used, so that an answer that never
    arrived locks nobody out.
    """

    now: Callable[[], float]
    username: str
    password: str
    code: str
    two_factor: bool
    lifetime: float
    refresh_token: str = ""
    refreshes: int = 0
    forgiving: bool = False
    asks_again: bool = False
    """A refresh token is not enough any more: the second factor is wanted."""
    _before: str = ""
    _expiry: dict[str, float] = field(default_factory=dict)

    def login(self, form: Mapping[str, Any], headers: Mapping[str, str]) -> web.Response:
        if (form.get("username"), form.get("password")) != (self.username, self.password):
            return answer(401, dict(WRONG_PASSWORD))
        if not self.two_factor or headers.get("2fa-code") == self.code:
            self.asks_again = False
            return web.json_response(self.issue())
        return answer(400, dict(WRONG_CODE)) if headers.get("2fa-code") else answer(412, dict(CODE_SENT))

    def refresh(self, form: Mapping[str, Any]) -> web.Response:
        given = form.get("refresh_token")
        if not given or given not in (self.refresh_token, self._before if self.forgiving else ""):
            return answer(400, dict(STALE_REFRESH))
        if self.asks_again:
            return answer(412, dict(CODE_SENT))
        self.refreshes += 1
        issued = self.issue()
        self._before = str(given)
        return web.json_response(issued)

    def issue(self) -> dict[str, Any]:
        """A new pair; the refresh token given before no longer works."""
        access, self.refresh_token = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._expiry[access] = self.now() + self.lifetime
        return {
            "access_token": access,
            "expires_in": max(1, int(self.lifetime)),
            "refresh_token": self.refresh_token,
            "scope": "client",
            "token_type": "Bearer",
        }

    def knows(self, authorization: str) -> bool:
        scheme, _, access = authorization.partition(" ")
        return scheme.lower() == "bearer" and self._expiry.get(access, 0.0) > self.now()

    def expire_access(self) -> None:
        """Every access token stops working; refresh tokens go on."""
        self._expiry.clear()

    def revoke(self) -> None:
        """As when the user removes the device in Ring's control centre: only a login helps."""
        self._expiry.clear()
        self.refresh_token = self._before = ""
