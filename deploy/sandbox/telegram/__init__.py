"""A stand-in for Telegram: the Bot API over HTTP on loopback, with a chat page for its user."""

from .arguments import Upload
from .calls import Call
from .errors import ApiError
from .limits import FloodLimits
from .message import Message
from .people import NoSuchButtonError
from .server import TelegramServer
from .storm import Storm

__all__ = [
    "ApiError",
    "Call",
    "FloodLimits",
    "Message",
    "NoSuchButtonError",
    "Storm",
    "TelegramServer",
    "Upload",
]
