"""What the bot says of itself: commands by scope and language, names, descriptions, the menu button."""

from __future__ import annotations

import re
from typing import Any

from .chats import ADMINS, Chat
from .errors import bad_request
from .limits import COMMANDS
from .message import Json

COMMAND = re.compile(r"[a-z0-9_]{1,32}$")
LANGUAGE = re.compile(r"([a-z]{2})?$")
DESCRIPTION_LENGTH = 256
SIMPLE_SCOPES = frozenset({"default", "all_private_chats", "all_group_chats", "all_chat_administrators"})
CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
# Name, longest length; an empty text takes the words back.
TEXTS = {"name": 64, "description": 512, "short_description": 120}

Scope = tuple[str, int, int]


class Profile:
    def __init__(self, bot_name: str) -> None:
        self._bot_name = bot_name
        self._commands: dict[tuple[Scope, str], list[Json]] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._buttons: dict[int, Json] = {}

    def set_commands(self, scope: Json | None, language: str, commands: list[Any]) -> None:
        if len(commands) > COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_command(command) for command in commands]
        self._commands[_scope(scope), _language(language)] = checked

    def delete_commands(self, scope: Json | None, language: str) -> None:
        self._commands.pop((_scope(scope), _language(language)), None)

    def commands(self, scope: Json | None, language: str) -> list[Json]:
        return self._commands.get((_scope(scope), _language(language)), [])

    def commands_shown(self, chat: Chat, user: Json) -> list[Json]:
        """The menu a user sees in a chat: the narrowest scope that has commands wins."""
        for scope in _scopes_of(chat, user["id"]):
            for language in (str(user.get("language_code", "")), ""):
                found = self._commands.get((scope, language))
                if found:
                    return found
        return []

    def set_text(self, name: str, text: str, language: str) -> None:
        if len(text) > TEXTS[name]:
            raise bad_request(f"BOT_{name.upper()}_TOO_LONG")
        self._texts[name, _language(language)] = text

    def text(self, name: str, language: str) -> str:
        default = self._bot_name if name == "name" else ""
        return self._texts.get((name, language)) or self._texts.get((name, "")) or default

    def set_button(self, chat_id: int, button: Json) -> None:
        kind = button.get("type")
        if kind not in {"commands", "default", "web_app"}:
            raise bad_request("can't parse menu button: MenuButton has unsupported type")
        if kind == "web_app":
            web_app = button.get("web_app")
            if not button.get("text") or not isinstance(web_app, dict) or not web_app.get("url"):
                raise bad_request("can't parse menu button: Can't find field \"web_app\"")
        self._buttons[chat_id] = button

    def button(self, chat_id: int) -> Json:
        return self._buttons.get(chat_id) or self._buttons.get(0) or {"type": "default"}


def _command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(command.get("command", "")).removeprefix("/")
    description = str(command.get("description", "")).strip()
    if not COMMAND.match(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= DESCRIPTION_LENGTH:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _language(language: str) -> str:
    if not LANGUAGE.match(language):
        raise bad_request("invalid language code specified")
    return language


def _scope(scope: Json | None) -> Scope:
    kind = (scope or {}).get("type", "default")
    if kind in SIMPLE_SCOPES:
        return kind, 0, 0
    if kind not in CHAT_SCOPES or scope is None:
        raise bad_request("can't parse BotCommandScope: BotCommandScope has unsupported type")
    try:
        return kind, int(scope["chat_id"]), int(scope.get("user_id", 0))
    except (KeyError, TypeError, ValueError):
        raise bad_request("chat not found") from None


def _scopes_of(chat: Chat, user_id: int) -> list[Scope]:
    if chat.private:
        return [("chat", chat.id, 0), ("all_private_chats", 0, 0), ("default", 0, 0)]
    scopes: list[Scope] = [("chat_member", chat.id, user_id), ("chat", chat.id, 0)]
    general: list[Scope] = [("all_group_chats", 0, 0), ("default", 0, 0)]
    if chat.members.get(user_id) in ADMINS:
        scopes.insert(1, ("chat_administrators", chat.id, 0))
        general.insert(0, ("all_chat_administrators", 0, 0))
    return scopes + general
