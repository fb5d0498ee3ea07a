"""What is written on a chart; English unless others are given. The numbers in it need no words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    days: tuple[str, ...] = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months: tuple[str, ...] = (
        *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
        *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    )
    date: str = "{day} {month}"
    visits: str = "visits"
    known: str = "known"
    strangers: str = "with strangers"
    average: str = "7-day mean"
    a_week: str = "by week"
    a_month: str = "by month"
    nothing: str = "No visits yet"
    soon: str = "The first one will show here"


ENGLISH = Words()
