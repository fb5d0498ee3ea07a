"""What ends the demo early."""

from __future__ import annotations

from pipeline.errors import LatchkeyError


class DemoError(LatchkeyError):
    """One sentence: what did not come, or what is wrong with what was asked for."""
