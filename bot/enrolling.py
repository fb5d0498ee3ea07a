"""From "who is this?" to a photo in KNOWN_FACES_DIR: whose faces there are, and what Save does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.known_faces import NewPhoto
from bot.namings import Candidate, Naming
from bot.services import Services
from pipeline.gallery import EMBEDDING_MODEL, FROM_A_VISIT, FROM_THE_CHAT
from pipeline.people import same_person
from storage.people import Person
from storage.questions import Question
from storage.strangers import StrangerSeen
from storage.views import StoredFace

MOST_SAMPLES = 3
"""Pictures of one stranger that are enrolled together, each of another event."""


def people_on(faces: Iterable[StoredFace]) -> list[Candidate]:
    """The faces of each person together, as far as they are surely one's; who has no picture is left out."""
    groups: list[list[StoredFace]] = []
    for face in faces:
        home = next((one for one in groups if _alike(one[0], face)), None)
        if home is None:
            groups.append([face])
        else:
            home.append(face)
    return [Candidate(tuple(face.id for face in group)) for group in groups if group[0].crop_path is not None]


def _alike(one: StoredFace, other: StoredFace) -> bool:
    """By the name, by having been followed as one stranger, or by their looks."""
    told = one.name or one.group_id
    if told is not None and told == (other.name or other.group_id):
        return True
    return same_person(one.embedding, other.embedding)


async def strangers_of(services: Services, visit_id: int) -> list[Candidate]:
    """Everybody in this visit whom nobody has named."""
    return people_on(await services.store.events.faces_of_visit(visit_id))


async def anybody_of(services: Services, visit_id: int) -> list[Candidate]:
    """Whoever has no name; without any, those who have one, which may be wrong."""
    faces = await services.store.events.faces_of_visit(visit_id, unnamed_only=False)
    return people_on(face for face in faces if face.name is None) or people_on(faces)


async def candidate_with(services: Services, face_id: int, visit_id: int | None) -> list[Candidate]:
    """Whose face this is, with all that are surely the same person's in its visit."""
    if visit_id is None:
        return people_on(await services.store.events.faces([face_id]))
    faces = await services.store.events.faces_of_visit(visit_id, unnamed_only=False)
    return [one for one in people_on(faces) if face_id in one.face_ids]


async def portrait(services: Services, candidate: Candidate) -> tuple[bytes | None, StoredFace | None]:
    """A picture of whom it is about, and the stored face that it shows."""
    if candidate.samples:
        return candidate.samples[0].crop, None
    for face in await services.store.events.faces(candidate.face_ids):
        if face.crop_path and (crop := await services.store.thumbnails.read(face.crop_path)):
            return crop, face
    return None, None


async def embeddings_of(services: Services, candidate: Candidate) -> Sequence[Sequence[float]]:
    if candidate.samples:
        return [one.embedding for one in candidate.samples]
    faces = await services.store.events.faces(candidate.face_ids)
    return [face.embedding for face in faces[:1] if face.embedding]


async def save(services: Services, talk: Question, naming: Naming) -> Person | None:
    """The person, known from the next visit on, and the conversation over; None where the face is gone, or
    there is no name.

    PhotoError where the picture cannot be written.
    """
    candidate = naming.candidate
    pictures = await _pictures(services, talk, candidate) if candidate and naming.name else []
    if candidate is None or not pictures:
        return None
    known = await services.store.people.by_name(naming.name)
    name = known.name if known else naming.name
    face_ids = candidate.face_ids

    async def named() -> None:
        if face_ids:
            await services.store.events.name_faces(face_ids, name, services.now())
        await services.store.questions.end(talk.id, services.now())

    await services.faces.save(name, pictures, talk.asker, named)
    services.wake_teller()
    return await services.store.people.by_name(name)


async def _pictures(services: Services, talk: Question, candidate: Candidate) -> list[NewPhoto]:
    if candidate.samples:
        # Numbered by the conversation, so that a second Save after a failure writes the same files.
        return [
            NewPhoto(one.crop, one.embedding, f"{FROM_THE_CHAT}{talk.asked_at:%Y-%m-%d}-{talk.id}-{number}")
            for number, one in enumerate(candidate.samples, 1)
        ]
    found: dict[int, NewPhoto] = {}
    for face in await services.store.events.faces(candidate.face_ids):
        if face.crop_path and face.event_id not in found and len(found) < MOST_SAMPLES and face.embedding:
            crop = await services.store.thumbnails.read(face.crop_path)
            event = await services.store.events.get(face.event_id)
            if crop is not None and event is not None:
                stem = f"{FROM_A_VISIT}{face.event_id}-face-{face.id}"
                found[face.event_id] = NewPhoto(crop, face.embedding, stem, event.camera_id)
    return list(found.values())


async def earlier(services: Services, person: Person) -> list[StrangerSeen]:
    """Strangers of the past who are like this person's photos, newest first."""
    tolerance = services.settings.face_tolerance
    return await services.store.strangers.like(person.id, EMBEDDING_MODEL, tolerance)


def visits_of(faces: Iterable[StrangerSeen]) -> list[StrangerSeen]:
    """One face of each visit, those with a picture first."""
    best: dict[int, StrangerSeen] = {}
    for face in sorted(faces, key=lambda one: one.crop_path is None):
        best.setdefault(face.visit_id or -face.event_id, face)
    return sorted(best.values(), key=lambda one: one.seen_at, reverse=True)
