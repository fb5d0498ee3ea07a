"""Spoofs, made: prints and screens held into a fixed camera, and living substitutes.

A pinhole camera looks at a plane (or a cylinder, for a bent print) that a hand holds: every frame is a
true perspective projection of it, shaded by how it faces the light, before a textured wall that
stands still. `recapture` adds what a camera and a codec add.

`solid` is no attack: it is a synthetic solid, a portrait laid over a relief that turns and nods before
the wall. It tells whether the *geometry* takes a solid for one; it is no living face.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.image import Image, as_image, resized
from tests.pipeline.footage import write_clip

WIDTH, HEIGHT, RATE = 640, 360, 10
FOCAL = 560.0
"""Pixels: 60 degrees across, a doorbell's narrower view."""

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pose:
    """Metres from the camera (right, down, away) and degrees (nod, turn, roll)."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.7
    nod: float = 0.0
    turn: float = 0.0
    roll: float = 0.0


Motion = Callable[[float], Pose]
"""Seconds to pose."""


def wall(seed: int = 3, width: int = WIDTH, height: int = HEIGHT) -> Image:
    """A house front: bricks, a door frame, leaves. Textured at every scale, and quite still."""
    random = np.random.default_rng(seed)
    picture = np.full((height, width, 3), (105, 120, 140), np.float32)
    for row, top in enumerate(range(0, height, 18)):
        for left in range(-40 + (row % 2) * 20, width, 40):
            tone = random.normal(0, 14, 3)
            cv2.rectangle(picture, (left + 1, top + 1), (left + 37, top + 15), (95 + tone).tolist(), -1)
    door = (width * 6 // 10, height // 8)
    cv2.rectangle(picture, door, (width * 8 // 10, height), (60, 75, 40), -1)
    cv2.rectangle(
        picture, (door[0] + 14, door[1] + 20), (width * 8 // 10 - 14, height // 2), (90, 110, 70), 3
    )
    for _ in range(90):
        place = (int(random.integers(0, width // 3)), int(random.integers(height // 2, height)))
        axes = (int(random.integers(4, 14)), int(random.integers(2, 6)))
        shade = (30.0, float(random.integers(70, 150)), 50.0)
        cv2.ellipse(picture, place, axes, float(random.integers(0, 180)), 0, 360, shade, -1)
    grain = cv2.GaussianBlur(random.normal(0, 22, picture.shape).astype(np.float32), (0, 0), 1.2)
    return as_image(np.clip(picture + grain, 0, 255))


def hand(seed: int, drift: float = 1.0, tilt: float = 1.0, away: float = 0.7, low: float = 0.0) -> Motion:
    """A hand that holds still as well as it can: millimetres and degrees, slow waves and a tremor."""
    random = np.random.default_rng(seed)
    phase = random.uniform(0, 2 * np.pi, 12)

    def wave(seconds: float, axis: int) -> float:
        slow = np.sin(2 * np.pi * 0.35 * seconds + phase[axis])
        quick = 0.25 * np.sin(2 * np.pi * 1.6 * seconds + phase[axis + 6])
        return float(slow + quick)

    def pose(t: float) -> Pose:
        moved = (0.012 * drift * wave(t, axis) for axis in range(3))
        x, y, z = moved
        nod, turn, roll = (4.0 * tilt * wave(t, axis) for axis in range(3, 6))
        return Pose(x, y + low, away + z, nod, turn, roll / 2)

    return pose


def paper(portrait: Image, margin: float = 0.04) -> Image:
    """A photo as it leaves the printer: a white edge, fewer tones."""
    edge = int(margin * portrait.shape[1])
    dull = np.clip(portrait.astype(np.float32) * 0.82 + 26, 0, 255)
    return as_image(cv2.copyMakeBorder(dull, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(228,) * 3))


def phone(screen: Image) -> Image:
    """A picture on an upright phone: a black bezel around it, a bluish glow, the screen's rows."""
    width = 360
    tall = width * 19 // 9
    shown = cover(screen, width, tall).astype(np.float32)
    shown = np.clip(shown * (1.12, 1.04, 0.98) + 8, 0, 255)
    shown[::3] *= 0.93
    edge = width // 22
    return as_image(
        cv2.copyMakeBorder(shown, edge, edge, edge, edge, cv2.BORDER_CONSTANT, value=(14, 14, 14))
    )


