"""Whatever Telegram sends from whom it may: strangers cause nothing, guests only what is theirs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from telegram import Update

from bot.routes import COMMANDS, PRESSES
from pipeline.errors import StoreError
from storage.access import Access, Role
from storage.knocks import TOLD
from tests.bot import updates
from tests.bot.house import OWNER, STRANGER, House, house
from tests.bot.updates import ANONYMOUS, GROUP, HANDLED, KINDS, Json, group, person, private
from tests.patience import PATIENCE

GUEST = 7171
REMOVED = 8181
SILENT = -1005555555555
"""A group that hears nothing."""

QUIETLY = {"getUpdates", "setMyCommands", "deleteMyCommands", "getMe", "deleteWebhook", "leaveChat"}
"""Of no chat, or the last thing that it hears: where a stranger adds the bot, it goes without a word."""
COUNTED = {"knocks", "pairing_tries", "metrics", "sqlite_sequence"}
"""What is meant to change: who knocked, and wrong codes."""

OF_GUESTS = {"chats", "chat_cameras", "users", "questions"}
"""Their own chat's choices, and when they were last seen."""


@pytest.fixture
async def full_house(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path, POLL_INTERVAL="3600") as one:
        for user in (GUEST, REMOVED):
            one.telegram.add_user(user, "Gus")
        one.telegram.add_group(GROUP, "Home", [OWNER, STRANGER, GUEST, REMOVED])
        async with one.awake():
            await one.pair()
            store = one.services.store
            for user in (GUEST, REMOVED):
                _, code = await store.invites.new(Role.GUEST, OWNER, one.services.now())
                assert await store.invites.redeem(user, "Gus", code, one.services.now())
            await store.household.remove(REMOVED, one.services.now())
            await store.chats.meet(GROUP, "Home", one.services.now())
            await store.chats.listen(GROUP, True)
            await one.say("/start", user=GUEST)
            await one.telegram.wait_for(lambda message: "I am Latchkey" in message.words, GUEST)
            await one.services.store.questions.ask(
                "unlock", asker=OWNER, chat_id=OWNER, now=one.services.now(), valid_seconds=9999
            )
            await _settled(one)
            yield one


async def _settled(one: House) -> None:
    """The menus are set, what there is to tell of the start was told, and nothing else happens by itself."""
    await one.hears("the person detector cannot be used")
    assert one.application is not None
    queue = one.application.job_queue
    assert queue is not None
    waiting = "SELECT id FROM outbox WHERE sent_revision < revision"
    async with asyncio.timeout(PATIENCE):
        while queue.get_jobs_by_name("command menus") or await one.rows(waiting):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    for job in queue.jobs():
        job.schedule_removal()


async def state(one: House, without: set[str]) -> dict[str, list[Any]]:
    """Every table, whole."""
    names = await one.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {row["name"] for row in names} - without
    known = {table: await one.rows(f"SELECT * FROM {table}") for table in sorted(tables)}
    known["duties"] = [row for row in known["duties"] if row["kind"] != TOLD]
    return known


def calls(one: House) -> list[str]:
    return [call.method for call in one.telegram.calls if call.method not in QUIETLY]


async def sent(one: House, kind: str, payload: Json) -> None:
    """Through the application as any update; what a handler raised is raised."""
    assert one.application is not None
    await one.application.process_update(updates.update(kind, payload, one.application.bot))


def test_every_kind_that_the_library_knows_is_judged() -> None:
    """A new version with another kind fails here, until somebody has thought about it."""
    assert set(KINDS) == updates.fields()


def everything(user: int, chat: Json) -> Iterator[tuple[str, str, Json]]:
    who = person(user)
    for kind, make in KINDS.items():
        yield kind, kind, make(who, chat)
    for name, payload in [*updates.second_hands(who, chat), *updates.services(who, chat)]:
        yield name, "message", payload
    for words in ("/lock", "/start", "/start 1-AAAAAAAA", "AAAAAAAA", "/lockdown off", "2580", "hello"):
        yield words, "message", updates.message(who, chat, words)
    for verb in PRESSES:
        yield verb, "callback_query", updates.press(who, chat, f"{verb}:1:1")
    for was, becomes in (("member", "kicked"), ("kicked", "member"), ("left", "member")):
        yield f"{was} {becomes}", "my_chat_member", updates.member(who, chat, was, becomes)


async def test_strangers_cause_nothing_whatever_they_send(full_house: House) -> None:
    """In a group that hears, a press is answered: not for you. That the bot is in a group any more is for
    Telegram to say, whoever has put it out."""
    before, said = await state(full_house, COUNTED), calls(full_house)
    for user in (STRANGER, REMOVED, ANONYMOUS):
        for chat in (private(user), group(SILENT), group(GROUP), updates.channel()):
            for name, kind, payload in everything(user, chat):
                if chat["id"] == GROUP and kind == "my_chat_member":
                    continue
                await sent(full_house, kind, payload)
                new = calls(full_house)[len(said) :]
                here = chat["id"] == GROUP and kind == "callback_query"
                assert new == (["answerCallbackQuery"] if here else []), (name, chat)
                said += new
    assert await state(full_house, COUNTED) == before
    assert full_house.switchbot.commands == []


