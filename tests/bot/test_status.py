"""/status says what is wrong before all else, and that clips are looked at coarsely while many wait."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from bot.backlog import MANY
from bot.health import status_words
from bot.health.throttling import SINCE_BOOT, Throttling
from bot.health.vitals import Vitals
from bot.texts import speaking
from storage.metrics import Metric
from tests.bot.house import FRONT_DOOR, OWNER, House
from tests.bot.test_bad_clips import porch
from tests.patience import until

KNOWN = Vitals(
    {
        Metric.TELEGRAM_AGE: 7.0,
        Metric.SENT_AGE: 240.0,
        Metric.LOCK_AGE: 31.0,
        Metric.THROTTLED: float(Throttling.THROTTLED),
    },
    unread=2.0,
)

LONGEST = 900
"""Letters: two screens of a phone at most, however much is wrong."""


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "☁️ Ring 2 s ago, Telegram 7 s ago, last told 4 min ago, lock 31 s ago"),
        ("de", "☁️ Ring vor 2 s, Telegram vor 7 s, zuletzt gemeldet vor 4 Min., Schloss vor 31 s"),
    ],
)
def test_every_cloud_has_its_last_success(language: str, told: str) -> None:
    with speaking(language):
        assert status_words.clouds(KNOWN) == told
        assert status_words.clouds(Vitals()) == (
            "☁️ Ring not yet" if language == "en" else "☁️ Ring noch nicht"
        )


def test_nothing_is_called_well_before_ring_was_read() -> None:
    assert status_words.first([], Vitals()) == []
    assert status_words.first([], KNOWN) == ["✅ Nothing is wrong", ""]
    assert status_words.first([Markup("⚠️ x")], KNOWN) == ["⚠️ x", ""]


def test_a_slowed_processor_is_a_trouble_and_one_that_was_is_a_number() -> None:
    assert status_words.throttled(KNOWN) == ["⚡ throttled"]
    assert not [line for line in status_words.machine(KNOWN, 0) if "⚡" in line]
    before = Vitals({Metric.THROTTLED: float(Throttling.THROTTLED << SINCE_BOOT)})
    assert status_words.throttled(before) == []
    assert status_words.machine(before, 0) == ["⚡ was throttled"]


@pytest.mark.slow
async def test_what_is_wrong_comes_first_and_in_brief_where_it_is_much(quiet_house: House) -> None:
    quiet_house.ring.be_slow("/clients_api/dings", 3600, times=999)
    async with quiet_house.awake() as house:
        await house.pair()
        await house.polled()
        clip, services = porch(house.folder), house.services
        for _ in range(MANY + 5):
            house.ring.add_recording(FRONT_DOOR, clip, kind="motion")
        await until(lambda: services.backlog.crowded)
        camera = services.rounds.presence[str(FRONT_DOOR)]
        troubles = (camera, services.polling_trouble, services.backups.trouble)
        for number, trouble in enumerate(troubles):
            await trouble.failed(f"Number {number} is wrong. Then do this and that.", certain=True)
        await house.say("/status")
        told = (await house.hears("How I am")).words
        wrong, _, numbers = told.partition("\n\n")
        assert [line for line in wrong.splitlines() if "is wrong" in line] == [
            "⚠️ Camera Front Door: Number 0 is wrong",
            "⚠️ Telegram: Number 1 is wrong",
            "⚠️ Backup: Number 2 is wrong",
        ]
        assert f"⚠️ {MANY + 5} clips wait: rings go first" in wrong
        assert "looked at on few frames" in wrong
        assert "clips wait" not in numbers
        assert "📷 Front Door" in numbers
        assert len(told) < LONGEST

        await troubles[0].worked()
        await house.say("/status", user=OWNER)
        await house.hears("Number 2 is wrong. Then do this", where=lambda one: "How I am" in one.words)