def cover(picture: Image, width: int, height: int) -> Image:
    """Cut to this shape around its middle, and scaled to it."""
    high, wide = picture.shape[:2]
    scale = max(width / wide, height / high)
    larger = resized(
        picture, max(width, round(wide * scale)), max(height, round(high * scale)), cv2.INTER_AREA
    )
    top, left = (larger.shape[0] - height) // 2, (larger.shape[1] - width) // 2
    return as_image(larger[top : top + height, left : left + width])


def rotation(pose: Pose) -> Points:
    nod, turn, roll = np.radians([pose.nod, pose.turn, pose.roll])
    about_x = np.array([[1, 0, 0], [0, np.cos(nod), -np.sin(nod)], [0, np.sin(nod), np.cos(nod)]])
    about_y = np.array([[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]])
    about_z = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    return np.asarray(about_z @ about_y @ about_x)


def project(points: Points, pose: Pose) -> Points:
    """Points of the held thing (metres, n x 3) to pixels (n x 2)."""
    placed = points @ rotation(pose).T + (pose.x, pose.y, pose.z)
    return np.asarray(placed[:, :2] / placed[:, 2:] * FOCAL + (WIDTH / 2, HEIGHT / 2))


def sheet(high: int, wide: int, across: float, bend: float = 0.0) -> tuple[Points, Points]:
    """A picture `across` metres wide as points in space, and where on the picture each of them lies.

    `bend` is the angle, in degrees, through which a bent print turns from one side to the other.
    """
    columns = POINTS
    rows = round(POINTS * high / wide)
    u, v = np.meshgrid(np.linspace(0, wide - 1, columns), np.linspace(0, high - 1, rows))
    along, down = (u / (wide - 1) - 0.5) * across, (v / (wide - 1) - 0.5 * high / wide) * across
    angle = np.radians(bend)
    x = np.sin(along / across * angle) * across / angle if bend else along
    z = (1 - np.cos(along / across * angle)) * across / angle if bend else np.zeros_like(along)
    places = np.stack([x.ravel(), down.ravel(), z.ravel()], axis=1)
    return places, np.stack([u.ravel(), v.ravel()], axis=1)


POINTS = 450
"""Points across a sheet: more than pixels across it on the frame, so that no hole is left."""


