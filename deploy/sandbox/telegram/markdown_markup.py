"""parse_mode MarkdownV2, and its elder, Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .entities import Formatted, utf16_length
from .errors import bad_request
from .message import Json

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
# Longer marks come first: "__" would otherwise read as two italics.
MARKS = {
    "```": "pre",
    "__": "underline",
    "||": "spoiler",
    "![": "custom_emoji",
    "_": "italic",
    "*": "bold",
    "~": "strikethrough",
    "`": "code",
    "[": "text_link",
    ">": "blockquote",
}
CLOSING = {"text_link": "]", "custom_emoji": "]"}
NAMES = {
    "pre": "Pre",
    "underline": "Underline",
    "spoiler": "Spoiler",
    "custom_emoji": "CustomEmoji",
    "italic": "Italic",
    "bold": "Bold",
    "strikethrough": "Strikethrough",
    "code": "Code",
    "text_link": "TextUrl",
}
LANGUAGE = re.compile(r"([^\s`]+)(?=\s)")
URL_IN_PARENTHESES = re.compile(r"\(((?:\\.|[^)\\])*)\)", re.DOTALL)
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
EMOJI_URL = re.compile(r"tg://emoji\?id=(\d+)$")


@dataclass
class Mark:
    kind: str
    closing: str
    offset: int
    at: int
    extra: Json = field(default_factory=dict)


class MarkdownV2:
    """One pass over the source; every reserved character is a mark, escaped, or an error."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._parts: list[str] = []
        self._length = 0
        self._open: list[Mark] = []
        self._entities: list[Json] = []

    def parsed(self) -> Formatted:
        while self._at < len(self._source):
            self._step()
        if self._open and self._open[-1].kind == "blockquote":
            self._end(self._open.pop())
        if self._open:
            raise self._unclosed(self._open[-1])
        return Formatted("".join(self._parts), self._entities)

    def _step(self) -> None:
        character = self._source[self._at]
        following = self._source[self._at + 1 : self._at + 2]
        if character == "\\" and following and 0 < ord(following) < 127:
            self._append(following, 2)
        elif self._in_code():
            self._step_in_code()
        elif character == "\n":
            self._step_line_end()
        elif character in RESERVED:
            self._step_mark()
        else:
            self._append(character)

    def _in_code(self) -> bool:
        return bool(self._open) and self._open[-1].kind in {"code", "pre"}

    def _step_in_code(self) -> None:
        mark = self._open[-1]
        if self._source.startswith(mark.closing, self._at):
            self._open.pop()
            self._at += len(mark.closing)
            self._end(mark)
            return
        if self._source[self._at] == "`":
            # Inside a block a lone backquote would have to be escaped.
            raise self._unclosed(Mark("code", "`", self._length, self._at))
        self._append(self._source[self._at])

    def _step_line_end(self) -> None:
        self._append("\n")
        if not self._in_quote():
            return
        if self._source.startswith(">", self._at):
            self._at += 1
            return
        if self._open[-1].kind != "blockquote":
            raise self._unclosed(self._open[-1])
        self._end(self._open.pop(), drop=1)

    def _in_quote(self) -> bool:
        return any(mark.kind == "blockquote" for mark in self._open)

    def _step_mark(self) -> None:
        if self._ends_expandable():
            self._open[-1].extra["type"] = "expandable_blockquote"
            self._at += 2
            return
        if self._open and self._closes(self._open[-1]):
            mark = self._open.pop()
            self._at += len(mark.closing)
            self._end(mark)
            return
        found = next((mark for mark in MARKS if self._source.startswith(mark, self._at)), None)
        if found is None or (found == ">" and not self._may_quote()):
            raise self._reserved()
        self._begin(found)

    def _closes(self, mark: Mark) -> bool:
        if not mark.closing or not self._source.startswith(mark.closing, self._at):
            return False
        # "__" inside italic opens an underline and does not end the italic twice.
        return mark.closing != "_" or not self._source.startswith("__", self._at)

    def _ends_expandable(self) -> bool:
        """A quote whose last line ends in "||" can be expanded."""
        if not self._open or self._open[-1].kind != "blockquote":
            return False
        return re.compile(r"\|\|(?=\n(?!>)|$)").match(self._source, self._at) is not None

    def _may_quote(self) -> bool:
        """At the start of a line as it will be shown, and not inside another quote."""
        at_start = not self._parts or self._parts[-1] == "\n"
        return at_start and not self._in_quote()

    def _begin(self, found: str) -> None:
        kind = MARKS[found]
        closing = "" if kind == "blockquote" else CLOSING.get(kind, found)
        mark = Mark(kind, closing, self._length, self._at)
        self._at += len(found)
        if kind == "pre":
            self._read_language(mark)
        self._open.append(mark)

    def _read_language(self, mark: Mark) -> None:
        language = LANGUAGE.match(self._source, self._at)
        if language:
            mark.extra["language"] = language.group(1)
            self._at = language.end()
        if self._source.startswith("\n", self._at):
            self._at += 1

    def _end(self, mark: Mark, drop: int = 0) -> None:
        entity: Json = {"type": mark.kind, "offset": mark.offset, **mark.extra}
        if mark.kind in CLOSING:
            entity |= self._read_target(mark)
        entity["length"] = self._length - mark.offset - drop
        if entity["length"] > 0:
            self._entities.append(entity)

    def _read_target(self, mark: Mark) -> Json:
        if mark.kind == "text_link":
            return {"url": self._read_url("a URL") or self._text_from(mark.offset)}
        url = self._read_url("a custom emoji URL")
        if url is None:
            raise self._error("Custom emoji entity must contain a tg://emoji URL")
        found = EMOJI_URL.match(url)
        if found is None:
            raise self._error("Custom emoji URL must have an emoji identifier")
        return {"custom_emoji_id": found.group(1)}

    def _read_url(self, what: str) -> str | None:
        """What stands in parentheses after a link's words; None when nothing does."""
        if not self._source.startswith("(", self._at):
            return None
        url = URL_IN_PARENTHESES.match(self._source, self._at)
        if url is None:
            raise self._error(f"Can't find end of {what} at byte offset {self._byte(self._at + 1)}")
        self._at = url.end()
        return ESCAPED.sub(r"\1", url.group(1))

    def _text_from(self, offset: int) -> str:
        units = "".join(self._parts).encode("utf-16-le")
        return units[2 * offset :].decode("utf-16-le")

    def _append(self, text: str, consumed: int = 1) -> None:
        self._parts.append(text)
        self._length += utf16_length(text)
        self._at += consumed

    def _byte(self, at: int) -> int:
        return len(self._source[:at].encode())

    def _reserved(self) -> Exception:
        character = self._source[self._at]
        return self._error(f"Character '{character}' is reserved and must be escaped with the preceding '\\'")

    def _unclosed(self, mark: Mark) -> Exception:
        name = "PreCode" if "language" in mark.extra else NAMES[mark.kind]
        return self._error(f"Can't find end of {name} entity at byte offset {self._byte(mark.at)}")

    @staticmethod
    def _error(reason: str) -> Exception:
        return bad_request(f"can't parse entities: {reason}")


