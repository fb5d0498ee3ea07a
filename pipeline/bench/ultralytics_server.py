"""ultralytics in a process of its own, asked for one prediction at a time:

    python -m pipeline.bench.ultralytics_server WEIGHTS PICTURE SIZE

It prints "ready", and for every line it reads the seconds that one more prediction took.
"""

from __future__ import annotations

import contextlib
import sys
from time import perf_counter

import cv2

WARM_UPS = 3


def main(arguments: list[str] | None = None) -> int:
    weights, picture, size = arguments or sys.argv[1:]
    image = cv2.imread(picture)
    answers = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):
        from ultralytics import YOLO

        model = YOLO(weights, task="detect")
        for _ in range(WARM_UPS):
            model.predict(image, imgsz=int(size), verbose=False)
        print("ready", file=answers, flush=True)
        for _ in sys.stdin:
            started = perf_counter()
            model.predict(image, imgsz=int(size), verbose=False)
            print(perf_counter() - started, file=answers, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
