"""The bot itself: who it is, its commands, its words and its menu button."""

from __future__ import annotations

from ..arguments import Arguments
from ..errors import bad_request
from ..message import Json
from ..world import World
from .registry import METHODS, Handler, Method, method

FIELDS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


@method("getMe")
async def get_me(world: World, arguments: Arguments) -> Json:
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy_mode,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("setMyCommands")
async def set_my_commands(world: World, arguments: Arguments) -> bool:
    commands = arguments.array("commands")
    if commands is None:
        raise bad_request('parameter "commands" is required')
    world.profile.set_commands(_scope(world, arguments), arguments.text("language_code"), commands)
    world.feed.publish({"type": "commands"})
    return True


@method("deleteMyCommands")
async def delete_my_commands(world: World, arguments: Arguments) -> bool:
    world.profile.delete_commands(_scope(world, arguments), arguments.text("language_code"))
    world.feed.publish({"type": "commands"})
    return True


@method("getMyCommands")
async def get_my_commands(world: World, arguments: Arguments) -> list[Json]:
    return world.profile.commands(_scope(world, arguments), arguments.text("language_code"))


def _scope(world: World, arguments: Arguments) -> Json | None:
    """One of a chat needs a chat that the bot knows: its user has pressed Start."""
    scope = arguments.object("scope")
    if scope is not None and "chat_id" in scope:
        world.chats.known(str(scope["chat_id"]))
    return scope


def _setter(name: str) -> Handler:
    async def answer(world: World, arguments: Arguments) -> bool:
        world.profile.set_text(name, arguments.text(name), arguments.text("language_code"))
        return True

    return answer


def _getter(name: str) -> Handler:
    async def answer(world: World, arguments: Arguments) -> Json:
        return {name: world.profile.text(name, arguments.text("language_code"))}

    return answer


for _title, _field in FIELDS.items():
    METHODS[f"setmy{_title.lower()}"] = Method(f"setMy{_title}", _setter(_field))
    METHODS[f"getmy{_title.lower()}"] = Method(f"getMy{_title}", _getter(_field))


def _chat_id(world: World, arguments: Arguments) -> int:
    """0 stands for all private chats."""
    if not arguments.has("chat_id"):
        return 0
    chat = world.chats.known(arguments.text("chat_id"))
    if not chat.private:
        raise bad_request("chat must be a private chat")
    return chat.id


@method("setChatMenuButton")
async def set_chat_menu_button(world: World, arguments: Arguments) -> bool:
    button = arguments.object("menu_button") or {"type": "default"}
    world.profile.set_button(_chat_id(world, arguments), button)
    return True


@method("getChatMenuButton")
async def get_chat_menu_button(world: World, arguments: Arguments) -> Json:
    return world.profile.button(_chat_id(world, arguments))
