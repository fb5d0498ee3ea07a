"""The demo's clips, made on the spot: somebody comes to a drawn porch."""

from deploy.sandbox.clips.light import Light, light_at
from deploy.sandbox.clips.make import MadeClip, make_clips
from deploy.sandbox.clips.passers import Seen, passer

__all__ = ["Light", "MadeClip", "Seen", "light_at", "make_clips", "passer"]
