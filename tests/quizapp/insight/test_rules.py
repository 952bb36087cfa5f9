from datetime import date

from quizapp.insight import rules
from quizapp.insight.rules import Day

TODAY = date(2026, 3, 2)


def test_totals_add_up_all_days() -> None:
    days = [
        Day(date(2026, 2, 20), 10, 5, 60_000),
        Day(date(2026, 3, 1), 4, 4, 8_000),
        Day(TODAY, 2, 0, 1_000),
    ]
    found = rules.totals(days, TODAY)
    assert (found.answered, found.right, found.taken_ms, found.days, found.streak) == (16, 9, 69_000, 3, 2)
    assert found.percent == 56


def test_the_last_days_end_today_and_have_no_holes() -> None:
    days = [Day(date(2026, 2, 1), 9, 9), Day(date(2026, 2, 28), 3, 1), Day(TODAY, 2, 2)]
    shown = rules.last_days(days, TODAY, 4)
    assert [day.day for day in shown] == [date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1), TODAY]
    assert [(day.right, day.wrong) for day in shown] == [(0, 0), (1, 2), (0, 0), (2, 0)]
