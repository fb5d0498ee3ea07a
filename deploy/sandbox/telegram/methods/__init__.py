"""The Bot API's methods, one subject a file."""

from . import chats, editing, media, profile, queries, sending, updates
from .registry import METHODS, Method

__all__ = ["METHODS", "Method", "chats", "editing", "media", "profile", "queries", "sending", "updates"]
