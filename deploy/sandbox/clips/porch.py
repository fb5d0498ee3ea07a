"""The view from the demo's doorbell, drawn: a path from the garden gate, houses across the street, a
post, a lamp and a plant beside the door. Everything stands where a real lens would show it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from deploy.sandbox.clips.layer import Floats, Image, as_image
from deploy.sandbox.clips.light import Colour, Light
from deploy.sandbox.clips.plant import Plant, plant

WIDTH, HEIGHT = 1280, 720
HORIZON = 340
"""The row of eye level."""
FOCAL = 640.0
"""Pixels for one metre, a metre away."""
EYE = 1.4
"""Metres from the ground to the lens."""
PIXELS_PER_METRE = 1139.0
"""Of the visitor's figure at full size: 1880 pixels are 1.65 m."""
GATE = 5.6
"""Metres from the door to the fence."""


def ground(across: float, distance: float) -> tuple[float, float]:
    """Where a point on the ground is seen: `across` metres right of the middle, `distance` metres away."""
    return WIDTH / 2 + FOCAL * across / distance, HORIZON + FOCAL * EYE / distance


def point(across: float, up: float, distance: float) -> tuple[int, int]:
    x, y = ground(across, distance)
    return round(x), round(y - FOCAL * up / distance)


@dataclass(frozen=True, slots=True)
class Porch:
    """The still part of the view, and the leaves that move before it."""

    light: Light
    still: Image
    plant: Plant


@lru_cache(maxsize=4)
def porch(light: Light) -> Porch:
    view: Floats = _sky(light).astype(np.float32)
    scenery = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    seen = np.zeros((HEIGHT, WIDTH), np.uint8)
    for draw in (_street, _far_trees, _houses, _lawn, _path, _hedge, _fence):
        draw(scenery, seen)
    weight = _blurred(seen.astype(np.float32), 0.8)[..., None] / 255
    view = np.asarray(view * (1 - weight) + _shaded(scenery, light) * weight, np.float32)
    _windows(view, light)
    view = _blurred(view, 0.9)
    _frame(view, light)
    view *= _falloff(light)[..., None]
    return Porch(light, as_image(np.clip(view, 0, 255)), plant(light))


def _shaded(scenery: Image, light: Light) -> Floats:
    return np.asarray(scenery * np.array(light.ambient, np.float32), np.float32)


def _blurred(picture: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma), np.float32)


