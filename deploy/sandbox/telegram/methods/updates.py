"""Fetching updates, the webhook, and files."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..arguments import Arguments
from ..errors import bad_request
from ..message import Json
from ..world import World
from .registry import method


def _allowed(arguments: Arguments) -> list[str] | None:
    allowed = arguments.array("allowed_updates")
    return None if allowed is None else [str(kind) for kind in allowed]


@method("getUpdates")
async def get_updates(world: World, arguments: Arguments) -> list[Json]:
    return await world.updates.fetch(
        arguments.integer("offset"),
        arguments.integer("limit", 100),
        arguments.seconds("timeout") or 0,
        _allowed(arguments),
    )


@method("setWebhook")
async def set_webhook(world: World, arguments: Arguments) -> bool:
    """Updates then wait: nothing outside this machine is ever called."""
    url = arguments.text("url")
    if url and urlsplit(url).scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    world.updates.webhook_url = url
    allowed = _allowed(arguments)
    if allowed is not None:
        world.updates.allowed = tuple(allowed)
    if arguments.flag("drop_pending_updates"):
        world.updates.clear()
    return True


@method("deleteWebhook")
async def delete_webhook(world: World, arguments: Arguments) -> bool:
    world.updates.webhook_url = ""
    if arguments.flag("drop_pending_updates"):
        world.updates.clear()
    return True


@method("getWebhookInfo")
async def get_webhook_info(world: World, arguments: Arguments) -> Json:
    info: Json = {
        "url": world.updates.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if world.updates.allowed:
        info["allowed_updates"] = list(world.updates.allowed)
    return info


@method("getFile")
async def get_file(world: World, arguments: Arguments) -> Json:
    return world.files.described(arguments.required_text("file_id"))


@method("logOut")
async def log_out(world: World, arguments: Arguments) -> bool:
    return True


@method("close")
async def close(world: World, arguments: Arguments) -> bool:
    return True
