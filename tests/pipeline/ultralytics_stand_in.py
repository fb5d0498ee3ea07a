"""A package `ultralytics` on the path of other processes: exports as the real one lays it out, or fails.

The weights it is given say what it does: the path of an export to copy, or words to fail with.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGE = """
import shutil
from pathlib import Path

class YOLO:
    def __init__(self, weights, task):
        assert task == "detect"
        self._weights = Path(weights)

    def export(self, format, imgsz):
        assert format == "ncnn"
        print(f"exporting at {imgsz}")
        made = Path(self._weights.read_text())
        if not made.is_dir():
            raise RuntimeError(self._weights.read_text())
        written = self._weights.with_name(self._weights.stem + "_ncnn_model")
        shutil.copytree(made, written, copy_function=shutil.copyfile)
        (written / "model_ncnn.py").write_text("print('never run')")
        return str(written)
"""


def put_on_the_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For this process to find, and for its children to import."""
    for name, content in (("ultralytics", PACKAGE), ("pnnx", "")):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text(content)
    monkeypatch.syspath_prepend(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    # Nothing of it may be imported here, where it would stay.
    assert "ultralytics" not in sys.modules
