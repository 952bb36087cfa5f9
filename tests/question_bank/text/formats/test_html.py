"""HTML: paragraphs are read in every encoding, and what surrounds the text of a page is not."""

import time
from pathlib import Path

import pytest

from question_bank.text import UnreadableSource, read, read_source

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>网站名称</title>
<style>p {{ color: red }}</style></head><body><nav>首页 新闻</nav>
<h1>劳模<b>精神</b></h1><p>劳模精神是宝贵的&ldquo;财富&rdquo;&mdash;&mdash;永远。<br>第二行<script>var a = "脚本";</script>也是。
<p>没有结束标签的一段，<ruby>劳<rt>láo</rt></ruby>动光荣。<!-- 注释 -->
<h2>做法</h2><ul><li>爱岗敬业<li>争创一流</ul>
<table><tr><td>张三</td><td>煤矿</td></tr><tr><td>他是劳动模范。</td></tr></table>
<footer>版权所有</footer></body></html>"""
EXPECTED = [
    ("劳模精神", True, "“劳模精神”"),
    ("劳模精神是宝贵的“财富”——永远。", False, "“劳模精神”下第 1 段"),
    ("第二行也是。", False, "“劳模精神”下第 2 段"),
    ("没有结束标签的一段，劳动光荣。", False, "“劳模精神”下第 3 段"),
    ("做法", True, "“做法”"),
    ("爱岗敬业", False, "“做法”下第 1 段"),
    ("争创一流", False, "“做法”下第 2 段"),
    ("他是劳动模范。", False, "“做法”下第 3 段"),
]


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("none", "gb18030"),
        ("utf-8", "gb18030"),  # a page that tells a false encoding
        ("utf-16", "utf-8-sig"),
    ],
)
def test_paragraphs_of_a_page_in_every_encoding(tmp_path: Path, charset: str, encoding: str) -> None:
    path = tmp_path / "页.html"
    path.write_bytes(PAGE.format(charset=charset).encode(encoding))
    assert [(p.text, p.heading, p.place) for p in read([path]).passages] == EXPECTED


def test_a_page_without_text_or_tags_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "页.htm"
    path.write_text("劳动光荣。", "utf-8")
    with pytest.raises(UnreadableSource, match=r"页\.htm.*标签"):
        read_source(path)
    path.write_text("<html><script>var 劳动 = '光荣';</script></html>", "utf-8")
    with pytest.raises(UnreadableSource, match="没有文字"):
        read_source(path)


def test_a_page_nested_without_end_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "深.html"
    # Of a parser that builds a tree this takes minutes.
    path.write_text("<b>" * 500_000 + "</i>" * 500_000 + "劳动", "utf-8")
    began = time.monotonic()
    with pytest.raises(UnreadableSource, match="嵌套"):
        read_source(path)
    assert time.monotonic() - began < 10
