"""Formatted text out of a request: parse_mode or a list of entities, then the length."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .arguments import Arguments
from .entities import Formatted, utf16_length
from .errors import bad_request
from .html_markup import parse_html
from .limits import CAPTION_LENGTH, TEXT_LENGTH
from .markdown_markup import parse_markdown, parse_markdown_v2
from .message import Json

PARSERS: dict[str, Callable[[str], Formatted]] = {
    "html": parse_html,
    "markdownv2": parse_markdown_v2,
    "markdown": parse_markdown,
    "none": Formatted,
    "": Formatted,
}


def message_text(arguments: Arguments, *, editing: bool = False) -> Formatted:
    """The text of a message: 1 to 4096 characters after parsing."""
    formatted = formatted_text(arguments, "text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if len(formatted.text) > TEXT_LENGTH:
        raise bad_request("MESSAGE_TOO_LONG" if editing else "message is too long")
    return formatted


def message_caption(arguments: Arguments) -> Json:
    """The caption's fields of a Message: 0 to 1024 characters after parsing."""
    formatted = formatted_text(arguments, "caption", "caption_entities")
    if len(formatted.text) > CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    if not formatted.text:
        return {}
    fields: Json = {"caption": formatted.text}
    if formatted.entities:
        fields["caption_entities"] = formatted.entities
    return fields


def formatted_text(arguments: Arguments, text_name: str, entities_name: str) -> Formatted:
    text = arguments.text(text_name)
    parse = PARSERS.get(arguments.text("parse_mode").lower())
    if parse is None:
        raise bad_request("unsupported parse_mode")
    formatted = parse(text)
    # As with Telegram, parse_mode wins over a list of entities.
    if not arguments.text("parse_mode"):
        entities = arguments.array(entities_name) or []
        formatted.entities = [_checked(entity, text) for entity in entities]
    return formatted.finished()


def _checked(entity: Any, text: str) -> Json:
    if not isinstance(entity, dict) or not isinstance(entity.get("type"), str):
        raise bad_request("can't parse MessageEntity: Expected an Object")
    offset, length = entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int):
        raise bad_request('can\'t parse MessageEntity: Field "offset" must be of type Number')
    if offset < 0 or length <= 0 or offset + length > utf16_length(text):
        raise bad_request("entity is out of range of the text")
    return {name: value for name, value in entity.items() if value is not None}
