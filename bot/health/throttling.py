"""What a Raspberry Pi's firmware says of heat and of its power supply."""

from __future__ import annotations

import logging
import re
import shutil
import subprocess
from enum import IntFlag
from pathlib import Path

log = logging.getLogger(__name__)

SYS = Path("/sys")
SINCE_BOOT = 16
"""So many bits higher stands the same of some moment since the machine was started."""

_FILES = "devices/platform/soc/*firmware/get_throttled"
_ANSWER = re.compile(r"throttled=0x([0-9a-f]+)", re.IGNORECASE)


class Throttling(IntFlag):
    UNDER_VOLTAGE = 1
    CAPPED = 2
    THROTTLED = 4
    SOFT_LIMIT = 8

    @property
    def now(self) -> Throttling:
        return self & Throttling(15)

    @property
    def since_boot(self) -> Throttling:
        """What was so, whether or not it still is."""
        return Throttling(self >> SINCE_BOOT & 15)


def throttling(sys: Path = SYS) -> Throttling | None:
    """None: this machine does not tell. May take a moment: for a thread."""
    for file in sorted(sys.glob(_FILES)):
        try:
            return Throttling(int(file.read_text(), 16))
        except (OSError, ValueError) as error:
            log.debug("%s does not tell: %s", file, error)
    return _asked()


def _asked() -> Throttling | None:
    """By the vendor's tool, where the kernel has no such file."""
    tool = shutil.which("vcgencmd")
    if tool is None:
        return None
    try:
        done = subprocess.run([tool, "get_throttled"], capture_output=True, text=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        log.debug("%s does not tell: %s", tool, error)
        return None
    found = _ANSWER.search(done.stdout)
    return Throttling(int(found[1], 16)) if found else None
