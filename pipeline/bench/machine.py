"""What the kernel says of this machine and its processes."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

_BOARD = Path("/proc/device-tree/model")
PI_FRAME_MS = 250.0
"""What a frame may take on a Raspberry Pi 4."""


def board(file: Path = _BOARD) -> str | None:
    """ "Raspberry Pi 4 Model B Rev 1.5", None on a PC."""
    try:
        return file.read_bytes().rstrip(b"\0").decode("utf-8", "replace").strip() or None
    except OSError:
        return None


def is_pi_4(name: str | None) -> bool:
    return name is not None and name.startswith("Raspberry Pi 4")


def described() -> dict[str, str | int | None]:
    return {
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "board": board(),
    }


def peak_memory(pid: int | None = None) -> float | None:
    """MiB, of this process by default; None where there is no /proc.

    From the kernel's books: `getrusage` counts what the parent had at the fork.
    """
    try:
        status = Path(f"/proc/{pid or os.getpid()}/status").read_text()
    except OSError:
        return None
    peak = re.search(r"^VmHWM:\s+(\d+) kB", status, re.MULTILINE)
    return int(peak[1]) / 1024 if peak else None
