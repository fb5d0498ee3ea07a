"""How SwitchBot v1.1 proves who asks: HMAC-SHA256 over token, time and nonce."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

TOLERANCE_SECONDS = 300.0


class Signature:
    def __init__(self, token: str, secret: str) -> None:
        self._token = token
        self._secret = secret
        self._nonces: set[str] = set()

    def fault(self, headers: Mapping[str, str], now: float) -> str | None:
        """Why these headers are refused, or None. A nonce serves once."""
        stamp, nonce = headers.get("t", ""), headers.get("nonce", "")
        if headers.get("Authorization") != self._token:
            return "token"
        if not stamp.isdigit() or abs(int(stamp) / 1000 - now) > TOLERANCE_SECONDS:
            return "time"
        if not nonce or nonce in self._nonces:
            return "nonce"
        if not hmac.compare_digest(headers.get("sign", ""), self._sign(stamp, nonce)):
            return "sign"
        self._nonces.add(nonce)
        return None

    def _sign(self, stamp: str, nonce: str) -> str:
        text = f"{self._token}{stamp}{nonce}".encode()
        return base64.b64encode(hmac.new(self._secret.encode(), text, hashlib.sha256).digest()).decode()
