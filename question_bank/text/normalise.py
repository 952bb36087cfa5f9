"""The documented normalisation of characters. Each output character stands for one raw character, in order.

1. Markup left in the text is removed: block tags (`</p>`, `<br>`) end a line, other tags and a tag cut off at the
   end of a line vanish; `&nbsp;` is a space.
2. Invisible characters vanish: zero width, soft hyphen, byte order mark, controls, variation selectors.
3. Every kind of blank is a space, a run of them one space; every kind of line end is `\\n`.
4. Full-width digits and letters, `％`, `．` between digits → ASCII; compatibility forms of one Han → that Han.
5. Half-width `, : ; ? ! ( )` beside Chinese → full-width. `.` after a Han at the end of a line or before a Han → `。`.
6. In a text that is overwhelmingly simplified, a stray traditional character that GB 2312 lacks → its simplified form.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import opencc

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_CHINESE = _HAN + r"，。、；：？！“”‘’（）《》〈〉「」『』【】…—·"

_BLOCK_TAG = r"</?(?:p|br|div|h[1-6]|li|ul|ol|tr|table|section|article)(?:\s[^<>\n]{0,300})?/?>"
_INLINE_TAG = r"</?(?:a|b|i|u|em|strong|span|font|img|td|th|sub|sup)(?:\s[^<>\n]{0,300})?/?>"
_CUT_TAG = r"</?[A-Za-z][A-Za-z0-9]{0,9}[ \t]*(?=[\r\n]|\Z)"
_BLANK_ENTITY = r"&(?:nbsp|ensp|emsp|#160|#12288);"
_INVISIBLE = "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_CONTROL = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
_LINE_END = "\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]"
_BLANKS = "(?:[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]|" + _BLANK_ENTITY + ")+"
_STRUCTURE = re.compile(
    f"(?P<line>{_LINE_END}|{_BLOCK_TAG})"
    f"|(?P<gone>{_INLINE_TAG}|{_CUT_TAG}|[{_INVISIBLE}{_CONTROL}])"
    f"|(?P<blank>{_BLANKS})",
    re.IGNORECASE,
)

_WIDE_TO_NARROW = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_ONE_TO_ONE = str.maketrans(
    {**_WIDE_TO_NARROW, "％": "%", "＋": "+", "－": "-", "〝": "“", "〞": "”", "•": "·", "‧": "·", "・": "·"}
)
_WIDE_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_NARROW = re.compile(
    rf"(?<=[{_CHINESE}])[,:;?!]|[,:;?!](?=[{_CHINESE}])"
    rf"|(?<=[{_HAN}])\.(?=[{_HAN}”’\n]|\Z)"
)
_BRACKETS = re.compile(r"\(([^()\n]{1,200})\)")
_CHINESE_CHAR = re.compile(f"[{_CHINESE}]")
_NARROW_TO_WIDE = dict(zip(",:;?!().", "，：；？！（）。", strict=True))

_KEPT = frozenset("昇陞鍾谿氾")
"""Traditional forms that the list of standard characters keeps for names, and that a converter would change: 毕昇."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """`offsets[i]` is the raw offset of `text[i]`; both have one length."""

    text: str
    offsets: tuple[int, ...]


@functools.lru_cache(maxsize=8)
def normalise(raw: str) -> Normalised:
    """Apply the documented normalisation to a whole raw text. Linear in its length; idempotent."""
    chars: list[str] = []
    offsets: list[int] = []
    at = 0
    for match in _STRUCTURE.finditer(raw):
        start, end = match.span()
        chars.append(raw[at:start])
        offsets.extend(range(at, start))
        kept = {"line": "\n", "blank": " "}.get(match.lastgroup or "", "")
        chars.append(kept)
        offsets.extend([start] * len(kept))
        at = end
    chars.append(raw[at:])
    offsets.extend(range(at, len(raw)))
    text = "".join(chars).translate(_ONE_TO_ONE)
    text = _WIDE_POINT.sub(".", text)
    text = _widen(text)
    return Normalised(_simplify(text), tuple(offsets))


def rederive(source_text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The quotation that raw spans of a source prove: their normalised characters, joined.

    The normalisation looks at the neighbours of a character, so it is that of the whole source.
    """
    text, offsets = _by_offset(source_text)
    return "".join(
        text[offsets[start] : offsets[end]] for start, end in spans if 0 <= start <= end <= len(source_text)
    )


@functools.lru_cache(maxsize=8)
def _by_offset(raw: str) -> tuple[str, tuple[int, ...]]:
    """The normalised text, and for every raw offset how many normalised characters come before it."""
    normalised = normalise(raw)
    before: list[int] = []
    for index, offset in enumerate(normalised.offsets):
        before.extend([index] * (offset + 1 - len(before)))
    before.extend([len(normalised.text)] * (len(raw) + 1 - len(before)))
    return normalised.text, tuple(before)


def _widen(text: str) -> str:
    text = _NARROW.sub(lambda m: _NARROW_TO_WIDE[m[0]], text)
    return _BRACKETS.sub(lambda m: f"（{m[1]}）" if _CHINESE_CHAR.search(m[1]) else m[0], text)


def _simplify(text: str) -> str:
    """Simplify stray traditional characters, when at most 1 in 50 Han is one; a traditional text stays as it is."""
    table: dict[int, str] = {ord(c): s for c in set(text) if (s := _simplified_form(c)) != c}
    if not table:
        return text
    stray = sum(text.count(chr(c)) for c in table)
    han = len(re.findall(f"[{_HAN}]", text))
    return text.translate(table) if stray * 50 <= han else text


@functools.cache
def _simplified_form(char: str) -> str:
    if char < "\u3400" or "\ud800" <= char < "\ue000" or char in _KEPT or _in_gb2312(char):
        return char
    simplified = _converter().convert(char)
    return simplified if len(simplified) == 1 and _in_gb2312(simplified) else char


def _in_gb2312(char: str) -> bool:
    return bool(char.encode("gb2312", "ignore"))


@functools.lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
