"""Which chats hear of a camera at all: SQL for `WHERE` on `chats`, with :camera."""

from __future__ import annotations

# What the chat chose, and in a guest's private chat what the owner granted, whatever is chosen.
HEARS_CAMERA = """
  (all_cameras = 1 OR EXISTS (SELECT 1 FROM chat_cameras AS chosen
    WHERE chosen.chat_id = chats.chat_id AND chosen.camera_id = :camera))
  AND NOT EXISTS (SELECT 1 FROM users WHERE users.user_id = chats.chat_id AND (removed_at IS NOT NULL
    OR suspended_at IS NOT NULL OR (role = 'guest' AND NOT EXISTS (SELECT 1 FROM user_cameras AS granted
      WHERE granted.user_id = users.user_id AND granted.camera_id = :camera))))
"""
