"""A Unix socket beside the store: command-line tools ask the running bot instead of writing under it.

Mode 0600. One JSON object a line: {"ask": "pair"}, {"ask": "owner", "user_id": 42} or {"ask": "reset_pin"};
the answer is {"ok": true, "text": ..., "note": ... or null} or {"ok": false, "text": ...}.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import os
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from bot.services import Services
from pipeline.errors import LatchkeyError, StoreError
from storage.access import Access
from storage.store import Store

log = logging.getLogger(__name__)

BY_COMMAND = "machine"
"""As `audit.how`: a command on the machine."""


def socket_path(db_path: Path) -> Path:
    return db_path.with_name(db_path.name + ".sock")


@contextlib.contextmanager
def _short(path: Path) -> Iterator[str]:
    """The address of a socket holds about 100 bytes; by its folder's descriptor any path fits."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)


def _bound(path: Path) -> socket.socket:
    """Never open to others, not even for the moment between its making and a chmod."""
    line = socket.socket(socket.AF_UNIX)
    former = os.umask(0o177)
    try:
        with _short(path) as address:
            line.bind(address)
    except OSError:
        line.close()
        raise
    finally:
        os.umask(former)
    return line


class ControlSocket:
    """`roles_changed` is called after each answer that may have changed one."""

    def __init__(self, db_path: Path, services: Services, roles_changed: Callable[[], None]) -> None:
        self._path, self._services, self._roles_changed = socket_path(db_path), services, roles_changed
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        # Left over from a killed bot; the instance lock says that no other one lives.
        self._path.unlink(missing_ok=True)
        try:
            self._server = await asyncio.start_unix_server(self._serve, sock=_bound(self._path))
        except OSError as error:
            log.warning("latchkey pair and owner will not reach the running bot: %s", error)

    async def stop(self) -> None:
        if self._server:
            self._server.close()
            await self._server.wait_closed()
        self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(10):
                answer = await self._answer(json.loads(await reader.readline()))
        except (LatchkeyError, ValueError, KeyError, TypeError, OverflowError, TimeoutError) as error:
            answer = {"ok": False, "text": str(error) or "no whole line within 10 s"}
        # Whoever asked may be gone by now; there is nobody left to tell then.
        with contextlib.suppress(ConnectionError):
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        writer.close()

    async def _answer(self, request: dict[str, Any]) -> dict[str, Any]:
        services = self._services
        carried_out = await carry_out(services.store, request, services.now(), services.settings.zone)
        services.wake_teller()
        self._roles_changed()
        return {"ok": True, "text": carried_out.text, "note": carried_out.note}


class CarriedOut(NamedTuple):
    """`text` is what was asked for, `note` what else is to be known."""

    text: str
    note: str | None = None


async def carry_out(store: Store, request: dict[str, Any], now: datetime, zone: tzinfo) -> CarriedOut:
    """What `pair` and `owner` do, in the bot or, while it does not run, in the command itself."""
    access = store.access
    if request["ask"] == "reset_pin":
        return await _reset_pin(store, now)
    if request["ask"] == "pair":
        owner = await access.owner()
        if owner is not None:
            raise StoreError(f"Telegram user {owner} is the owner already; hand over with: latchkey owner ID")
        return CarriedOut(await access.new_code(now), await refusal(access, now, zone))
    await access.make_owner(int(request["user_id"]), None, now, how=BY_COMMAND)
    return CarriedOut(f"Telegram user {int(request['user_id'])} is the owner now.")


async def _reset_pin(store: Store, now: datetime) -> CarriedOut:
    """Whoever may run commands on this machine may read its store, too: no PIN is kept from them."""
    owner = await store.access.owner()
    if owner is None or not await store.proofs.reset(owner, None, now):
        raise StoreError("The owner has neither PIN nor one-time codes.")
    return CarriedOut("The owner's PIN or codes are reset: /pin sets new ones.")


async def refusal(access: Access, now: datetime, zone: tzinfo) -> str | None:
    """Why no code works at this moment, for whoever has just been given one."""
    until = await access.codes_refused_until(now)
    if until is None:
        return None
    return f"too many wrong codes were sent: none is taken until {until.astimezone(zone):%H:%M}"


def _exchange(line: socket.socket, request: dict[str, Any]) -> dict[str, Any]:
    try:
        line.sendall(json.dumps(request).encode() + b"\n")
        return dict(json.loads(line.makefile().readline()))
    except (OSError, ValueError) as error:
        raise StoreError("The running bot does not answer; look into its log.") from error


def ask_running_bot(db_path: Path, request: dict[str, Any]) -> CarriedOut | None:
    """The bot's answer, None if no bot runs on this store; StoreError with its refusal."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(15)
        try:
            with _short(socket_path(db_path)) as address:
                line.connect(address)
        except (FileNotFoundError, ConnectionRefusedError):
            return None
        except OSError as error:
            raise StoreError(f"The running bot cannot be asked: {error.strerror or error}.") from error
        answer = _exchange(line, request)
    if not answer["ok"]:
        raise StoreError(answer["text"])
    return CarriedOut(answer["text"], answer["note"])
