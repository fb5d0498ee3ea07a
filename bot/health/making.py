"""How the watcher over the house is made of its services."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.ears import Ears
from bot.health.alarms import Alarms
from bot.health.blindness import ABOUT, BLIND, Blindness
from bot.health.cooling import Cooling
from bot.health.frames import Frames
from bot.health.health import Clouds, Health
from bot.health.machine import Machine
from bot.health.pulse import Pulse
from bot.outages import Outage
from bot.texts import plain
from bot.urgency import Shares

if TYPE_CHECKING:
    from bot.services import Services


def health_of(services: Services, frames: Frames, cooling: Cooling) -> Health:
    settings, clock = services.settings, services.clock
    owner = services.owner
    causes = (services.ring_trouble, services.camera_trouble)
    eyes = Outage(ABOUT, clock, owner, called=lambda: plain("health-called", alarm="eyes"))
    return Health(
        Machine(settings.db_path, (settings.thumbnails_dir,)),
        _clouds(services),
        services.store,
        clock,
        Alarms(clock, owner, services.store.metrics),
        # Whoever wants polls to be rare is not blind between two of them.
        Blindness(causes, eyes, clock, settings.zone, max(BLIND, 2 * settings.poll_interval + 60)),
        Pulse(settings.poll_interval),
        frames,
        cooling,
    )


def _clouds(services: Services) -> Clouds:
    bot, doorman = cast(Ears, services.bot), services.doorman
    hearing, limiter = bot.hearing, cast(Shares, bot.rate_limiter)
    return Clouds(
        services.doorbell.now,
        hearing.their_time,
        lambda: services.watch.last_read,
        hearing.silent_for,
        limiter.silent_for,
        lambda: None if doorman is None else doorman.silent_for(),
    )
