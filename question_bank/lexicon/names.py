"""Chinese personal names: surnames, and what looks like a name but is a word."""

from __future__ import annotations

import re

from question_bank.lexicon.segment import frequency, tag

_COMPOUND = (
    "欧阳",
    "司马",
    "诸葛",
    "上官",
    "司徒",
    "东方",
    "独孤",
    "南宫",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "长孙",
    "宇文",
    "端木",
    "轩辕",
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥蔺"
)
_GIVEN = r"[\u4e00-\u9fff]"
_NEVER_IN_GIVEN = frozenset(
    "的了是在和与及等这那他她它们被把对于到向说有不也都就还又但或所其个位名年月日叫一二三四五六七八九十百千万"
)
_DOTTED = re.compile(r"[\u4e00-\u9fff]{2,6}(?:·[\u4e00-\u9fff]{1,6})+")
_VERY_COMMON = 500
_COMMON = 20
"""A string that the dictionary knows as an ordinary word, and has seen this often, is no name."""


def is_name(text: str) -> bool:
    """Whether a string can be a person's whole name, by its form alone."""
    if _DOTTED.fullmatch(text):
        return text[0] not in _NEVER_IN_GIVEN and "叫" not in text
    surname = next((s for s in _COMPOUND if text.startswith(s)), text[:1])
    if surname not in _COMPOUND and surname not in _SURNAMES:
        return False
    given = text[len(surname) :]
    if not 1 <= len(given) <= 2 or not re.fullmatch(_GIVEN + "{1,2}", given):
        return False
    if any(character in _NEVER_IN_GIVEN for character in given):
        return False
    if len(text) == 3 and frequency(text[:2]) >= _VERY_COMMON and not tag(text[:2]).startswith("nr"):
        return False
    return tag(text).startswith("nr") or frequency(text) < _COMMON


def name_at(text: str, start: int) -> int:
    """The end of the longest name that starts at `start` and may end there; `start` when there is none."""
    dotted = _DOTTED.match(text, start)
    if dotted and is_name(dotted.group()):
        return dotted.end()
    longest = 4 if text.startswith(_COMPOUND, start) else 3
    for end in range(min(len(text), start + longest), start + 1, -1):
        if is_name(text[start:end]):
            return end
    return start
