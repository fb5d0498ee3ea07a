"""Reply markup: read, checked, and cut down to what a Message shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from .errors import bad_request
from .limits import CALLBACK_DATA_BYTES, KEYBOARD_BUTTONS
from .message import Json

# What a button does; exactly one of these stands in an inline button.
ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)
LOOKS = ("icon_custom_emoji_id", "style")
OTHER_MARKUP = ("keyboard", "remove_keyboard", "force_reply")
URL_SCHEMES = frozenset({"http", "https", "tg", "ton"})
COPY_TEXT_LENGTH = 256


def read_markup(markup: Any, *, inline_only: bool = False) -> Json | None:
    """The InlineKeyboardMarkup that a message shows, or None (no markup, or one that is not inline)."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if inline_only:
        raise bad_request("inline keyboard expected")
    if not any(name in markup for name in OTHER_MARKUP):
        raise bad_request("can't parse reply keyboard markup JSON object")
    return None


def _inline(rows: Any) -> Json | None:
    if not isinstance(rows, list):
        raise bad_request('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    keyboard = [_row(row) for row in rows]
    keyboard = [row for row in keyboard if row]
    if sum(len(row) for row in keyboard) > KEYBOARD_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": keyboard} if keyboard else None


def _row(row: Any) -> list[Json]:
    if not isinstance(row, list):
        raise bad_request("can't parse inline keyboard button: inline keyboard button row must be an Array")
    return [_button(button) for button in row]


def _button(button: Any) -> Json:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text:
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    actions = [name for name in ACTIONS if button.get(name) is not None]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    _check_action(actions[0], button[actions[0]])
    return {name: button[name] for name in ("text", *LOOKS, actions[0]) if button.get(name) is not None}


def _check_action(action: str, value: Any) -> None:
    match action:
        case "callback_data":
            if not isinstance(value, str) or not 1 <= len(value.encode()) <= CALLBACK_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
        case "url":
            if not isinstance(value, str) or urlsplit(value).scheme not in URL_SCHEMES:
                raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
        case "copy_text":
            text = value.get("text") if isinstance(value, dict) else None
            if not isinstance(text, str) or not 1 <= len(text) <= COPY_TEXT_LENGTH:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
