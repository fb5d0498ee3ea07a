"""An outage is told once when it starts and once when it ends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from markupsafe import Markup

from bot.outages import Outage
from bot.owner import Owner
from bot.texts import plain, speaking
from storage.store import Store

OWNER = 4242
_messages = count(501)


@dataclass
class HandClock:
    at: datetime = datetime(2026, 2, 25, 10, 30, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with await Store.open(tmp_path / "events.db", tmp_path / "thumbnails") as one:
        await one.access.make_owner(OWNER, "Sam", HandClock().at)
        yield one


@pytest.fixture
def outage(store: Store) -> Outage:
    return outage_of(store)


def outage_of(store: Store) -> Outage:
    clock = HandClock()
    return Outage("Ring", clock, Owner(store, clock, lambda: None))


class Slow(Owner):
    """On a busy machine."""

    async def outage(self, about: str, text: Callable[[], Markup]) -> None:
        for _ in range(20):
            await self.store.access.owner()
        await super().outage(about, text)


async def told(store: Store) -> list[str]:
    """What the owner hears now: whatever is to be sent is sent."""
    found = await store.outbox.due(HandClock().at)
    for row in found:
        assert await store.outbox.confirm(
            row.id, row.revision, next(_messages), None, [], row.next_attempt_at
        )
    return [row.text or "" for row in found]


async def test_what_works_while_it_is_told_as_failed_is_told_as_over(store: Store) -> None:
    """Two cameras, side by side: else it would go on for ever."""
    outage = Outage("Ring", HandClock(), Slow(store, HandClock(), lambda: None))
    await asyncio.gather(outage.failed("away", certain=True), outage.worked())
    assert await told(store) == []
    await asyncio.gather(outage.failed("away", certain=True), outage.worked())
    await outage.failed("away", certain=True)
    assert await told(store) == ["⚠️ Ring: away"]


async def test_what_has_ended_meanwhile_does_not_grow_worse(outage: Outage, store: Store) -> None:
    await outage.failed("away", certain=True)
    await asyncio.gather(outage.worked(), outage.adds(lambda: "Blind.", lambda: "It sees again."))
    await outage.worked()
    assert await told(store) == []


async def test_one_lost_answer_is_no_outage(outage: Outage, store: Store) -> None:
    await outage.failed("no answer")
    await outage.worked()
    assert await told(store) == []


async def test_a_lasting_one_is_told_once_and_its_end_once(outage: Outage, store: Store) -> None:
    for _ in range(5):
        await outage.failed("no answer")
    assert await told(store) == ["⚠️ Ring: no answer"]
    await outage.worked()
    await outage.worked()
    assert await told(store) == ["✅ Ring: all is well again."]


async def test_it_is_told_in_the_owners_language_and_logged_in_english(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    await store.access.met(OWNER, "Sam", "de", HandClock().at)
    clock = HandClock()
    cameras = Outage("Cameras", clock, Owner(store, clock, lambda: None), lambda: plain("outage-cameras"))
    await cameras.failed(lambda: plain("outage-no-camera"), certain=True)
    await cameras.failed(lambda: plain("outage-no-camera"), certain=True)
    (said,) = await told(store)
    assert said.startswith("⚠️ Kameras: Das Konto zeigt keine Klingelkamera")
    assert [record.message for record in caplog.records] == [f"Cameras: {cameras.reason}"]
    assert cameras.reason is not None
    assert cameras.reason.startswith("the account shows no doorbell camera")
    with speaking("de"):
        assert (cameras.said() or "").startswith("Das Konto")
    await cameras.worked()
    assert await told(store) == ["✅ Kameras: Alles ist wieder gut."]


async def test_what_could_not_be_told_in_time_is_not_told_as_a_row_of_old_news(
    outage: Outage, store: Store
) -> None:
    for reason in ("no answer", "log in again", "no answer"):
        await outage.failed(reason, certain=True)
        await outage.worked()
    assert await told(store) == []
    await outage.failed("no answer", certain=True)
    await outage.failed("log in again", certain=True)
    assert await told(store) == ["⚠️ Ring: log in again"]


@pytest.mark.parametrize("heard", [True, False])
async def test_an_outage_that_a_restart_falls_into_is_ended_after_it(store: Store, heard: bool) -> None:
    await outage_of(store).failed("no answer", certain=True)
    before = await told(store) if heard else []
    again = outage_of(store)
    await again.worked()
    assert (before, await told(store)) == (
        (["⚠️ Ring: no answer"], ["✅ Ring: all is well again."]) if heard else ([], [])
    )


async def test_one_that_goes_on_over_a_restart_is_told_once(store: Store) -> None:
    for expected in (["⚠️ Ring: no answer"], []):
        await outage_of(store).failed("no answer", certain=True)
        assert await told(store) == expected


async def test_names_are_told_as_they_are(store: Store) -> None:
    clock = HandClock()
    await Outage("Camera <Gate>", clock, Owner(store, clock, lambda: None)).failed("x", certain=True)
    assert await told(store) == ["⚠️ Camera &lt;Gate&gt;: x"]


async def test_what_no_retry_mends_is_told_at_once(outage: Outage, store: Store) -> None:
    await outage.failed("log in again", certain=True)
    assert await told(store) == ["⚠️ Ring: log in again"]


async def test_another_reason_is_news(outage: Outage, store: Store) -> None:
    await outage.failed("no answer", certain=True)
    assert len(await told(store)) == 1
    await outage.failed("log in again", certain=True)
    assert await told(store) == ["⚠️ Ring: log in again"]


async def test_tries_are_spaced_wider_up_to_15_seconds(outage: Outage) -> None:
    pauses = []
    for _ in range(10):
        await outage.failed("no answer")
        assert outage.not_before is not None
        pauses.append((outage.not_before - outage.clock.now()).total_seconds())
    assert 0.7 <= pauses[0] <= 1.3
    assert pauses[3] > pauses[0]
    assert 11 <= max(pauses) <= 19


async def test_retry_after_is_obeyed(outage: Outage) -> None:
    await outage.failed("busy", retry_after=300)
    assert outage.resting
    assert outage.not_before is not None
    assert outage.not_before >= outage.clock.now() + timedelta(seconds=300)


async def test_it_is_over_where_nothing_failed_for_a_while_wherever_the_clock_was_put(outage: Outage) -> None:
    assert isinstance(outage.clock, HandClock)
    while_ = timedelta(seconds=90)
    assert not outage.is_quiet(while_), "nothing was wrong"
    await outage.failed("no answer", certain=True)
    assert not outage.is_quiet(while_)
    outage.clock.at += 2 * while_
    assert outage.is_quiet(while_)
    await outage.failed("no answer", certain=True)
    outage.clock.at -= timedelta(hours=3)
    assert outage.is_quiet(while_), "it would not be over for three hours"


async def test_what_waits_since_before_the_owners_first_word_is_said_in_their_language(store: Store) -> None:
    owner = Owner(store, HandClock(), lambda: None)
    await owner.outage("cameras", lambda: Markup(plain("outage-cameras")))
    await store.access.met(OWNER, "Sam", "de", HandClock().at)
    await owner.reword()
    assert await told(store) == ["Kameras"]
    await store.access.met(OWNER, "Sam", "en", HandClock().at)
    await owner.reword()
    assert await told(store) == [], "what was told stays told"
