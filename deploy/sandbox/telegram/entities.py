"""Text with its entities, counted in UTF-16 units as Telegram counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .message import Json

# Where two entities cover the same text the one named earlier here is listed first.
ORDER = (
    "expandable_blockquote",
    "blockquote",
    "text_link",
    "text_mention",
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "custom_emoji",
    "pre",
    "code",
)
NO_DETECTION_INSIDE = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})

DETECTED = re.compile(
    r"(?P<url>\bhttps?://[^\s<>\"']*[^\s<>\"'.,:;!?)\]])"
    r"|(?P<email>\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\b)"
    r"|(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z][A-Za-z0-9_]{2,31})\b"
    r"|(?<![\w#])(?P<hashtag>#(?=\w*[^\W\d])\w{1,256})"
)


def utf16_length(text: str) -> int:
    return len(text) + sum(ord(character) > 0xFFFF for character in text)


@dataclass
class Formatted:
    """A text as users see it, and what is marked in it."""

    text: str
    entities: list[Json] = field(default_factory=list)

    def finished(self) -> Formatted:
        """Trimmed as Telegram trims, with links and commands detected and everything in order."""
        trimmed = self._trimmed()
        found = [entity for entity in _detect(trimmed.text) if not trimmed._covered(entity)]
        trimmed.entities = sorted(trimmed.entities + found, key=_position)
        return trimmed

    def _trimmed(self) -> Formatted:
        ended = self.text.rstrip()
        text = ended.lstrip()
        shift = utf16_length(ended) - utf16_length(text)
        kept = [_clipped(entity, shift, utf16_length(text)) for entity in self.entities]
        return Formatted(text, [entity for entity in kept if entity["length"] > 0])

    def _covered(self, found: Json) -> bool:
        return any(
            entity["type"] in NO_DETECTION_INSIDE
            and entity["offset"] < found["offset"] + found["length"]
            and found["offset"] < entity["offset"] + entity["length"]
            for entity in self.entities
        )


def _clipped(entity: Json, shift: int, length: int) -> Json:
    start = max(0, entity["offset"] - shift)
    end = min(length, entity["offset"] + entity["length"] - shift)
    return {**entity, "offset": start, "length": end - start}


def _detect(text: str) -> Iterator[Json]:
    for match in DETECTED.finditer(text):
        kind = match.lastgroup or ""
        part = match.group(kind)
        yield {
            "type": kind,
            "offset": utf16_length(text[: match.start(kind)]),
            "length": utf16_length(part),
        }


def _position(entity: Json) -> tuple[int, int, int]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], ORDER.index(kind) if kind in ORDER else len(ORDER)
