"""The authorities by which Telegram is known: read once, since that takes a tenth of a second on a Pi."""

from __future__ import annotations

import functools
import ssl

from httpx import create_ssl_context


@functools.cache
def trusted() -> ssl.SSLContext:
    return create_ssl_context()