def _noise(seed: int, *, fine: int, rows: int = HEIGHT, columns: int = WIDTH) -> Floats:
    """Smooth noise of about -1..1, `fine` grains across the picture."""
    grains = np.random.default_rng(seed).normal(0, 0.6, (max(2, fine * rows // columns), fine))
    grown = cv2.resize(grains.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    return np.asarray(grown, np.float32)


def _sky(light: Light) -> Image:
    share = np.clip(np.arange(HEIGHT, dtype=np.float32) / HORIZON, 0, 1)[:, None, None] ** 1.3
    sky = np.array(light.zenith, np.float32) * (1 - share) + np.array(light.horizon, np.float32) * share
    sky = np.broadcast_to(sky, (HEIGHT, WIDTH, 3))
    wisps = _noise(3, fine=7) + 0.5 * _noise(4, fine=22) + 0.25 * _noise(5, fine=60)
    cover = np.clip(wisps * 0.9, 0, 0.75)[..., None]
    return np.asarray(sky * (1 - cover) + np.array(light.cloud, np.float32) * cover).astype(np.uint8)


def _fill(scenery: Image, seen: Image, corners: list[tuple[int, int]], tone: Colour) -> None:
    shape = [np.array(corners, np.int32)]
    cv2.fillPoly(scenery, shape, tone, cv2.LINE_AA)
    cv2.fillPoly(seen, shape, 255, cv2.LINE_AA)


def _texture(scenery: Image, where: NDArray[np.bool_], noise: Floats, strength: float) -> None:
    changed = scenery.astype(np.float32) + (noise * strength)[..., None]
    scenery[where] = np.clip(changed, 0, 255).astype(np.uint8)[where]


def _crown(
    scenery: Image, seen: Image, middle: tuple[int, int], radius: int, tone: Colour, seed: int
) -> None:
    """A tree's crown: many clumps of leaves, lighter towards the sky."""
    chance = np.random.default_rng(seed)
    for step in range(150):
        angle, far = chance.uniform(0, 2 * np.pi), radius * np.sqrt(chance.uniform(0, 1))
        x, y = middle[0] + far * np.cos(angle), middle[1] + 0.82 * far * np.sin(angle)
        lit = 0.72 + 0.4 * step / 150 - 0.25 * (y - middle[1]) / radius
        clump = tuple(int(min(255, part * lit)) for part in tone)
        size = int(chance.uniform(0.10, 0.2) * radius)
        cv2.circle(scenery, (int(x), int(y)), size, clump, -1, cv2.LINE_AA)
        cv2.circle(seen, (int(x), int(y)), size, 255, -1, cv2.LINE_AA)


def _far_trees(scenery: Image, seen: Image) -> None:
    for x, y, radius, seed in ((170, 200, 110, 1), (545, 240, 70, 2), (1010, 190, 120, 3), (770, 250, 60, 4)):
        _fill(scenery, seen, [(x - 6, y), (x + 6, y), (x + 8, 380), (x - 8, 380)], (52, 66, 84))
        _crown(scenery, seen, (x, y), radius, (62, 112, 92), seed)


_HOUSES = (
    (-13.5, -4.6, 5.2, 8.0, (150, 172, 188), (66, 74, 104)),
    (-2.6, 6.2, 4.8, 7.6, (128, 140, 170), (70, 66, 74)),
    (8.6, 17.0, 5.4, 8.4, (168, 180, 182), (58, 70, 92)),
)
"""Left, right, eaves and ridge in metres, walls and roof, 21 m away."""
_ACROSS = 21.0


def _houses(scenery: Image, seen: Image) -> None:
    for left, right, eaves, ridge, wall, roof in _HOUSES:
        corners = [point(left, 0, _ACROSS), point(left, eaves, _ACROSS), point(right, eaves, _ACROSS)]
        _fill(scenery, seen, [*corners, point(right, 0, _ACROSS)], wall)
        top = [point(left - 0.5, eaves, _ACROSS), point(left + 1.6, ridge, _ACROSS)]
        top += [point(right - 1.6, ridge, _ACROSS), point(right + 0.5, eaves, _ACROSS)]
        _fill(scenery, seen, top, roof)
        _front_door(scenery, (left + right) / 2 + 0.15)
    walls = np.zeros((HEIGHT, WIDTH), bool)
    walls[120:400] = seen[120:400] > 0
    _texture(scenery, walls, _noise(11, fine=500), 7)


def _front_door(scenery: Image, middle: float) -> None:
    for half, up, tone in ((0.85, 2.35, (196, 202, 204)), (0.62, 2.15, (58, 66, 74))):
        corners = [point(middle - half, 0, _ACROSS), point(middle - half, up, _ACROSS)]
        corners += [point(middle + half, up, _ACROSS), point(middle + half, 0, _ACROSS)]
        cv2.fillPoly(scenery, [np.array(corners, np.int32)], tone, cv2.LINE_AA)


def _panes() -> list[tuple[tuple[int, int], tuple[int, int], bool]]:
    """Windows of the houses across: corners, and whether somebody is at home."""
    panes = []
    for left, right, eaves, _, _, _ in _HOUSES:
        for row, up in enumerate((0.9, eaves - 1.9)):
            for step in (0, 2) if row == 0 else (0, 1, 2):
                x = left + (right - left) * (step + 0.5) / 3
                home = (step + row + int(right)) % 3 == 0
                panes.append((point(x - 0.55, up + 1.3, _ACROSS), point(x + 0.55, up, _ACROSS), home))
    return panes


def _windows(view: Floats, light: Light) -> None:
    for (left, top), (right, bottom), home in _panes():
        lit = home and light.lamp > 0
        glass = np.array((96, 190, 246) if lit else (92, 80, 70), np.float32)
        pane = glass if lit else glass * np.array(light.ambient, np.float32)
        frame = np.array((214, 220, 222), np.float32) * np.array(light.ambient, np.float32)
        cv2.rectangle(view, (left - 2, top - 2), (right + 2, bottom + 2), frame.tolist(), -1, cv2.LINE_AA)
        cv2.rectangle(view, (left, top), (right, bottom), pane.tolist(), -1, cv2.LINE_AA)
        cv2.line(view, ((left + right) // 2, top), ((left + right) // 2, bottom), frame.tolist(), 1)
        cv2.line(view, (left, (top + bottom) // 2), (right, (top + bottom) // 2), frame.tolist(), 1)


def _street(scenery: Image, seen: Image) -> None:
    for near, far, tone in ((17.5, 60.0, (70, 118, 96)), (16.0, 17.5, (150, 154, 156)),
                            (9.0, 16.0, (96, 96, 98)), (7.6, 9.0, (150, 154, 156))):  # fmt: skip
        top, bottom = round(ground(0, far)[1]), round(ground(0, near)[1])
        _fill(scenery, seen, [(0, top), (WIDTH, top), (WIDTH, bottom), (0, bottom)], tone)


def _lawn(scenery: Image, seen: Image) -> None:
    top = round(ground(0, 7.6)[1])
    _fill(scenery, seen, [(0, top), (WIDTH, top), (WIDTH, HEIGHT), (0, HEIGHT)], (62, 122, 98))
    grass = np.zeros((HEIGHT, WIDTH), bool)
    grass[top:] = True
    blades = _noise(21, fine=420) + 0.8 * _noise(22, fine=60) + 0.6 * _noise(23, fine=14)
    _texture(scenery, grass, blades, 13)


def _path(scenery: Image, seen: Image) -> None:
    corners = [ground(-0.75, 7.6), ground(0.75, 7.6), ground(0.75, 1.2), ground(-0.75, 1.2)]
    mortar = (96, 116, 118)
    cv2.fillPoly(scenery, [np.array(corners, np.int32)], mortar, cv2.LINE_AA)
    chance = np.random.default_rng(33)
    for row in range(16):
        near, far = 1.215 + 0.4 * row, 1.585 + 0.4 * row
        for column in range(3):
            left, right = -0.735 + 0.5 * column, -0.265 + 0.5 * column
            worn = chance.normal(0, 9)
            tone = tuple(int(part + worn + chance.normal(0, 2)) for part in (146, 158, 168))
            stone = [ground(left, near), ground(right, near), ground(right, far), ground(left, far)]
            cv2.fillPoly(scenery, [np.array(stone, np.int32)], tone, cv2.LINE_AA)
    paved = np.zeros((HEIGHT, WIDTH), np.uint8)
    cv2.fillPoly(paved, [np.array(corners, np.int32)], 255)
    _texture(scenery, paved > 0, _noise(31, fine=300) + _noise(32, fine=30), 7)


def _hedge(scenery: Image, seen: Image) -> None:
    chance = np.random.default_rng(41)
    for side in (-1, 1):
        for step in range(900):
            across = side * chance.uniform(0.95, 6.4)
            up = chance.uniform(0.0, 0.62)
            lit = 0.55 + 0.5 * up + chance.uniform(-0.1, 0.12) + 0.0001 * step
            tone = tuple(int(part * lit) for part in (58, 118, 86))
            middle = point(across, up, GATE + 0.35)
            cv2.circle(scenery, middle, int(chance.uniform(4, 9)), tone, -1, cv2.LINE_AA)
            cv2.circle(seen, middle, 8, 255, -1, cv2.LINE_AA)


def _fence(scenery: Image, seen: Image) -> None:
    white = (214, 222, 226)
    for side in (-1, 1):
        for up in (0.2, 0.55):
            rail = [point(side * 0.9, up, GATE), point(side * 6.5, up, GATE)]
            rail += [point(side * 6.5, up + 0.08, GATE), point(side * 0.9, up + 0.08, GATE)]
            _fill(scenery, seen, rail, (190, 198, 204))
        for step in range(28):
            left = side * (0.98 + 0.2 * step)
            picket = [point(left, 0.02, GATE), point(left, 0.68, GATE), point(left + 0.05, 0.76, GATE)]
            picket += [point(left + 0.1, 0.68, GATE), point(left + 0.1, 0.02, GATE)]
            _fill(scenery, seen, picket, white)
        post = [point(side * 0.82, 0, GATE), point(side * 0.82, 1.0, GATE)]
        post += [point(side * 0.98, 1.0, GATE), point(side * 0.98, 0, GATE)]
        _fill(scenery, seen, post, (196, 206, 210))


def _frame(view: Floats, light: Light) -> None:
    """What is near the lens and so not sharp: bricks and door trim on the left, a post, the eaves."""
    near = np.zeros_like(view)
    cover = np.zeros((HEIGHT, WIDTH), np.float32)
    _bricks(near, cover)
    for left, right, tone in ((96, 150, (206, 214, 218)), (144, 154, (150, 158, 164)),
                              (1196, 1252, (208, 216, 220)), (1246, 1258, (146, 154, 160))):  # fmt: skip
        near[:, left:right] = tone
        cover[:, left:right] = 1
    near[0:46], cover[0:46] = (178, 188, 194), 1
    for row in range(8, 46, 13):
        near[row : row + 2] = (134, 144, 150)
    near[40:48], cover[40:48] = (120, 128, 134), 1
    near, cover = _blurred(near, 2.2), _blurred(cover, 2.2)
    lit = np.array(light.ambient, np.float32) * 0.75 + 0.3 * light.lamp * np.array((0.55, 0.8, 1.0))
    view[:] = view * (1 - cover[..., None]) + near * lit.astype(np.float32)
    _lamp(view, light)


def _bricks(near: Floats, cover: Floats) -> None:
    chance = np.random.default_rng(51)
    near[:, :100], cover[:, :100] = (150, 158, 166), 1
    for row in range(0, HEIGHT, 34):
        shift = 46 if (row // 34) % 2 else 0
        for left in range(-shift, 100, 92):
            tone = np.array((74, 88, 150), np.float32) * chance.uniform(0.8, 1.12)
            near[row + 3 : row + 34, max(0, left + 3) : max(0, min(100, left + 92))] = tone


def _lamp(view: Floats, light: Light) -> None:
    x, y = 1224, 196
    cv2.rectangle(view, (x - 22, y - 44), (x + 22, y - 36), (40, 42, 44), -1, cv2.LINE_AA)
    glass = np.array((120, 205, 255) if light.lamp else (150, 156, 158), np.float32)
    cv2.rectangle(view, (x - 17, y - 36), (x + 17, y + 32), glass.tolist(), -1, cv2.LINE_AA)
    for column in (x - 17, x, x + 17):
        cv2.line(view, (column, y - 36), (column, y + 32), (44, 46, 48), 3, cv2.LINE_AA)
    cv2.rectangle(view, (x - 20, y + 32), (x + 20, y + 40), (40, 42, 44), -1, cv2.LINE_AA)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    near = np.exp(-np.hypot(columns - x, rows - y) / 130)[..., None]
    pool = np.exp(-(((columns - 690) / 420) ** 2) - ((rows - 760) / 150) ** 2)[..., None]
    view += light.lamp * np.array((30, 78, 118), np.float32) * near
    view *= 1 + light.lamp * np.array((0.25, 0.6, 0.85), np.float32) * pool


def _falloff(light: Light) -> Floats:
    """A wide lens darkens its corners."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    away = np.hypot((columns - WIDTH / 2) / (WIDTH / 2), (rows - HEIGHT / 2) / (HEIGHT / 2))
    return np.asarray(1 - 0.22 * np.clip(away - 0.55, 0, 1) ** 1.5, np.float32)
