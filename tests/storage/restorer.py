"""A process that restores the newest backup and is killed: `python -m tests.storage.restorer DB NUMBER`.

At its NUMBER-th opening or renaming of a file; prints "done" where there were not so many.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import count
from pathlib import Path

from storage.after_restore import Why
from storage.backing_up import newest_good
from storage.instance import InstanceLock
from storage.restoring import restore
from tests.storage.copies import moments, places_at

STEPS = ("os.rename", "sqlite3.connect", "os.remove", "os.utime")


def main(db: str, number: str) -> None:
    path, steps = Path(db), count(1)
    with InstanceLock.acquire(path):
        backup = newest_good(path.with_name("backups"))
        assert backup is not None

        def killing(event: str, _: object) -> None:
            if event in STEPS and next(steps) == int(number):
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(killing)
        restore(backup, places_at(path), path.with_name("backups"), moments(9), Why.ASKED)
    print("done")


if __name__ == "__main__":
    main(*sys.argv[1:])
