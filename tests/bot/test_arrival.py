"""What may have arrived at Telegram: as PTB and httpx tell it, of real servers on loopback."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.arrival import may_have_arrived
from tests.patience import PATIENCE

Server = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

ASKED = b"chat_id=1&text=hello"


async def heard(reader: asyncio.StreamReader) -> None:
    await reader.readuntil(ASKED)


def answering(status: str, body: str) -> Server:
    async def server(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await heard(reader)
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + body.encode())

    return server


def refusing(code: int, description: str, **parameters: int) -> Server:
    body = {"ok": False, "error_code": code, "description": description}
    return answering(f"{code} No", json.dumps(body | ({"parameters": parameters} if parameters else {})))


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await heard(reader)
    await reader.read()  # until the other side goes


async def ending(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await heard(reader)


async def resetting(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await heard(reader)
    reset(writer)


async def resetting_while_it_is_written(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    reset(writer)


def reset(writer: asyncio.StreamWriter) -> None:
    peer: socket.socket = writer.get_extra_info("socket")
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def half_an_answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await heard(reader)
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"ok": true, "resu')
    await writer.drain()


@asynccontextmanager
async def loopback(server: Server) -> AsyncIterator[str]:
    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await server(reader, writer)
        finally:
            writer.close()

    async with await asyncio.start_server(served, "127.0.0.1", 0) as listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/"
        listening.close()


@asynccontextmanager
async def bot_of(url: str, **more: float) -> AsyncIterator[Bot]:
    patient = {f"{name}_timeout": PATIENCE for name in ("connect", "read", "write", "pool")}
    async with HTTPXRequest(**(patient | more)) as request:  # type: ignore[arg-type]
        yield Bot("1:secret", base_url=url, request=request)


async def sent(url: str, **more: float) -> TelegramError:
    """What comes of a message that fails."""
    async with bot_of(url, **more) as bot:
        with pytest.raises(TelegramError) as failed:
            await bot.send_message(1, "hello")
    return failed.value


@pytest.mark.parametrize(
    "server",
    [
        refusing(400, "Bad Request: chat not found"),
        refusing(400, "Bad Request: group chat was upgraded", migrate_to_chat_id=-1001),
        refusing(403, "Forbidden: bot was blocked by the user"),
        refusing(404, "Not Found"),
        refusing(409, "Conflict"),
        refusing(429, "Too Many Requests: retry after 3", retry_after=3),
        refusing(500, "Internal Server Error"),
        refusing(503, "Service Unavailable"),
    ],
    ids=["400", "moved", "403", "404", "409", "429", "500", "503"],
)
async def test_what_telegram_refuses_did_not_arrive(server: Server) -> None:
    async with loopback(server) as url:
        assert not may_have_arrived(await sent(url))


@pytest.mark.parametrize(
    "server",
    [
        silent,
        ending,
        resetting,
        resetting_while_it_is_written,
        half_an_answer,
        refusing(502, "Bad Gateway"),
        refusing(504, "Gateway Timeout"),
        answering("502 Bad Gateway", "<html>nginx</html>"),
        answering("500 Internal Server Error", "<html>nginx</html>"),
        answering("200 OK", "<html>Log in to this wifi</html>"),
    ],
    ids=["no answer", "end", "reset", "reset early", "half", "502", "504", "page", "500 page", "200 page"],
)
async def test_what_nobody_answered_for_may_have_arrived(server: Server) -> None:
    async with loopback(server) as url:
        assert may_have_arrived(await sent(url, read_timeout=0.3 if server is silent else PATIENCE))


async def test_without_a_connection_nothing_arrived() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        assert not may_have_arrived(await sent(url))


async def test_what_did_not_get_a_connection_within_the_time_did_not_arrive() -> None:
    """A listener that takes nobody in: the kernel's queue is full."""
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for one in (first, second):
            one.setblocking(False)
            one.connect_ex(full.getsockname())
        error = await sent(f"http://127.0.0.1:{full.getsockname()[1]}/", connect_timeout=0.2)
        assert type(error.__cause__).__name__ == "ConnectTimeout"
        assert not may_have_arrived(error)


async def test_what_found_no_free_connection_did_not_arrive() -> None:
    taken = asyncio.Event()

    async def taking(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken.set()
        await silent(reader, writer)

    async with (
        loopback(taking) as url,
        bot_of(url, connection_pool_size=1, pool_timeout=0.1) as bot,
    ):
        first = asyncio.create_task(bot.send_message(1, "hello"))
        await taken.wait()
        with pytest.raises(TelegramError, match="not") as failed:
            await bot.send_message(1, "hello")
        assert not may_have_arrived(failed.value)
        first.cancel()
        await asyncio.wait([first])
