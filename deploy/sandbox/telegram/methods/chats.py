"""Chats, their members, and leaving them."""

from __future__ import annotations

from ..arguments import Arguments
from ..chats import ADMINS, GONE, Chat
from ..errors import bad_request
from ..members import chat_full_info, chat_member
from ..message import Json
from ..world import World
from .registry import method


@method("getChat")
async def get_chat(world: World, arguments: Arguments) -> Json:
    chat = world.chats.known(arguments.text("chat_id"))
    pinned = world.ledger.get(chat.id, chat.pinned[-1]) if chat.pinned else None
    return chat_full_info(chat, pinned.without_reply() if pinned else None)


@method("getChatMember")
async def get_chat_member(world: World, arguments: Arguments) -> Json:
    chat = world.chats.known(arguments.text("chat_id"))
    user = world.chats.users.get(_user_id(arguments))
    if user is None:
        raise bad_request("member not found" if not chat.private else "user not found")
    return chat_member(user, chat.members.get(user["id"], "left"))


@method("getChatAdministrators")
async def get_chat_administrators(world: World, arguments: Arguments) -> list[Json]:
    chat = _group(world, arguments, "there are no administrators in the private chat")
    admins = ((user_id, status) for user_id, status in chat.members.items() if status in ADMINS)
    return [
        chat_member(world.chats.user(user_id), status)
        for user_id, status in admins
        if user_id != world.bot["id"]
    ]


@method("getChatMemberCount")
async def get_chat_member_count(world: World, arguments: Arguments) -> int:
    chat = world.chats.known(arguments.text("chat_id"))
    return sum(status not in GONE for status in chat.members.values())


@method("leaveChat")
async def leave_chat(world: World, arguments: Arguments) -> bool:
    chat = _group(world, arguments, "chat member status can't be changed in private chats")
    old = world.chats.bot_status(chat)
    chat.members[world.bot["id"]] = "left"
    world.membership_changed(chat, world.bot, old, "left")
    return True


@method("getUserProfilePhotos")
async def get_user_profile_photos(world: World, arguments: Arguments) -> Json:
    if _user_id(arguments) not in world.chats.users:
        raise bad_request("user not found")
    return {"total_count": 0, "photos": []}


def _user_id(arguments: Arguments) -> int:
    user_id = arguments.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    return user_id


def _group(world: World, arguments: Arguments, otherwise: str) -> Chat:
    chat = world.chats.known(arguments.text("chat_id"))
    if chat.private:
        raise bad_request(otherwise)
    return chat
