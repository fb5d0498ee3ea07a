"""The demo's clips, made on the spot: somebody comes to a drawn porch."""

from deploy.sandbox.clips.light import Light, light_at
from deploy.sandbox.clips.make import MadeClip, make_clips
from deploy.sandbox.clips.passers import Passer, Seen, passers

__all__ = ["Light", "MadeClip", "Passer", "Seen", "light_at", "make_clips", "passers"]
