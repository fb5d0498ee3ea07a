"""Which links Telegram keeps, and how it writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit

from .message import Json

USER_LINK = re.compile(r"tg:(?://)?user\?id=(\d+)$", re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "tg", "ton", "tonsite"})


def link_url(url: str) -> str | None:
    """The URL as a message shows it; None for one that Telegram drops without a word."""
    text = url.strip()
    try:
        parts = urlsplit(text if ":" in text.partition("/")[0] else f"http://{text}")
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or (parts.scheme.startswith("http") and "." not in host):
        return None
    path = parts.path or ("/" if parts.scheme.startswith("http") else "")
    return urlunsplit(parts._replace(path=path))


def resolved(entity: Json, users: Mapping[int, Json]) -> Json | None:
    """A link with its URL put right, a link to a user as a mention; None when it leads nowhere."""
    if entity["type"] == "text_mention":
        return _mention(entity, entity["user"].get("id"), users)
    if entity["type"] != "text_link":
        return entity
    user = USER_LINK.match(entity["url"].strip())
    if user:
        return _mention(entity, int(user.group(1)), users)
    url = link_url(entity["url"])
    return None if url is None else {**entity, "url": url}


def _mention(entity: Json, user_id: object, users: Mapping[int, Json]) -> Json | None:
    if not isinstance(user_id, int) or user_id not in users:
        return None
    place = {"offset": entity["offset"], "length": entity["length"]}
    return {"type": "text_mention", **place, "user": users[user_id]}
