"""Markdown: what is text is read, its marks are not, and lines become paragraphs only where they run on."""

from pathlib import Path

import pytest

from question_bank.text import read

PAGE = """---
title: 劳动
---
# 劳模精神

**“劳模精神”**是[宝贵](https://example.org)的*财富*，~~旧说~~写作`劳模精神`。![图](a.png)

劳动光荣 & 创造
==============

- 爱岗敬业
- 争创一流
    1. 艰苦奋斗

> 幸福是奋斗出来的。

```
代码里没有文字。
```

| 姓名 | 事迹 |
|---|---|
| 张三 | 他是劳动模范。 |

<div>网页的一段没有文字。</div>
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "课文.md"
    path.write_text(text, "utf-8")
    return path


def passages(folder: Path, text: str) -> list[tuple[str, bool, str]]:
    return [(p.text, p.heading, p.place) for p in read([write(folder, text)]).passages]


def test_marks_are_taken_off_and_what_is_no_text_is_left_out(tmp_path: Path) -> None:
    assert passages(tmp_path, PAGE) == [
        ("劳模精神", True, "第 4 行"),
        ("“劳模精神”是宝贵的财富，旧说写作劳模精神。", False, "第 6 行"),
        ("劳动光荣 & 创造", True, "第 8 行"),
        ("爱岗敬业", False, "第 11 行"),
        ("争创一流", False, "第 12 行"),
        ("艰苦奋斗", False, "第 13 行"),
        ("幸福是奋斗出来的。", False, "第 15 行"),
    ]
    assert read([tmp_path]).documents[0].title == "劳模精神"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Set to a width, as editors do.
        (
            "劳动是一切幸福的源泉，无论时代条件如何变化，我们始终都\n要崇尚劳动、尊重劳动者。",
            ["劳动是一切幸福的源泉，无论时代条件如何变化，我们始终都要崇尚劳动、尊重劳动者。"],
        ),
        # Broken within a clause.
        ("爱岗敬业，\n争创一流。", ["爱岗敬业，争创一流。"]),
        # One line a paragraph.
        ("劳动光荣。\n创造伟大。", ["劳动光荣。", "创造伟大。"]),
        # Lines of a heading kind.
        ("作者：张三\n单位：某某煤矿", ["作者：张三", "单位：某某煤矿"]),
    ],
)
def test_lines_join_only_where_they_run_on(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert [p[0] for p in passages(tmp_path, text)] == expected
