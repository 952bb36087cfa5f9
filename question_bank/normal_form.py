"""One normal form for typed answers: what people write in different ways without meaning different things.

Equal normal forms mean the same answer. Folded: full and half width, letter case, traditional and simplified
characters, spaces, punctuation and the dot of names, Chinese and Arabic numerals, 百分之 and %, 万/亿 after digits.
Kept, because they change the meaning: digits and decimal points, %, signs, 多/余, the separator between digits.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

import cn2an
from opencc import OpenCC

if TYPE_CHECKING:
    from collections.abc import Callable

_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_CHINESE_NUMBER = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?")
_PER_HUNDRED = re.compile(r"百分之(\d+(?:\.\d+)?)")
_PER_THOUSAND = re.compile(r"千分之(\d+(?:\.\d+)?)")
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([多余几]?)([十百千万亿]+)")
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_TRAILING_ZEROS = re.compile(r"(\d+)\.(\d*?)0+(?!\d)")
_LONGEST_NUMBER = 24  # characters; no real number is longer, and decimals stay exact
_DIGIT_SEPARATORS = frozenset(".-/:,")


@cache
def _simplifier() -> Callable[[str], str]:
    """The traditional → simplified converter, loaded once, on first use."""
    converter = OpenCC("t2s")
    return lambda text: str(converter.convert(text))


def _arabic(match: re.Match[str]) -> str:
    """A well-formed Chinese number in digits; anything else (十四五, 千万) unchanged."""
    written = match.group()
    if len(written) > _LONGEST_NUMBER:
        return written
    try:
        value = cn2an.cn2an(written, "normal")
    except ValueError:
        return written
    return format(Decimal(str(value)).normalize(), "f")


def _unscaled(match: re.Match[str]) -> str:
    """`1.5万` → `15000`, `80余万` → `800000余`."""
    digits, more, scales = match.groups()
    value = Decimal(digits)
    for scale in scales:
        value *= _SCALES[scale]
    return format(value.normalize(), "f") + more


def _is_kept(text: str, place: int) -> bool:
    """Whether the character at `place` carries meaning."""
    character = text[place]
    category = unicodedata.category(character)
    if character in "%‰":
        return True
    if category[0] in "ZC":
        return False
    if category[0] != "P":
        return True
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if character == "-" and not before and after.isdigit():
        return True
    return character in _DIGIT_SEPARATORS and before.isdigit() and after.isdigit()


def normal_form(text: str) -> str:
    """The normal form of a typed answer.

    >>> normal_form("百分之 十四") == normal_form("14％")
    True
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _simplifier()(folded)
    folded = "".join(folded.split())
    folded = _CHINESE_NUMBER.sub(_arabic, folded.replace("百分之百", "100%"))
    folded = _PER_HUNDRED.sub(r"\1%", folded)
    folded = _PER_THOUSAND.sub(r"\1‰", folded)
    folded = _GROUPED.sub("", folded)
    folded = _SCALED.sub(_unscaled, folded)
    folded = _TRAILING_ZEROS.sub(lambda m: m.group(1) + ("." + m.group(2) if m.group(2) else ""), folded)
    return "".join(character for place, character in enumerate(folded) if _is_kept(folded, place))


def same_answer(response: str, accepted: str) -> bool:
    """Whether a typed response means the accepted text. An empty response never does."""
    given = normal_form(response)
    return bool(given) and given == normal_form(accepted)
