"""A stand-in for Ring's cloud, speaking its wire formats over loopback HTTP."""

from deploy.sandbox.ring.cloud import RingCloud
from deploy.sandbox.ring.storm import RingStorm

__all__ = ["RingCloud", "RingStorm"]
