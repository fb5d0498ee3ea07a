"""The benchmark's other processes: each rival has one of its own, so that memory and threads are its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import cv2

from pipeline.bench.naive import NaiveRun
from pipeline.bench.row import Bench
from pipeline.errors import WorkerError
from pipeline.image import Image

NAIVE_SECONDS = 1800


def run_naive(bench: Bench, clip: Path, photos: Path) -> NaiveRun:
    """WorkerError where it fails."""
    command = [*_python("naive"), str(clip), str(photos), str(bench.models_dir)]
    command += ["--part", str(bench.naive_part)]
    done = subprocess.run(
        command, env=_environment(bench), capture_output=True, text=True, timeout=NAIVE_SECONDS, check=False
    )
    if done.returncode != 0:
        raise WorkerError(f"the naive pipeline failed: {_last_line(done.stderr)}")
    return NaiveRun(**json.loads(done.stdout))


class Predictor:
    """ultralytics, loaded, waiting for the next question."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def seconds(self) -> float:
        """Of one more prediction. WorkerError where it fails."""
        return float(self._answer("\n"))

    def wait_until_ready(self) -> None:
        self._answer("")

    def _answer(self, question: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(question)
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise WorkerError("ultralytics failed")
        return answer


@contextmanager
def ultralytics(bench: Bench, weights: str, image: Image, size: int) -> Iterator[Predictor]:
    """WorkerError, with its last words, where it cannot load these weights."""
    picture, log = bench.folder / "frame.png", bench.folder / "ultralytics.log"
    cv2.imwrite(str(picture), image)
    command = [*_python("ultralytics_server"), weights, str(picture), str(size)]
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            command,
            env=_environment(bench),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            predictor = Predictor(process)
            predictor.wait_until_ready()
            yield predictor
        except WorkerError as error:
            raise WorkerError(
                f"ultralytics failed: {_last_line(log.read_text('utf-8', 'replace'))}"
            ) from error
        finally:
            process.kill()


def _python(module: str) -> list[str]:
    return [sys.executable, "-m", f"pipeline.bench.{module}"]


def _environment(bench: Bench) -> dict[str, str]:
    """ultralytics would install packages and fetch weights by itself, and write into the home folder."""
    quiet = {"YOLO_AUTOINSTALL": "false", "YOLO_OFFLINE": "true", "YOLO_CONFIG_DIR": str(bench.folder)}
    return {**os.environ, **quiet}


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it said nothing"
