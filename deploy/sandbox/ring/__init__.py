"""A stand-in for Ring's cloud, speaking its wire formats over loopback HTTP."""

from deploy.sandbox.ring.cloud import RingCloud

__all__ = ["RingCloud"]
