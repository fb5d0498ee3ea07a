"""parse_mode HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from .entities import Formatted, utf16_length
from .errors import bad_request
from .message import Json

SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
# The only named entities that Telegram knows; any other stays as it was typed.
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
ENDS_IN_REFERENCE = re.compile(r"&#?\w+$")
TAG_NAME = re.compile(r"[^\s>]*")
LANGUAGE_PREFIX = "language-"


@dataclass
class OpenTag:
    name: str
    offset: int
    at: int
    entity: Json = field(default_factory=dict)


class HtmlMarkup(HTMLParser):
    """Collects text and entities; stricter than a browser, as Telegram is."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._open: list[OpenTag] = []
        self._entities: list[Json] = []

    def parsed(self) -> Formatted:
        # HTMLParser leaves a reference at the very end alone unless something ends it.
        self.feed(self._source + ";" if ENDS_IN_REFERENCE.search(self._source) else self._source)
        self._check_last_tag()
        self.close()
        if self._open:
            raise self._error(f'Can\'t find end tag corresponding to start tag "{self._open[-1].name}"')
        return Formatted("".join(self._parts), self._entities)

    def _check_last_tag(self) -> None:
        """What begins like a tag and never ends, which HTMLParser would pass over or take for text."""
        at = self._source.rfind("<")
        if at <= self._source.rfind(">"):
            return
        byte = len(self._source[:at].encode())
        name = TAG_NAME.match(self._source, at + 1)
        if name is None or name.end() == len(self._source):
            raise self._error(f"Unclosed start tag at byte offset {byte}")
        raise self._error(f'Unsupported start tag "{name.group()}" at byte offset {byte}')

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise self._error(f'Unsupported start tag "" at byte offset {self._byte(data.index("<"))}')
        self._append(data)

    def handle_entityref(self, name: str) -> None:
        position = self._position() + 1 + len(name)
        semicolon = ";" if self._source[position : position + 1] == ";" else ""
        self._append(NAMED.get(name, f"&{name}{semicolon}"))

    def handle_charref(self, name: str) -> None:
        self._append(html.unescape(f"&#{name};"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        entity = self._entity_of(tag, {name: value or "" for name, value in attrs})
        self._open.append(OpenTag(tag, self._length, self._byte(), entity))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        raise self._error(f'Unsupported start tag "{tag}/" at byte offset {self._byte()}')

    def handle_endtag(self, tag: str) -> None:
        if not self._open:
            raise self._error(f"Unexpected end tag at byte offset {self._byte()}")
        opened = self._open.pop()
        if opened.name != tag:
            raise self._error(
                f"Unmatched end tag at byte offset {self._byte()}, "
                f'expected "</{opened.name}>", found "</{tag}>"'
            )
        self._close(opened)

    def handle_comment(self, data: str) -> None:
        raise self._error(f'Unsupported start tag "!--" at byte offset {self._byte()}')

    def handle_decl(self, decl: str) -> None:
        raise self._error(f'Unsupported start tag "!{decl.split()[0]}" at byte offset {self._byte()}')

    def unknown_decl(self, data: str) -> None:
        raise self._error(f'Unsupported start tag "![" at byte offset {self._byte()}')

    def handle_pi(self, data: str) -> None:
        raise self._error(f'Unsupported start tag "?" at byte offset {self._byte()}')

    def _entity_of(self, tag: str, attributes: dict[str, str]) -> Json:
        if tag == "code" and attributes.get("class", "").startswith(LANGUAGE_PREFIX):
            return {"type": "code", "language": attributes["class"][len(LANGUAGE_PREFIX) :]}
        if tag in SIMPLE:
            return {"type": SIMPLE[tag]}
        if tag == "a":
            return {"type": "text_link", "url": attributes.get("href", "")}
        if tag == "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in attributes else "blockquote"}
        if tag == "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": attributes.get("emoji-id", "")}
        if tag == "span":
            if attributes.get("class") != "tg-spoiler":
                raise self._error(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte()}')
            return {"type": "spoiler"}
        raise self._error(f'Unsupported start tag "{tag}" at byte offset {self._byte()}')

    def _close(self, opened: OpenTag) -> None:
        entity = {**opened.entity, "offset": opened.offset, "length": self._length - opened.offset}
        if entity["length"] == 0:
            return
        language = entity.pop("language", None) if entity["type"] == "code" else None
        parent = self._open[-1] if self._open else None
        if language and parent and parent.name == "pre" and parent.offset == opened.offset:
            parent.entity["language"] = language
            return
        if entity["type"] == "pre":
            self._forget_code_inside(entity)
        if entity["type"] == "text_link" and not entity["url"]:
            entity["url"] = self._text_from(opened.offset)
        self._entities.append(entity)

    def _forget_code_inside(self, pre: Json) -> None:
        span = (pre["offset"], pre["length"])
        self._entities = [
            entity
            for entity in self._entities
            if entity["type"] != "code" or (entity["offset"], entity["length"]) != span
        ]

    def _text_from(self, offset: int) -> str:
        units = "".join(self._parts).encode("utf-16-le")
        return units[2 * offset :].decode("utf-16-le")

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += utf16_length(text)

    def _position(self) -> int:
        line, column = self.getpos()
        # HTMLParser counts "\n" alone as the end of a line.
        start = 0
        for _ in range(line - 1):
            start = self._source.index("\n", start) + 1
        return start + column

    def _byte(self, further: int = 0) -> int:
        return len(self._source[: self._position() + further].encode())

    @staticmethod
    def _error(reason: str) -> Exception:
        return bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> Formatted:
    return HtmlMarkup(source).parsed()
