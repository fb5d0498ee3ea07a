"""Which chats hear of a visit: SQL for `WHERE` on `chats`, with :camera and :visit."""

from __future__ import annotations

# What the chat chose, and in a guest's private chat what the owner granted, whatever is chosen.
HEARS_CAMERA = """
  (all_cameras = 1 OR EXISTS (SELECT 1 FROM chat_cameras AS chosen
    WHERE chosen.chat_id = chats.chat_id AND chosen.camera_id = :camera))
  AND NOT EXISTS (SELECT 1 FROM users WHERE users.user_id = chats.chat_id AND (removed_at IS NOT NULL
    OR (role = 'guest' AND NOT EXISTS (SELECT 1 FROM user_cameras AS granted
      WHERE granted.user_id = users.user_id AND granted.camera_id = :camera))))
"""


def _counts_as(subject: str) -> str:
    return f"EXISTS (SELECT 1 FROM visit_subjects WHERE visit_id = :visit AND subject {subject})"


_SOMEBODY_KNOWN, _STRANGER = _counts_as("GLOB 'who:*'"), _counts_as("= 'stranger'")

# Somebody whose face was not seen is as good as a stranger.
_HEARS_KIND = f"""
  (hears_dings = 1 AND {_counts_as("= 'ding'")})
  OR (hears_strangers = 1 AND ({_STRANGER} OR ({_counts_as("= 'label:person'")} AND NOT {_SOMEBODY_KNOWN})))
  OR (hears_known = 1 AND {_SOMEBODY_KNOWN} AND NOT {_STRANGER})
"""

HEARERS = f"SELECT chat_id FROM chats WHERE listening = 1 AND {HEARS_CAMERA} AND ({_HEARS_KIND})"
"""Of the visit as it is known by now."""

RING_HEARERS = f"SELECT chat_id FROM chats WHERE listening = 1 AND {HEARS_CAMERA} AND hears_dings = 1"
