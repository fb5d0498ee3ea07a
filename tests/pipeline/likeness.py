"""Embeddings and faces at chosen distances, and analyses of them."""

from __future__ import annotations

from pipeline.people import group_faces
from pipeline.types import Analysis, Box, Detection, Face, Identity, Sighting

FACE = Box(100, 100, 180, 180)


def embedding(axis: int, distance: float = 0.0) -> tuple[float, ...]:
    """Of the person with this number (two of them lie 0.85 apart), `distance` away from their photo."""
    values = [0.0] * 128
    values[axis] = 0.6
    values[127] = distance
    return tuple(values)


def face(
    frame: int,
    axis: int,
    *,
    name: str | None = None,
    distance: float | None = None,
    off: float = 0.0,
    box: Box = FACE,
) -> Face:
    return Face(frame, box, name, distance, embedding=embedding(axis, off))


def person(frame: int, confidence: float = 0.9, left: float = 0, height: float = 300) -> Detection:
    return Detection(frame, "person", confidence, Box(left, 0, left + height / 2.5, height))


def identity(*faces: Face, margin: float | None = None) -> Identity:
    """As these faces of one person have it; the name is the first face's that has one."""
    name = next((face.name for face in faces if face.name is not None), None)
    distances = [face.distance for face in faces if face.distance is not None]
    nearest = (name or "somebody") if distances else None
    agreeing = sum(face.name is not None for face in faces)
    return Identity(name, nearest, min(distances, default=None), margin, None, agreeing, len(faces))


def sighting(
    *faces: Face,
    frames: tuple[int, ...] = (),
    margin: float | None = 0.2,
    live: bool | None = None,
    liveness: float | None = None,
    unseen: float = 1.0,
) -> Sighting:
    return Sighting(
        frames or tuple(face.frame for face in faces),
        unseen,
        True,
        identity(*faces, margin=margin),
        faces,
        live,
        liveness,
    )


def analysis(
    *faces: Face, at_once: int = 1, detections: tuple[Detection, ...] = (), detector: str = "yolov8n"
) -> Analysis:
    """The faces of one name are one sighting, and those of nobody that are alike."""
    sightings = tuple(sighting(*group) for group in group_faces(faces))
    return Analysis(
        300, 20, 8, detections, faces, most_people_at_once=at_once, detector=detector,
        frame_size=(1280, 720), sightings=sightings,
    )  # fmt: skip


def seen(*sightings: Sighting, at_once: int = 1, detector: str = "yolov8n") -> Analysis:
    faces = tuple(face for one in sightings for face in one.faces)
    return Analysis(
        300, 20, 8, (), faces, most_people_at_once=at_once, detector=detector, sightings=sightings
    )
