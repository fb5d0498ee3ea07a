"""What the eyes cost, as rows of `latchkey bench`. Ratios are of things measured in one run, in turns."""

from __future__ import annotations

import asyncio
import multiprocessing
import re
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import av
import cv2
import numpy as np

from pipeline.analyse import Eyes, open_detector, open_eyes
from pipeline.decide import decide
from pipeline.detect import SIZE, Detector
from pipeline.errors import ModelError
from pipeline.gallery import build_gallery
from pipeline.golden import golden_image
from pipeline.image import Image, as_image, resized
from pipeline.models import export_folders, find_yolo, read_export
from pipeline.photos import faces_of, read_photo
from pipeline.pool import Pool
from pipeline.types import Gallery
from pipeline.worker import threads_for

RATE = 30
WIDTH, HEIGHT = 1920, 1080


@dataclass(frozen=True, slots=True)
class Row:
    """One line. `bound`: the number to stay below, if any. `value` None: not measured, `note` says why."""

    name: str
    value: float | None
    unit: str
    bound: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bench:
    """`folder` is for what is made and thrown away. `turns`: how often a frame is measured."""

    models_dir: Path
    folder: Path
    turns: int = 60
    clip_seconds: int = 20


Measure = Callable[[Bench], Iterator[Row]]


def frame_rows(bench: Bench) -> Iterator[Row]:
    """One 1080p frame to boxes, against the bare `extract` of the same input."""
    picture = next(visit(1))
    try:
        models = [find_yolo(bench.models_dir)]
    except ModelError as error:
        yield Row("frame", None, "x bare", 1.15, str(error))
        return
    models += [read_export(folder) for folder in export_folders(bench.models_dir)]
    for model in models:
        detector = open_detector(model, threads_for(1))
        ours, bare = _in_turns(detector, picture, bench.turns)
        size = "x".join(map(str, reversed(detector.letterbox(picture, SIZE).target)))
        yield Row(f"frame, {model.name} at {size}", ours / bare, "x bare", 1.15)
        yield Row(f"frame, {model.name} at {size}: ours", ours * 1000, "ms")
        yield Row(f"frame, {model.name} at {size}: bare ncnn", bare * 1000, "ms")


def _in_turns(detector: Detector, picture: Image, turns: int) -> tuple[float, float]:
    mat = detector.input(detector.letterbox(picture, SIZE).apply(picture))
    ours, bare = [], []
    for _ in range(turns):
        bare.append(_seconds(lambda: detector.extract(mat)))
        ours.append(_seconds(lambda: detector.detect(picture)))
    return statistics.median(ours), statistics.median(bare)


def clip_rows(bench: Bench) -> Iterator[Row]:
    """A 1080p clip, from its path to the decision, models loaded."""
    eyes, poorer = open_eyes(bench.models_dir, threads=threads_for(1))
    (face,) = faces_of(golden_image())
    gallery = build_gallery([("grace", face.embedding)])
    for name, every in (("a keyframe every 4 s", 4 * RATE), ("a single keyframe", 10_000)):
        clip = write_visit(bench, every)
        yield _clip_row(f"clip, {bench.clip_seconds} s 1080p, {name}", eyes, clip, gallery, poorer)


def _clip_row(name: str, eyes: Eyes, clip: Path, gallery: Gallery, poorer: str | None) -> Row:
    times = []
    for _ in range(3):
        started = perf_counter()
        analysis = eyes.analyse(clip, gallery)
        decision = decide(analysis)
        times.append(perf_counter() - started)
    right = decision.identity == "grace" and decision.strangers == 0
    looked = f"{analysis.frames_inferred} frames looked at, {analysis.frames_decoded} decoded"
    note = f"decided {'rightly' if right else 'WRONGLY'}; {looked}"
    return Row(name, statistics.median(times), "s", 3.0, f"{note}; no detector" if poorer else note)


def pool_rows(bench: Bench) -> Iterator[Row]:
    """A worker from nothing to ready, and the most memory it took over a 1080p clip."""
    yield from asyncio.run(_pool_rows(bench))


async def _pool_rows(bench: Bench) -> list[Row]:
    pool = Pool(bench.models_dir)
    started = perf_counter()
    await pool.start()
    await pool.ready()
    ready = perf_counter() - started
    clip = write_visit(bench, 4 * RATE)
    await pool.analyse(clip, build_gallery([]))
    memory = [_peak_memory(process.pid) for process in multiprocessing.active_children()]
    await pool.stop()
    return [Row("pool, start to ready", ready, "s", 4.0), *memory]


def _peak_memory(pid: int | None) -> Row:
    """From the kernel's books: `getrusage` counts what the parent had at the fork."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return Row("worker, peak memory", None, "MiB", 340.0, "known on Linux only")
    peak = re.search(r"^VmHWM:\s+(\d+) kB", status.read_text(), re.MULTILINE)
    return Row("worker, peak memory", int(peak[1]) / 1024 if peak else None, "MiB", 340.0)


MEASURES: tuple[Measure, ...] = (frame_rows, clip_rows, pool_rows)


def write_visit(bench: Bench, keyframe_every: int) -> Path:
    """H.264, as a doorbell would send it: an empty porch, then somebody comes and stays."""
    path = bench.folder / f"visit-{bench.clip_seconds}-{keyframe_every}.mp4"
    if path.exists():
        return path
    options = {"preset": "veryfast", "crf": "24", "sc_threshold": "0"}
    with av.open(str(path), "w") as output:
        stream = output.add_stream("libx264", rate=RATE, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        stream.codec_context.gop_size = keyframe_every
        for picture in visit(bench.clip_seconds):
            output.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        output.mux(stream.encode(None))
    return path


def visit(seconds: int) -> Iterator[Image]:
    """The golden portrait, 560 pixels tall, before a textured wall."""
    portrait = read_photo(golden_image())
    tall = 560
    person = resized(portrait, round(tall * portrait.shape[1] / portrait.shape[0]), tall, cv2.INTER_AREA)
    random = np.random.default_rng(2)
    ground = resized(as_image(random.integers(70, 170, (27, 48, 3))), WIDTH, HEIGHT, cv2.INTER_CUBIC)
    wide = person.shape[1]
    for number in range(seconds * RATE):
        picture = ground.copy()
        arrived = min(1.0, max(0.0, (number / RATE / seconds - 0.15) * 5))
        left = round(WIDTH - arrived * (WIDTH * 0.4 + wide / 2) + 6 * np.sin(number / 9))
        shown = person[:, : max(0, WIDTH - left)]
        picture[HEIGHT - tall :, left : left + shown.shape[1]] = shown
        noise = as_image(random.integers(0, 5, (HEIGHT, WIDTH, 1))).repeat(3, axis=2)
        yield as_image(cv2.add(picture, noise))


def _seconds(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started
