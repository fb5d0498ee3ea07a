"""Plain words in the chat: questions get an answer from the store, anything else gets examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.bot.house import OWNER, House
from tests.bot.test_events import event
from tests.bot.visits import STRANGER, known

BERLIN = ZoneInfo("Europe/Berlin")
GROUP = -1001
GUEST = 5151


def yesterday(hour: int) -> float:
    """How many hours ago it was `hour` o'clock, yesterday."""
    now = datetime.now(BERLIN)
    then = (now - timedelta(days=1)).replace(hour=hour, minute=5, second=0, microsecond=0)
    return (now - then) / timedelta(hours=1)


async def test_questions_are_answered_with_the_time_they_were_understood_for(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        await event(house, yesterday(9), known("Grace"))
        await event(house, yesterday(15))
        dog = replace(STRANGER, person=False, strangers=0, alert=False, others=("dog",))
        await event(house, yesterday(16), dog)
        day = (
            f"{datetime.now(BERLIN) - timedelta(days=1):%a} {(datetime.now(BERLIN) - timedelta(days=1)).day}"
        )

        async def answer(question: str, words: str) -> str:
            await house.say(question)
            return (await house.hears(words)).words

        assert day in await answer("Who came yesterday?", "Grace (1 visit) and strangers (1 visit).")
        assert "yesterday 09:05 (Front Door)" in await answer("when was Grace last here", "Grace: last")
        assert day in await answer("how many strangers yesterday?", ": 1 visit by a stranger.")
        assert "Latest" in await answer("any dogs since yesterday?", ": yes, a dog once.")
        assert "14:30 to " in await answer("was anybody here yesterday at 3?", ": yes, 1 visit.")
        await answer("did Grace come today?", ": no, Grace was not here.")
        await answer("any cats yesterday?", "): no cat.")
        house.telegram.fail_next(
            "sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1, words="Stranger"
        )
        await answer("is anybody there?", ": Stranger.")
        house.telegram.fail_next("sendMessage", 500, words="no bird")
        await answer("any birds yesterday?", "): no bird.")
        assert "stranger" not in await answer("Grace yesterday", ": Grace was here once.")
        assert not any("wrong" in one.words for one in house.from_bot()), "a moment is waited out"
        await answer("hello there", "I did not understand “hello”. Try: /events today")
        await answer("strangrs today", "Did you mean “strangers”?")
        await answer("is it so?", "I did not understand “is it so?”.")
        await answer("who came tomorrow", "“tomorrow” is still to come")
        await answer("/events Grace strangers", "One at a time")
        await answer("/events <b>", "I did not understand “<b>”.")
        for said, told in {
            "31 february": "no “31 february”",
            "-3 days": "ends before it begins",
            "last 9999999999 years": "20 years",
            "x" * 4000: "I did not understand",
            "dogs " * 400: "I did not understand",
        }.items():
            await answer(f"/events {said}", told)

        await house.say("wer war gestern da?")
        counted = await house.hears("Grace (1 visit) and strangers", where=lambda one: "Gestern" in one.words)
        await house.press(counted, "Show them")
        assert "2. " in (await house.hears("Gestern", where=lambda one: bool(one.get("photo")))).words


async def test_the_filter_of_a_page_survives_a_restart(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        for hours in range(7):
            await event(house, hours + 1)
        await house.say("/events strangers last 3 days")
        page = await house.hears("Last 3 days")
    async with quiet_house.awake() as house:
        await house.press(page, "Older")
        assert "Last 3 days" in (await house.hears("2. ", where=lambda one: "3. " not in one.words)).words


async def test_guests_may_not_ask_and_groups_are_not_listened_to(quiet_house: House) -> None:
    async with quiet_house.awake() as house:
        await house.pair()
        await event(house, 1)
        house.telegram.add_user(GUEST, "Gus")
        now = datetime.now(UTC).isoformat()
        async with house.services.store.db.write() as store:
            await store.execute(
                "INSERT INTO users (user_id, name, role, joined_at) VALUES (?, 'Gus', 'guest', ?)",
                (GUEST, now),
            )
        for said in ("who came today?", "/events", "/last", "/event 1", "/why 1"):
            await house.say(said, GUEST)
        told = await house.telegram.wait_for(lambda one: len(house.from_bot(GUEST)) == 5, GUEST)
        assert {one.words for one in house.from_bot(GUEST)} <= {
            "I did not understand that. /help lists what you can say.",
            "Only a resident may do that. Ask the owner of the door.",
        }, told

        house.telegram.add_group(GROUP, "Home", [OWNER], bot_status="administrator")
        send = house.telegram.user_sends
        await send(OWNER, "how many dogs today?", GROUP)
        await send(OWNER, "how many strangers today, @latchkey_bot?", GROUP)
        heard = await house.telegram.wait_for(lambda one: "by a stranger" in one.words, GROUP)
        await send(OWNER, "and dogs yesterday", GROUP, reply_to=heard.id)
        await house.telegram.wait_for(lambda one: "no dog" in one.words, GROUP)
        assert len(house.from_bot(GROUP)) == 2