async def test_guests_move_nothing_and_what_is_of_no_use_does_nothing_whoever_sends_it(
    full_house: House,
) -> None:
    before, said = await state(full_house, COUNTED | OF_GUESTS), calls(full_house)
    for _, kind, payload in everything(GUEST, private(GUEST)):
        await sent(full_house, kind, payload)
    assert await state(full_house, COUNTED | OF_GUESTS) == before
    assert set(calls(full_house)[len(said) :]) <= {"answerCallbackQuery", "sendMessage", "editMessageText"}
    everybodys, said = await state(full_house, COUNTED), calls(full_house)
    for user in (GUEST, OWNER):
        for kind in KINDS.keys() - HANDLED:
            await sent(full_house, kind, KINDS[kind](person(user), private(user)))
    for _, payload in updates.second_hands(person(GUEST), private(GUEST)):
        await sent(full_house, "message", payload)
    assert await state(full_house, COUNTED) == everybodys
    assert calls(full_house) == said
    # The owner's words count at first hand alone; at any other they are told why not.
    for _, payload in updates.second_hands(person(OWNER), private(OWNER)):
        await sent(full_house, "message", payload)
    assert all("not your own word" in message.words for message in full_house.from_bot()[-5:])
    assert await state(full_house, COUNTED) == everybodys
    assert full_house.switchbot.commands == []


async def test_a_gate_that_cannot_tell_lets_nobody_through(
    full_house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PTB goes on with the next group of handlers where one of an earlier group failed."""

    async def unreadable(self: Access, user_id: int) -> Role:
        raise StoreError("the disk is gone")

    heard: list[Update] = []

    async def behind(update: Update, context: object) -> None:
        heard.append(update)

    monkeypatch.setattr(Access, "role", unreadable)
    assert full_house.application is not None
    for handler in full_house.application.handlers[0]:
        monkeypatch.setattr(handler, "callback", behind)
    said = calls(full_house)
    await sent(full_house, "message", updates.message(person(STRANGER), private(STRANGER), "/start"))
    assert heard == []
    assert calls(full_house) == said


TEXTS = st.one_of(
    st.sampled_from([f"/{command}" for command in COMMANDS]),
    st.from_regex(r"/start [0-9]{1,3}-[A-Z2-7]{8}", fullmatch=True),
    st.from_regex(r"[0-9]{4,8}", fullmatch=True),
    st.text(min_size=1, max_size=40),
)
PAYLOADS = st.one_of(st.integers(-5, 2**63).map(str), st.text(max_size=8), st.sampled_from(["owner", "list"]))
DATA = st.builds(
    lambda verb, arguments: ":".join([verb, *arguments]),
    st.sampled_from(sorted(PRESSES)),
    st.lists(PAYLOADS, max_size=3),
)
MORE = st.fixed_dictionaries(
    {},
    optional={
        "via_bot": st.just({"id": 99, "is_bot": True, "first_name": "Bot"}),
        "sender_chat": st.sampled_from([updates.channel(), group()]),
        "forward_origin": st.just({"type": "hidden_user", "date": updates.DATE, "sender_user_name": "Sam"}),
        "edit_date": st.just(updates.DATE),
        "reply_to_message": st.just(updates.message(person(OWNER), private(OWNER), "Who is it?")),
        "new_chat_title": st.text(min_size=1, max_size=9),
        "migrate_to_chat_id": st.integers(-(2**40), -1),
        "author_signature": st.just("Sam"),
        "message_thread_id": st.integers(1, 9),
        "media_group_id": st.just("1"),
    },
)


@st.composite
def anything(draw: st.DrawFn) -> tuple[int, str, Json]:
    """Somebody's update; in a chat of their own or in a group that hears nothing."""
    user = draw(st.sampled_from([STRANGER, REMOVED, ANONYMOUS, GUEST]))
    who, chat = person(user), draw(st.sampled_from([private(user), group(SILENT), updates.channel()]))
    kind = draw(st.sampled_from(["message", "callback_query", *sorted(KINDS)]))
    if kind == "message":
        return user, kind, updates.message(who, chat, draw(TEXTS)) | draw(MORE)
    if kind == "callback_query":
        return user, kind, updates.press(who, chat, draw(DATA))
    return user, kind, KINDS[kind](who, chat)


async def test_no_payload_gets_anybody_further(full_house: House) -> None:
    loop, before = asyncio.get_running_loop(), await state(full_house, COUNTED | OF_GUESTS)
    said = calls(full_house)

    async def judged(user: int, kind: str, payload: Json) -> None:
        await sent(full_house, kind, payload)
        assert full_house.switchbot.commands == []
        if user != GUEST:
            assert calls(full_house) == said
        said[:] = calls(full_house)

    @hypothesis(max_examples=150, suppress_health_check=list(HealthCheck))
    @given(anything())
    def fuzz(one: tuple[int, str, Json]) -> None:
        asyncio.run_coroutine_threadsafe(judged(*one), loop).result(PATIENCE)

    await asyncio.to_thread(fuzz)
    assert await state(full_house, COUNTED | OF_GUESTS) == before
