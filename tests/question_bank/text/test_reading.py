"""Every file that is no Chinese text is refused in one sentence; every encoding gives the same text."""

import codecs
import os
from pathlib import Path

import pytest

from question_bank.text import UnreadableSource, read_source
from question_bank.text.reading import SIZE_LIMIT

TEXT = "劳动是一切幸福的源泉。\r\n幸福属于劳动者，光荣属于劳动者！\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("gb18030"), "gb18030"),
    ],
)
def test_a_text_reads_the_same_in_every_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    file = tmp_path / "文.txt"
    file.write_bytes(data)
    source = read_source(file)
    assert (source.text, source.encoding, source.name) == (TEXT, encoding, "文.txt")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "空文件"),
        (b" \n\t\n", "空文件"),
        ("\u3000\n".encode(), "空白"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 4, "不是文本文件"),
        ("劳动\0光荣".encode(), "控制字符"),
        (("劳动\x01\x02光荣" * 20).encode(), "控制字符"),
        (b"Only English words in this file, with no Chinese at all.", "汉字太少"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8\x00", "UTF-16-LE"),
        ("こんにちは".encode("euc-jp")[:-1], "不是文本文件"),
    ],
)
def test_what_is_no_chinese_text_is_refused_by_name(tmp_path: Path, data: bytes, reason: str) -> None:
    file = tmp_path / "坏.txt"
    file.write_bytes(data)
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        read_source(file)
    assert "坏.txt" in str(refusal.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="找不到"):
        read_source(tmp_path / "无.txt")
    with pytest.raises(UnreadableSource, match="文件夹"):
        read_source(tmp_path)


def test_what_is_no_regular_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.txt")
    with pytest.raises(UnreadableSource, match="普通文件"):
        read_source(tmp_path / "管道.txt")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "大.txt"
    with file.open("wb") as hole:
        hole.truncate(SIZE_LIMIT * 1000)  # sparse: reading it would need 20 GB of memory
    with pytest.raises(UnreadableSource, match="20 MB"):
        read_source(file)
