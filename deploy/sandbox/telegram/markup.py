"""Formatted text out of a request: parse_mode or a list of entities, then the length."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .arguments import Arguments
from .entities import Formatted, utf16_length
from .errors import bad_request
from .html_markup import parse_html
from .limits import CAPTION_LENGTH, TEXT_LENGTH
from .links import resolved
from .markdown_markup import parse_markdown, parse_markdown_v2
from .message import Json

Users = Mapping[int, Json]

PARSERS: dict[str, Callable[[str], Formatted]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
    "none": Formatted,
    "": Formatted,
}


def message_text(arguments: Arguments, users: Users, *, editing: bool = False) -> Formatted:
    """The text of a message: 1 to 4096 characters after parsing."""
    formatted = formatted_text(arguments, users, "text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if len(formatted.text) > TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG" if editing else "message is too long")
    return formatted


def message_caption(arguments: Arguments, users: Users) -> Json:
    """The caption's fields of a Message: 0 to 1024 characters after parsing."""
    formatted = formatted_text(arguments, users, "caption", "caption_entities")
    if len(formatted.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    if not formatted.text:
        return {}
    fields: Json = {"caption": formatted.text}
    if formatted.entities:
        fields["caption_entities"] = formatted.entities
    return fields


def formatted_text(arguments: Arguments, users: Users, text_name: str, entities_name: str) -> Formatted:
    text = arguments.text(text_name)
    parse = PARSERS.get(arguments.text("parse_mode").lower())
    if parse is None:
        raise bad_request("unsupported parse_mode")
    formatted = parse(text)
    # As with Telegram, parse_mode wins over a list of entities.
    if not arguments.text("parse_mode"):
        entities = arguments.array(entities_name) or []
        formatted.entities = [_checked(entity, text) for entity in entities]
    links = [resolved(entity, users) for entity in formatted.entities]
    formatted.entities = [entity for entity in links if entity is not None]
    return formatted.finished()


def _checked(entity: Any, text: str) -> Json:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise bad_request("can't parse MessageEntity: Expected an Object")
    offset, length = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
    if offset < 0 or length <= 0 or offset + length > utf16_length(text):
        raise bad_request("entity is out of range of the text")
    needed = {"text_link": ("url", str), "text_mention": ("user", dict)}.get(entity["type"])
    if needed is not None and not isinstance(entity.get(needed[0]), needed[1]):
        raise bad_request(f"can't parse MessageEntity: Can't find field \"{needed[0]}\"")
    return {name: value for name, value in entity.items() if value is not None}
