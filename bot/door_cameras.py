"""The cameras of the account as they are: renamed, offline, gone, each told once with what to do.

A setting that names a camera means the one that had that name: it is followed by its id. Where another one
has taken the name since, nobody can say which is meant, and then the name means neither.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from bot.lengths import cut
from bot.names import unturned
from bot.outages import Outage
from bot.services import Services
from bot.settings import Settings
from bot.texts import plain, say
from pipeline.types import Camera
from storage.cameras import Renamed


async def adopt(services: Services, listed: Sequence[Camera]) -> bool:
    """False where this very list was taken up before."""
    if services.rounds.listed is listed:
        return False
    store = services.store.cameras
    former = await store.former_names()
    for renamed in await store.renamed(listed):
        former.setdefault(renamed.camera.id, set()).add(renamed.before)
        await _tell(services, renamed, followed(listed, former))
    before, services.cameras = services.cameras, followed(listed, former)
    for camera in services.cameras:
        await _present(services, camera)
    await _gone(services, before)
    services.rounds.listed = listed
    return True


def followed(cameras: Sequence[Camera], former: Mapping[str, Iterable[str]]) -> list[Camera]:
    """Each with the names by which a setting may still mean it. Pure."""
    return [_followed(camera, cameras, former) for camera in cameras]


def _followed(camera: Camera, cameras: Sequence[Camera], former: Mapping[str, Iterable[str]]) -> Camera:
    others = [other for other in cameras if other.id != camera.id]
    taken = {_bare(other.name) for other in others}
    left = {_bare(name) for other in others for name in former.get(other.id, ()) if name != other.name}
    own = tuple(sorted(name for name in former.get(camera.id, ()) if _bare(name) not in taken | left))
    return replace(camera, former=own, disputed=_bare(camera.name) in left)


def _bare(name: str) -> str:
    return name.strip().casefold()


async def _tell(services: Services, renamed: Renamed, cameras: Sequence[Camera]) -> None:
    """In the transaction that takes the new name up, so that it is told once."""
    (camera,) = [one for one in cameras if one.id == renamed.camera.id]

    def words() -> Markup:
        names = {"before": cut(renamed.before), "now": cut(camera.name)}
        lines = [say("supervision-renamed", **names)]
        if named := ", ".join(settings_naming(services.settings, renamed.before)):
            kept = _bare(renamed.before) in map(_bare, camera.former)
            key = {"kept": "yes" if kept else "no", "id": camera.id, "settings": named}
            lines.append(say("supervision-renamed-settings", **names, **key))
        return Markup("\n").join(lines)

    told = await services.owner.words_for(words)
    await services.store.cameras.rename(camera, services.now(), told)
    services.wake_teller()


def settings_naming(settings: Settings, name: str) -> list[str]:
    """Which of them name this camera so."""
    zones = [zone.camera for zone in settings.sight_rules.zones]
    named = {"UNLOCK_CAMERAS": settings.unlock_cameras, "IGNORE_ZONES": zones}
    return [setting for setting, names in named.items() if _bare(name) in map(_bare, names)]


async def _present(services: Services, camera: Camera) -> None:
    presence = _presence_of(services, camera)
    if camera.offline:
        await presence.failed(lambda: plain("supervision-offline"), certain=True)
    else:
        await presence.worked()


async def _gone(services: Services, before: Iterable[Camera]) -> None:
    """Where no camera is left that is told as such."""
    left = {camera.id for camera in services.cameras}
    for camera in before:
        if left and camera.id not in left:
            await _presence_of(services, camera).failed(lambda: plain("supervision-gone"), certain=True)


def _presence_of(services: Services, camera: Camera) -> Outage:
    return outage_of(services, camera, services.rounds.presence, f"Camera {camera.id}, presence")


def outage_of(services: Services, camera: Camera, known: dict[str, Outage], about: str) -> Outage:
    """The one that is known by the camera's id, or a new one; called as the camera is called today."""
    name = unturned(camera.name)
    outage = known.setdefault(
        camera.id, Outage(camera.name, services.clock, services.ring_trouble.owner, about=about)
    )
    outage.what, outage.called = f"Camera {camera.name}", lambda: plain("outage-camera", name=name)
    return outage