def drawn(
    ground: Image,
    texture: Image,
    where: Points,
    on_texture: Points,
    there: Image | None = None,
    light: float = 1.0,
) -> Image:
    """The texture before the ground, its points lying at these pixels. `there`: a mask of the texture."""
    lookup, weight = _inverse(where, on_texture, ground.shape[:2])
    shrinking = max(1.0, float(np.ptp(on_texture[:, 0]) / max(1.0, np.ptp(where[:, 0]))))
    soft = cv2.GaussianBlur(texture, (0, 0), 0.45 * shrinking) if shrinking > 1.2 else texture
    shown = cv2.remap(soft, lookup[..., 0], lookup[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    alpha = (weight > 0.02).astype(np.float32)
    if there is not None:
        mask = cv2.remap(there, lookup[..., 0], lookup[..., 1], cv2.INTER_LINEAR)
        alpha *= mask.astype(np.float32) / 255
    alpha = np.asarray(cv2.GaussianBlur(alpha, (0, 0), 0.6), np.float32)[..., None]
    return as_image(np.clip(shown.astype(np.float32) * light * alpha + ground * (1 - alpha), 0, 255))


def _inverse(where: Points, on_texture: Points, shape: tuple[int, ...]) -> tuple[NDArray[np.float32], Points]:
    """For each pixel the place on the texture it shows, a mean over the points near it; and how many."""
    high, wide = shape[0] + 4, shape[1] + 4
    inside = (where > -2).all(axis=1) & (where < (wide - 3, high - 3)).all(axis=1)
    where, on_texture = where[inside] + 2, on_texture[inside]
    sums = np.zeros((3, high * wide))
    low = np.floor(where).astype(int)
    rest = where - low
    for right, down in ((0, 0), (0, 1), (1, 0), (1, 1)):
        share = np.abs(1 - right - rest[:, 0]) * np.abs(1 - down - rest[:, 1])
        cell = np.minimum(low[:, 1] + down, high - 1) * wide + np.minimum(low[:, 0] + right, wide - 1)
        for row, values in enumerate((share, share * on_texture[:, 0], share * on_texture[:, 1])):
            sums[row] += np.bincount(cell, values, minlength=sums.shape[1])
    covered, across, along = (
        np.asarray(cv2.GaussianBlur(one.reshape(high, wide), (0, 0), 0.8), np.float64)[2:-2, 2:-2]
        for one in sums
    )
    weight = np.maximum(covered, 1e-9)
    return np.stack([across / weight, along / weight], axis=2).astype(np.float32), covered


def held(
    ground: Image,
    motion: Motion,
    seconds: float,
    pictures: Callable[[float], Image],
    across: float,
    bend: float = 0.0,
    glare: bool = False,
    wave: float = 8.0,
    outline: Image | None = None,
    rate: float = RATE,
) -> Iterator[Image]:
    """A print or a screen in a hand: `pictures` says what it shows, it is `across` metres wide.

    `bend` in degrees, and `wave` so many more and fewer in turn. `outline`: what is left of it, cut out.
    """
    for number in range(int(seconds * rate)):
        now = number / rate
        picture, pose = pictures(now), motion(now)
        light = 1.0 - 0.012 * abs(pose.turn) - 0.008 * pose.nod
        if glare:
            picture = _glare(picture, pose)
        if bend:
            high, wide = picture.shape[:2]
            places, on_texture = sheet(high, wide, across, bend + wave * float(np.sin(2.1 * now)))
            yield drawn(ground, picture, project(places, pose), on_texture, outline, light=light)
        else:
            yield _flat(ground, picture, across, pose, light)


def _flat(ground: Image, picture: Image, across: float, pose: Pose, light: float) -> Image:
    """A plane's projection, exactly."""
    high, wide = picture.shape[:2]
    texture = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32) - 0.5
    x, y = across / 2, across / 2 * high / wide
    where = project(np.array([[-x, -y, 0], [x, -y, 0], [x, y, 0], [-x, y, 0.0]]), pose).astype(np.float32)
    shrinking = max(1.0, wide / max(1.0, float(np.ptp(where[:, 0]))))
    soft = cv2.GaussianBlur(picture, (0, 0), 0.45 * shrinking) if shrinking > 1.2 else picture
    matrix = cv2.getPerspectiveTransform(texture, where)
    seen = cv2.warpPerspective(soft, matrix, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE)
    alpha = cv2.warpPerspective(np.ones((high, wide), np.float32), matrix, (WIDTH, HEIGHT))[..., None]
    return as_image(np.clip(seen.astype(np.float32) * light * alpha + ground * (1 - alpha), 0, 255))


def _glare(picture: Image, pose: Pose) -> Image:
    """A window's reflection that slides over the sheet as it turns."""
    high, wide = picture.shape[:2]
    y, x = np.mgrid[0:high, 0:wide].astype(np.float32)
    middle = wide * (0.5 + 0.06 * pose.turn)
    bright = 120 * np.exp(-(((x - middle - 0.3 * y) / (0.13 * wide)) ** 2))
    return as_image(np.clip(picture + bright[..., None], 0, 255))


def solid(
    ground: Image,
    portrait: Image,
    face: tuple[float, float, float],
    motion: Motion,
    seconds: float,
    talks: float = 1.0,
) -> Iterator[Image]:
    """A synthetic solid: head and shoulders of the portrait over a relief, 0.16 m of face width.

    `face` is the middle and the width of dlib's box on the portrait. `talks` moves the mouth.
    """
    x, y, width = face
    metres = 0.15 / width
    there, depth = _figure(portrait.shape[:2], face)
    high, wide = portrait.shape[:2]
    u, v = np.meshgrid(np.arange(0, wide, 2.0), np.arange(0, high, 2.0))
    on_texture = np.stack([u.ravel(), v.ravel()], axis=1)
    shown = (cv2.dilate(there, np.ones((9, 9), np.uint8))[::2, ::2] > 0).ravel()
    on_texture, towards = on_texture[shown], depth[::2, ::2].ravel()[shown]
    across, down = (on_texture[:, 0] - x) / width, (on_texture[:, 1] - y) / width
    places = np.stack([across, down, -towards], axis=1) * width * metres
    mouth = np.exp(-((across / 0.25) ** 2) - ((down - 0.33) / 0.14) ** 2) * np.sign(down - 0.3)
    shoulders = np.clip((down - 0.75) / 0.3, 0, 1)[:, None]
    for number in range(int(seconds * RATE)):
        now = number / RATE
        pose = motion(now)
        moved = places.copy()
        moved[:, 1] += mouth * talks * 0.005 * max(0.0, float(np.sin(9 * now)))
        turned = moved @ rotation(pose).T
        placed = turned * (1 - shoulders) + moved * shoulders + (pose.x, pose.y, pose.z)
        where = placed[:, :2] / placed[:, 2:] * FOCAL + (WIDTH / 2, HEIGHT / 2)
        yield drawn(ground, portrait, where, on_texture, there)


def cut_out(portrait: Image, face: tuple[float, float, float]) -> Image:
    """Head and shoulders of a portrait, as scissors leave them; for `held`."""
    return _figure(portrait.shape[:2], face)[0]


def _figure(shape: tuple[int, ...], face: tuple[float, float, float]) -> tuple[Image, Points]:
    """Where on a portrait head and shoulders are, and how far each pixel stands out, in face widths."""
    x, y, width = face
    there = np.zeros(shape, np.uint8)
    head = (int(x), int(y - 0.08 * width))
    cv2.ellipse(there, head, (int(0.62 * width), int(0.85 * width)), 0, 0, 360, (255,), -1)
    chest = [
        (-0.3, 0.5),
        (0.3, 0.5),
        (0.36, 0.85),
        (1.05, 1.15),
        (1.2, 9),
        (-1.2, 9),
        (-1.05, 1.15),
        (-0.36, 0.85),
    ]
    outline = np.array([(x + across * width, y + down * width) for across, down in chest], np.int32)
    cv2.fillPoly(there, [outline], (255,))
    v, u = np.mgrid[0 : shape[0], 0 : shape[1]]
    across, down = (u - x) / width, (v - y) / width
    skull = np.sqrt(np.clip(1 - (across / 0.7) ** 2 - ((down + 0.08) / 0.95) ** 2, 0, 1)) * 0.6
    nose = 0.16 * np.exp(-((across / 0.1) ** 2) - ((down - 0.1) / 0.16) ** 2)
    return as_image(cv2.GaussianBlur(there, (0, 0), 2)), skull + nose - 0.3


def recapture(
    frames: Iterator[Image], seed: int = 0, noise: float = 3.0, blur: float = 0.6, night: bool = False
) -> Iterator[Image]:
    """What the doorbell makes of it: optics, sensor noise; at night infrared, so grey, and more noise."""
    random = np.random.default_rng(seed)
    for frame in frames:
        seen = cv2.GaussianBlur(frame, (0, 0), blur).astype(np.float32)
        if night:
            seen = np.repeat(seen.mean(axis=2, keepdims=True) * 0.45, 3, axis=2)
        grain = random.normal(0, noise * (2 if night else 1), (*frame.shape[:2], 1))
        yield as_image(np.clip(seen + grain, 0, 255))


def filmed(path: Path, frames: Iterator[Image]) -> list[Image]:
    """Through H.264 at a doorbell's quality and back."""
    write_clip(path, frames, rate=RATE, keyframe_every=60, options={"crf": "26", "preset": "veryfast"})
    return list(film(path))


def film(path: Path, every: int = 1) -> Iterator[Image]:
    with av.open(str(path)) as container:
        for number, frame in enumerate(container.decode(video=0)):
            if number % every == 0:
                yield as_image(frame.to_ndarray(format="bgr24"))


def replay(frames: Sequence[Image], rate: float) -> Callable[[float], Image]:
    """What a phone shows that plays these frames."""
    return lambda now: phone(frames[int(now * rate) % len(frames)])
