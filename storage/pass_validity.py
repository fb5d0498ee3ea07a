"""Which passes are good for something now: SQL for `WHERE` on `passes AS p`, with :now.

A pass is worth what the right of whoever made it is worth at that moment.
"""

from __future__ import annotations

RESIDENT_MAY = """
  suspended_at IS NULL AND removed_at IS NULL AND (role = 'owner' OR (role = 'resident' AND may_unlock = 1))
"""
"""Of a user who needs no pass."""

# Once its end was on record it stays over, also where the clock was put back since.
IN_FORCE = f"""
  p.revoked_at IS NULL AND p.ends_at > :now AND NOT EXISTS (SELECT 1 FROM duties
    WHERE duties.kind = 'pass_end' AND duties.subject = CAST(p.id AS TEXT) AND duties.state = 'done')
  AND EXISTS (SELECT 1 FROM users AS maker WHERE maker.user_id = p.created_by AND {RESIDENT_MAY})
"""
"""Not over; it may still be to come."""

VALID = f"{IN_FORCE} AND p.starts_at <= :now"

NOT_USED_UP = "NOT (p.once = 1 AND p.used_at IS NOT NULL)"

USABLE = f"{VALID} AND {NOT_USED_UP}"
"""Somebody may be let in by it."""
