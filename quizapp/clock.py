"""Time, passed in and never read from the wall by the code that reasons about it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Clock = Callable[[], datetime]
"""Gives the present moment, aware, in UTC."""

DAY_STARTS = timedelta(hours=4)
"""A study day begins at 04:00 local time: who studies past midnight is still in the same day."""

DEFAULT_ZONE = "Asia/Shanghai"


def system_clock() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def study_day(at: datetime, zone: str) -> date:
    """The study day that an aware moment belongs to, for a learner in the named time zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    local = at.astimezone(ZoneInfo(zone))
    return (local.replace(tzinfo=None) - DAY_STARTS).date()


def day_start(day: date, zone: str) -> datetime:
    """The moment, in UTC, at which a study day begins."""
    local = datetime.combine(day, time(), ZoneInfo(zone)) + DAY_STARTS
    return local.astimezone(UTC)
