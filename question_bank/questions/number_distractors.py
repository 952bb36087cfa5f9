"""Wrong numbers that look like the right one: same prefix, unit, format and size; the rank of the key varies."""

from __future__ import annotations

import re
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
_CHINESE = "一两三四五六七八九"
_NEAR, _FAR = Decimal("0.4"), Decimal("2.5")


def number_distractors(ask: Ask, siblings: tuple[str, ...], stem: str, rng: Random) -> tuple[str, ...]:
    """Three numbers for the blank of an ask; none when the number is not written in digits or a single character."""
    parts = _CORE.fullmatch(ask.text)
    if parts is None:
        return _chinese(ask.text, stem, rng)
    value = Decimal(parts["number"].replace(",", ""))
    step = _step(parts["number"])
    lower_wanted = 0 if _AT_LEAST.search(ask.value) else rng.randrange(WANTED + 1)
    shown = {normal_form(number) for number in re.findall(r"\d+(?:\.\d+)?", stem)}
    fitting = [
        v for s in (*ask.sisters, *siblings) if (v := _like(s, parts, step)) is not None and _near(v, value)
    ]
    made = _made(value, step, ask.unit, rng)
    percent = parts["after"].startswith(("%", "％"))
    lowest, highest = _direction(ask)
    bounded = [
        c
        for c in [*fitting[:1], *made, *fitting[1:]]
        if (lowest is None or c > lowest) and (highest is None or c < highest)
    ]
    chosen: list[Decimal] = []
    for candidate in bounded:
        below = sum(v < value for v in chosen)
        if candidate in (value, *chosen) or str(candidate) in shown or (percent and candidate > 100):
            continue
        if (candidate < value and below >= lower_wanted) or (
            candidate > value and len(chosen) - below >= WANTED - lower_wanted
        ):
            continue
        chosen.append(candidate)
    for candidate in bounded:  # where one side has too few
        if len(chosen) >= WANTED or _AT_LEAST.search(ask.value):
            break
        if (
            candidate not in (value, *chosen)
            and str(candidate) not in shown
            and not (percent and candidate > 100)
        ):
            chosen.append(candidate)
    grouped = "," in parts["number"]
    return tuple(
        parts["before"] + (f"{v:,}" if grouped else str(v)) + parts["after"] for v in chosen[:WANTED]
    )


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


def year_distractors(key: str, siblings: tuple[str, ...], stem: str, rng: Random) -> tuple[str, ...]:
    """Three dates like the key: other years of the corpus that are near, then the years around it."""
    match = re.fullmatch(r"(\d{4})(.*)", key)
    if match is None:
        return ()
    year, rest = int(match[1]), match[2]
    around = [year + d for d in (-3, -2, -1, 1, 2, 3)]
    lower_wanted = rng.randrange(WANTED + 1)
    known = [int(s[:4]) for s in siblings if s[:4].isdigit() and 0 < abs(int(s[:4]) - year) <= 5]
    least = 2 if re.search("至今|以来", stem) else 1  # 九年 may be counted from either end
    chosen: list[int] = []
    for candidate in [*known[:2], *rng.sample(around, len(around))]:
        below = sum(y < year for y in chosen)
        if candidate in chosen or str(candidate) in stem or (abs(candidate - year) < least):
            continue
        if (candidate < year and below >= lower_wanted) or (
            candidate > year and len(chosen) - below >= WANTED - lower_wanted
        ):
            continue
        chosen.append(candidate)
    return tuple(f"{y}{rest}" for y in chosen[:WANTED])


def _step(number: str) -> Decimal:
    """The last place that the number uses: 1306 → 1, 5000 → 1000, 1.5 → 0.1."""
    if "." in number:
        return Decimal(1).scaleb(-len(number.partition(".")[2]))
    zeros = len(number) - len(number.rstrip("0"))
    return Decimal(10) ** zeros


def _like(sibling: str, parts: re.Match[str], step: Decimal) -> Decimal | None:
    """The number of a sibling, if it is written in the same way."""
    other = _CORE.fullmatch(sibling)
    if other is None or other["before"] != parts["before"] or other["after"] != parts["after"]:
        return None
    number = other["number"].replace(",", "")
    return Decimal(number) if _step(number) == step else None


def _near(candidate: Decimal, value: Decimal) -> bool:
    return value * _NEAR <= candidate <= value * _FAR


def _made(value: Decimal, step: Decimal, unit: str, rng: Random) -> list[Decimal]:
    """Numbers around the value, of its digits and its last place, far enough to be plainly different."""
    steps = int(value / step)
    if steps <= 9:
        offsets = [
            *range(2 if "年" in unit else 1, 6)
        ]  # years are counted in more than one way: 9 or nearly 9
    elif steps <= 99:
        offsets = [*range(2, max(4, steps // 3) + 1)]
    elif "%" in unit and value > 90:
        offsets = [*range(1, 10)]
    else:
        offsets = [*range(max(2, steps // 12), steps // 2)]
    offsets = rng.sample(offsets, min(len(offsets), 40))
    made = []
    for offset in offsets:
        for sign in rng.sample((1, -1), 2):
            candidate = value + sign * offset * step
            same_size = len(str(int(candidate))) == len(str(int(value))) or steps <= 9
            if candidate > 0 and same_size and candidate != 1 and _last_place_used(candidate, step):
                made.append(candidate)
    return made


def _last_place_used(candidate: Decimal, step: Decimal) -> bool:
    """No round number beside 1306, no 60.0 beside 14.5."""
    return int(candidate / step) % 10 != 0


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
