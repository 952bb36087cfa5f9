"""Times, days and greetings in the reader's language."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, format_time, get_day_names
from flask_babel import format_decimal, get_locale, ngettext
from flask_babel import gettext as _

from quizapp.study.scheduling import STEPPING, Memory


def interval(memory: Memory, *, now: datetime, today: date) -> str:
    """How long until a card comes again: 10 分钟, 2 天, 1.5 个月, 2.1 年."""
    if memory.state in STEPPING:
        return minutes(memory.due - now)
    days = (memory.due_day - today).days
    if days < 31:
        return str(ngettext("%(num)d 天", "%(num)d 天", days))
    if days < 365:
        months = round(days / 30.44, 1)
        return str(
            ngettext("%(number)s 个月", "%(number)s 个月", _plural(months), number=format_decimal(months))
        )
    years = round(days / 365.25, 1)
    return str(ngettext("%(number)s 年", "%(number)s 年", _plural(years), number=format_decimal(years)))


def _plural(number: float) -> int:
    """What chooses the plural form: catalogues know whole numbers only, and 1.5 is more than one."""
    return 1 if number == 1 else 2


def minutes(span: timedelta) -> str:
    """A span of minutes or hours, at least one minute."""
    whole = max(1, round(span.total_seconds() / 60))
    if whole < 120:
        return str(ngettext("%(num)d 分钟", "%(num)d 分钟", whole))
    return str(ngettext("%(num)d 小时", "%(num)d 小时", round(whole / 60)))


def day_name(day: date, today: date) -> str:
    """今天, 明天, else month and day with the weekday."""
    if day == today:
        return str(_("今天"))
    if day == today + timedelta(days=1):
        return str(_("明天"))
    return long_day(day)


def long_day(day: date) -> str:
    """Month, day and weekday: 11月22日周日."""
    return str(format_skeleton("MMMEd", day, locale=get_locale()))


def short_day(day: date) -> str:
    """The shortest name of a weekday, for the head of a week or the foot of a bar: 一, M."""
    return str(get_day_names("narrow", context="stand-alone", locale=get_locale())[day.weekday()])


def bars_of(counts: Iterable[tuple[date, int]], today: date) -> list[tuple[str, int]]:
    """A number for each day, as a chart shows them: 今天, 一, 二, …"""
    return [(str(_("今天")) if day == today else short_day(day), count) for day, count in counts]


def clock_time(at: datetime, zone: str) -> str:
    """The time of day of a moment, for a learner in the named zone: 15:20, 3:20 PM."""
    return str(format_time(at, "short", tzinfo=ZoneInfo(zone), locale=get_locale()))


def greeting(now: datetime, zone: str) -> str:
    """The greeting of the hour in the learner's time zone."""
    hour = now.astimezone(ZoneInfo(zone)).hour
    words = ((4, _("夜深了")), (11, _("早上好")), (13, _("中午好")), (18, _("下午好")), (23, _("晚上好")))
    return str(next((word for until, word in words if hour < until), _("夜深了")))
