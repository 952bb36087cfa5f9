"""Numbers with units, as Chinese writes them: 近5000米, 80余万公里, 40多分钟, 8种以上, 14%, 1950年, 2012年3月."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_UNITS = (
    "平方公里", "平方米", "立方米", "人次", "千瓦时", "千伏", "千瓦", "兆瓦", "千克", "公斤", "公里", "千米", "厘米", "毫米", "微米", "公顷", "小时", "分钟", "个月", "周年", "昼夜", "万元", "亿元", "美元", "海里", "摄氏度", "个字", "个百分点",
    "人", "名", "位", "个", "项", "件", "套", "台", "座", "条", "道", "种", "次", "页", "吨", "克", "米", "平米", "亩", "秒", "年", "天", "岁", "元", "度", "倍", "家", "户", "所", "本", "篇", "部", "册", "届", "期", "场", "支", "只", "头", "艘", "架", "辆", "列", "枚", "颗", "根", "张", "里", "层", "站", "国", "省", "市", "县", "村", "字", "周", "对", "株", "棵", "块", "瓶", "粒", "滴", "批", "门", "类", "公分", "英里", "英尺", "多字",
)  # fmt: skip
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_HAN_DIGITS = "二两三四五六七八九十百千"
_QUANTITY = re.compile(
    rf"(?P<prefix>将近|大约|超过|至少|最多|接近|不到|多达|高达|近|约|超|逾|上)?"
    rf"(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|[{_HAN_DIGITS}]+)"
    rf"(?P<scaled>(?:多|余|几)?[百千万亿]*(?:多|余|几)?)"
    rf"(?P<unit>%|％|‰|℃|{_UNIT})"
    rf"(?P<suffix>以上|以下|以内|左右|之多|多(?=的|[，。；、时]|$))?"
)
_YEAR = re.compile(
    r"(?<!\d)(?P<year>1\d{3}|20\d{2})年(?:(?P<month>1[0-2]|[1-9])月(?:(?P<day>[12]\d|3[01]|[1-9])日)?)?"
)
_RANGE_AFTER = re.compile(r"(?:至|到|—+|－|～|-)\d")
_RANGE_BEFORE = re.compile(r"\d[年月日]?(?:至|到|—+|－|～|-)$")
_CHINESE_VALUES = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_CHINESE_UNITS = frozenset(
    {"年", "个月", "天", "小时", "分钟", "人", "名", "位", "次", "岁", "昼夜", "倍", "里", "人次"}
)
"""With numbers in characters only these are counts worth asking; 一名, 三大, 两个 mostly are grammar."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text. The core, `number` to before `unit`, is what a blank covers."""

    start: int
    end: int
    core_start: int
    core_end: int
    prefix: str
    core: str
    unit: str
    suffix: str
    bare: str
    """The core without 多/余: what a learner may write as well."""
    chinese: bool


@dataclass(frozen=True, slots=True)
class Date:
    """A year, with month and day if written."""

    start: int
    end: int
    text: str
    year: int


def dates(text: str) -> list[Date]:
    """The dates that name their year."""
    return [
        Date(m.start(), m.end(), m.group(), int(m["year"]))
        for m in _YEAR.finditer(text)
        if not _RANGE_AFTER.match(text, m.end()) and not _RANGE_BEFORE.search(text, 0, m.start())
    ]


def quantities(text: str) -> list[Quantity]:
    """The numbers with units that are no dates and no ordinals."""
    taken = [m.span() for m in _YEAR.finditer(text)]
    found = []
    for m in _QUANTITY.finditer(text):
        chinese = not m["number"][0].isdigit()
        before = text[max(0, m.start() - 1) : m.start()]
        after = text[m.end() : m.end() + 1]
        if any(start < m.end() and m.start() < end for start, end in taken):
            continue
        if before in tuple("第每几数点之.-—－~～/、") or (before.isascii() and before.isalnum()):
            continue
        if chinese and "几" in m["scaled"]:
            continue
        if chinese and (
            m["unit"] not in _CHINESE_UNITS or before in tuple("一二两三四五六七八九十百千万个首")
        ):
            continue
        if chinese and (
            re.fullmatch("[两三四五六七八九]{2}", m["number"]) or after in tuple("一两三四五六七八九十")
        ):
            continue  # 七八倍, 两天两夜
        if after in ("或", "至", "到") or text[: m.start()].endswith(("或", "或者", "至")):
            continue  # one end of a range or of a choice
        if m["number"] in ("百", "千") and not m["prefix"]:
            continue
        if m["unit"] in ("年", "月") and after in ("代", "级", "底", "初", "末", "度"):
            continue
        if m["unit"] in ("国", "省", "市", "县", "村", "站", "里", "对", "期", "层", "门") and chinese:
            continue
        if m["unit"] == "里" and after in ("面", "程"):
            continue
        core = m["number"] + m["scaled"]
        found.append(
            Quantity(
                start=m.start(),
                end=m.end(),
                core_start=m.start("prefix") if m["prefix"] else m.start("number"),
                core_end=m.end("scaled"),
                prefix=m["prefix"] or "",
                core=core,
                unit=m["unit"],
                suffix=m["suffix"] or "",
                bare=re.sub("[多余几]", "", core),
                chinese=chinese,
            )
        )
    return found


def magnitude(bare: str) -> Decimal | None:
    """The number that a bare core writes (`80万` → 800000); None when it is not understood."""
    match = re.fullmatch(r"(\d+(?:,\d{3})*(?:\.\d+)?)([百千万亿]*)", bare)
    if not match:
        return Decimal(_CHINESE_VALUES[bare]) if bare in _CHINESE_VALUES else None
    value = Decimal(match[1].replace(",", ""))
    for scale in match[2]:
        value *= {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}[scale]
    return value
