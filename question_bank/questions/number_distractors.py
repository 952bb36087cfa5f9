"""Wrong numbers that look like the right one: same prefix, unit, format and size; the rank of the key varies."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from random import Random

from question_bank.facts.finding import Ask
from question_bank.normal_form import normal_form

WANTED = 3
_CORE = re.compile(r"(?P<before>[^\d]*)(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)(?P<after>.*)", re.DOTALL)
_FALL = "(?:缩短|下降|减少|降低|锐减|降|减)(?:为|到|至)"
_RISE = "(?:增加|提高|上升|增长|发展|延长|扩大|升)(?:为|到|至)"
_FELL_FROM = re.compile(rf"(\d+(?:\.\d+)?)[^\d]{{0,6}}{_FALL}(?:了)?$")
_ROSE_FROM = re.compile(rf"(\d+(?:\.\d+)?)[^\d]{{0,6}}{_RISE}(?:了)?$")
_FELL_TO = re.compile(rf"[^\d，]{{0,4}}{_FALL}(\d+(?:\.\d+)?)")
_ROSE_TO = re.compile(rf"[^\d，]{{0,4}}{_RISE}(\d+(?:\.\d+)?)")
_AT_LEAST = re.compile("至少|超过|超|逾|以上|不止")
"""A smaller number would be true as well."""
_AT_MOST = re.compile("不到|至多|最多|以内|以下")
"""A greater number would be true as well."""
_CHINESE = "一两三四五六七八九"
_NINES = tuple(map(Decimal, ("99", "99.5", "99.9", "99.95", "99.99", "99.999")))
"""Grades of purity and of success."""


def number_distractors(ask: Ask, stem: str, rng: Random) -> tuple[str, ...]:
    """Three numbers for the blank of an ask; none when the number is not written in digits or a single character."""
    parts = _CORE.fullmatch(ask.text)
    if parts is None:
        return _chinese(ask.text, stem, rng)
    value = Decimal(parts["number"].replace(",", ""))
    shown = {normal_form(number) for number in re.findall(r"\d+(?:\.\d+)?", stem)}
    percent = parts["after"].startswith(("%", "％"))
    lowest, highest = _direction(ask)

    def fits(number: Decimal) -> bool:
        return (
            number > 0
            and (lowest is None or number > lowest)
            and (highest is None or number < highest)
            and not (percent and number > 100)
            and not (_AT_LEAST.search(ask.value) and number < value)
            and not (_AT_MOST.search(ask.value) and number > value)
            and str(number) not in shown
        )

    sisters = [v for s in ask.sisters if (v := _like(s, parts)) is not None and v != value and fits(v)]
    row = [v for v in _row(value, ask.unit, percent, fits, rng) if v not in sisters]
    chosen = [*sisters[:1], *row][:WANTED]
    if len(chosen) < WANTED:
        return ()
    grouped = "," in parts["number"]
    return tuple(parts["before"] + (f"{v:,}" if grouped else f"{v:f}") + parts["after"] for v in chosen)


def _row(
    value: Decimal, unit: str, percent: bool, fits: Callable[[Decimal], bool], rng: Random
) -> list[Decimal]:
    """Three numbers that make an evenly spaced row with the value, whose rank in it is drawn first."""
    if percent and value in _NINES:
        place = _NINES.index(value)
        return [v for v in _NINES if v != value and abs(_NINES.index(v) - place) <= WANTED][:WANTED]
    ranks = rng.sample(range(WANTED + 1), WANTED + 1)
    for gap in _gaps(value, unit):
        for rank in ranks:
            row = [value + (i - rank) * gap for i in range(WANTED + 1) if i != rank]
            if all(fits(v) and _same_form(v, value) for v in row):
                return rng.sample(row, WANTED)
    return []


def _gaps(value: Decimal, unit: str) -> list[Decimal]:
    """Steps that leave every number as round as the value, about a sixth of it, the likeliest first."""
    step = _step(str(value))
    if value / step <= 9:  # 6, 5000, 0.9
        return [step, step / 2] if step > 1 and value / step <= 2 else [step]
    nice = [Decimal(n) * step * 10**k for k in range(4) for n in (1, 2, 5)]
    if "年" in unit and step == 1:
        nice = [Decimal(n) for n in (5, 4, 3)]
    return sorted((g for g in nice if g * 12 >= value and g * 3 <= value), key=lambda g: abs(g * 6 - value))


def _same_form(candidate: Decimal, value: Decimal) -> bool:
    """As many digits before the point (9 and 11 are near enough), and as round."""
    if _step(f"{candidate:f}") > _step(f"{value:f}") * 10 or candidate == 1:
        return False
    return value < 20 or len(str(int(candidate))) == len(str(int(value))) or candidate * 2 >= value


def _direction(ask: Ask) -> tuple[Decimal | None, Decimal | None]:
    """从40多分钟缩短为…: a number that something fell to is below the one it fell from, and the other way round."""
    text = ask.context.passage.text
    start, end = ask.blanks[0]
    before, after = text[ask.context.start : start], text[end : ask.context.end]
    if fell_from := _FELL_FROM.search(before):
        return None, Decimal(fell_from[1])
    if rose_from := _ROSE_FROM.search(before):
        return Decimal(rose_from[1]), None
    if fell_to := _FELL_TO.match(after):
        return Decimal(fell_to[1]), None
    if rose_to := _ROSE_TO.match(after):
        return None, Decimal(rose_to[1])
    return None, None


def year_distractors(key: str, stem: str, rng: Random) -> tuple[str, ...]:
    """Three dates like the key, in an unbroken row with it; what is still to come (将) is told of no earlier year."""
    match = re.fullmatch(r"(\d{4})(.*)", key)
    if match is None:
        return ()
    year, rest = int(match[1]), match[2]
    gap = 2 if re.search("至今|以来", stem) else 1  # nine years may be counted from either end
    for rank in rng.sample(range(WANTED + 1), WANTED + 1):
        row = [year + (i - rank) * gap for i in range(WANTED + 1) if i != rank]
        if not any(str(y) in stem for y in row) and ("将" not in stem or rank == 0):
            return tuple(f"{y}{rest}" for y in rng.sample(row, WANTED))
    return ()


def _step(number: str) -> Decimal:
    """The last place that the number uses: 1306 → 1, 5000 → 1000, 1.5 → 0.1."""
    if "." in number:
        return Decimal(1).scaleb(-len(number.partition(".")[2]))
    zeros = len(number) - len(number.rstrip("0"))
    return Decimal(10) ** zeros


def _like(sibling: str, parts: re.Match[str]) -> Decimal | None:
    """The number of a sibling, if it is written in the same way."""
    other = _CORE.fullmatch(sibling)
    if other is None or other["before"] != parts["before"] or other["after"] != parts["after"]:
        return None
    return Decimal(other["number"].replace(",", ""))


def _chinese(key: str, stem: str, rng: Random) -> tuple[str, ...]:
    prefix, digit = key[:-1], key[-1:]
    digit = "两" if digit == "二" else digit
    if digit not in _CHINESE[1:]:
        return ()
    others = [
        c
        for c in _CHINESE[1:]
        if c != digit and abs(_CHINESE.index(c) - _CHINESE.index(digit)) <= 4 and prefix + c not in stem
    ]
    return tuple(prefix + c for c in rng.sample(others, min(WANTED, len(others))))