def parse_markdown_v2(source: str) -> Formatted:
    return MarkdownV2(source).parsed()


LEGACY = re.compile(
    r"\\(?P<escaped>[_*`\[])"
    r"|```(?:(?P<language>[^\s`]+)?\n)?(?P<pre>.*?)```"
    r"|`(?P<code>[^`]*)`"
    r"|\*(?P<bold>[^*]*)\*"
    r"|_(?P<italic>[^_]*)_"
    r"|\[(?P<text_link>[^\]]*)\]\((?P<url>[^)]*)\)"
    r"|(?P<open>[_*`\[])",
    re.DOTALL,
)


def parse_markdown(source: str) -> Formatted:
    """The old Markdown: nothing nests, and only four characters can be escaped."""
    text, entities, at = "", [], 0
    for match in LEGACY.finditer(source):
        text, at = text + source[at : match.start()], match.end()
        if match["open"]:
            byte = len(source[: match.start()].encode())
            raise bad_request(
                f"can't parse entities: Can't find end of the entity starting at byte offset {byte}"
            )
        kind = "escaped" if match["escaped"] else _legacy_kind(match)
        if kind != "escaped" and match[kind]:
            entities.append(_legacy_entity(kind, match, utf16_length(text)))
        text += match[kind]
    return Formatted(text + source[at:], entities)


def _legacy_kind(match: re.Match[str]) -> str:
    kinds = ("pre", "code", "bold", "italic", "text_link")
    return next(kind for kind in kinds if match[kind] is not None)


def _legacy_entity(kind: str, match: re.Match[str], offset: int) -> Json:
    entity: Json = {"type": kind, "offset": offset, "length": utf16_length(match[kind])}
    if match["language"]:
        entity["language"] = match["language"]
    if kind == "text_link":
        entity["url"] = match["url"]
    return entity
