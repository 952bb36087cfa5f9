"""The manifest says what documents are cited as; a wrong one is refused in one sentence that says where."""

from pathlib import Path

import pytest

from question_bank.text import UnreadableSource
from question_bank.text.manifest import Entry, read_manifest

GOOD = """
[[document]]
file = "a.txt"
lines = [3, 9]
title = "讲话"
author = "某人"
date = 2020-11-24
publisher = "新华社"

[[document]]
file = "b.txt"
title = "通讯"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "manifest.toml").write_text(text, "utf-8")
    return folder


def test_entries_are_read_and_what_is_not_known_stays_empty(tmp_path: Path) -> None:
    assert read_manifest(write(tmp_path, GOOD)) == (
        Entry("a.txt", "讲话", "某人", "2020-11-24", "新华社", (3, 9)),
        Entry("b.txt", "通讯", "", "", "", None),
    )


def test_no_manifest_is_no_entries(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[document]\n", "TOML"),
        ("x = 1\n", "document"),
        ('[[document]]\ntitle = "甲"\n', "缺少“file”"),
        ('[[document]]\nfile = "a"\n', "缺少“title”"),
        ('[[document]]\nfile = "a"\ntitle = 3\n', "应当是文字"),
        ('[[document]]\nfile = "a"\ntitle = "甲"\nauther = "乙"\n', "不认识的字段“auther”"),
        ('[[document]]\nfile = "a"\ntitle = "甲"\ndate = "去年"\n', "日期"),
        ('[[document]]\nfile = "a"\ntitle = "甲"\nlines = [9, 3]\n', "行号"),
        ('[[document]]\nfile = "a"\ntitle = "甲"\nlines = [0, 3]\n', "行号"),
        (
            (
                '[[document]]\nfile = "a"\ntitle = "甲"\nlines = [1, 3]\n'
                '[[document]]\nfile = "a"\ntitle = "乙"\nlines = [3, 4]\n'
            ),
            "重叠",
        ),
    ],
)
def test_a_wrong_manifest_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        read_manifest(write(tmp_path, text))
    assert "manifest.toml" in str(refusal.value)
