"""A stand-in for SwitchBot's cloud v1.1, speaking its wire formats over loopback HTTP."""

from deploy.sandbox.switchbot.cloud import SwitchBotCloud

__all__ = ["SwitchBotCloud"]
