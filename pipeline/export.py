"""A detector's .pt -> an NCNN model, by ultralytics in a process of its own (the extra `export`).

The .pt is a pickle: loading one runs what its author put into it. Nothing is fetched or installed here.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from pipeline.analyse import open_detector
from pipeline.errors import ModelError
from pipeline.models import EXPORT_FILES, YoloModel, read_export

INSTALL = "pip install '.[export]'"
NEEDED = ("ultralytics", "pnnx")
EXPORT_SECONDS = 1800
"""A Raspberry Pi takes minutes."""


def export(weights: Path, models_dir: Path, size: int) -> YoloModel:
    """Placed as `models_dir/<name>_ncnn_model`, once our detector has passed its golden image with it.

    `size`: pixels of the longer side, a multiple of 32. Whatever fails is a ModelError and leaves
    `models_dir` as it was.
    """
    if missing := [name for name in NEEDED if not find_spec(name)]:
        raise ModelError(f"models export needs {' and '.join(missing)}, which the extra brings: {INSTALL}")
    if weights.suffix != ".pt" or not weights.is_file():
        raise ModelError(f"{weights} is not there, or is no .pt file: give one from a source you trust")
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        # In MODELS_DIR itself, so that it gets its place by one rename.
        with tempfile.TemporaryDirectory(prefix=".export-", dir=models_dir) as folder:
            made = _convert(weights, Path(folder), size)
            open_detector(read_export(made))
            return read_export(_place(made, models_dir / made.name, Path(folder)))
    except OSError as error:
        raise ModelError(f"{models_dir} cannot be written: {error.strerror}") from error


def _convert(weights: Path, folder: Path, size: int) -> Path:
    """ultralytics writes beside the file it is given: that is a copy."""
    copy = folder / "made" / weights.name
    copy.parent.mkdir()
    shutil.copyfile(weights, copy)
    command = [sys.executable, "-m", "pipeline.export", str(copy), str(size)]
    environment = {**os.environ, "YOLO_AUTOINSTALL": "false", "YOLO_CONFIG_DIR": str(folder)}
    try:
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=EXPORT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise ModelError(f"ultralytics did not export {weights.name} within half an hour") from error
    if done.returncode != 0:
        raise ModelError(f"ultralytics cannot export {weights.name}: {_last_line(done.stderr)}")
    return _only_what_is_read(copy.with_name(f"{copy.stem}_ncnn_model"), folder)


def _only_what_is_read(written: Path, folder: Path) -> Path:
    made = folder / written.name
    made.mkdir()
    for name in EXPORT_FILES:
        if (written / name).is_file():
            shutil.copyfile(written / name, made / name)
    return made


def _place(made: Path, place: Path, folder: Path) -> Path:
    if place.exists():
        os.replace(place, folder / "before")
    os.replace(made, place)
    return place


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "it does not say why"


def main(arguments: list[str]) -> int:
    """What the process does: the only place where ultralytics is loaded."""
    weights, size = arguments
    from ultralytics import YOLO

    YOLO(weights, task="detect").export(format="ncnn", imgsz=int(size))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
