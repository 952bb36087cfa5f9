"""All formats together: the suffix must tell the truth, and every character read is proved by the raw text."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from question_bank.text import UnreadableSource, evidence, read, read_source, rederive

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from("劳动工人级級，。！？“”（）()[]*_#`|-> <>/p&;😀𠮷\u200b１\n\r\t\u3000\u2028~"),
        st.characters(codec="utf-8"),
    ),
    max_size=300,
)


def docx(path: Path, text: str) -> Path:
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
        )
    return path


def test_a_folder_of_all_kinds_is_read_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("劳动光荣，创造伟大。", "utf-8")
    (tmp_path / "b.MD").write_text("# 标题\n\n奋斗创造幸福。", "utf-8")
    (tmp_path / "c.htm").write_text("<p>知识就是力量。</p>", "utf-8")
    docx(tmp_path / "d.docx", "实干成就梦想。")
    (tmp_path / "~$d.docx").write_bytes(b"lock")
    (tmp_path / ".e.md").write_text("x", "utf-8")
    (tmp_path / "f.png").write_bytes(b"\x89PNG")
    corpus = read([tmp_path])
    assert [s.name for s in corpus.sources] == ["a.txt", "b.MD", "c.htm", "d.docx"]
    assert [p.place for p in corpus.passages] == ["", "第 1 行", "第 3 行", "第 1 段", "第 1 段"]
    for source in corpus.sources:
        assert source.sha256 == hashlib.sha256((tmp_path / source.name).read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("假.txt", b"PK\x03\x04" + bytes(100), r"内容是 \.docx 文件，后缀却是 \.txt"),
        ("假.docx", b"%PDF-1.4\n", r"内容是 \.pdf 文件，后缀却是 \.docx"),
        ("假.txt", "<!DOCTYPE html><p>劳动</p>".encode(), r"内容是 \.html 文件，后缀却是 \.txt"),
        ("假.docx", "劳动光荣。".encode(), r"内容不是 \.docx 文件"),
        ("假.pdf", "劳动光荣。".encode(), r"内容不是 \.pdf 文件"),
        ("空.docx", b"", "已损坏"),
        ("旧.docx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "旧版 Office"),
        ("锁.docx", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("甲.docx", b"{\\rtf1 }", "RTF"),
        ("甲.doc", "劳动光荣。".encode(), "后缀不在可读的格式之内"),
        ("甲", "劳动光荣。".encode(), "后缀不在可读的格式之内"),
        ("甲.md", b"# Only English here, nothing else.", "汉字太少"),
        ("甲.html", b"<p>Only English here, nothing else.</p>", "汉字太少"),
        ("甲.md", ("劳动\x01\x02光荣" * 20).encode(), "控制字符"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        read_source(path)
    assert name in str(refusal.value)
    assert str(refusal.value).endswith("。")


def test_a_text_that_speaks_of_formats_is_a_text(tmp_path: Path) -> None:
    path = tmp_path / "文.txt"
    path.write_text("一个 PDF 文件以“%PDF-”开头，一个网页以“<html>”开头。", "utf-8")
    assert read([path]).passages[0].text.startswith("一个 PDF")


def test_known_paragraphs_are_neither_joined_nor_taken_for_damage(tmp_path: Path) -> None:
    lines = (
        "三十年来，他一直在生产一线从事带电作业的工\n作者认为这项技术值得推广\n项新型带电作业工具由此诞生。"
    )
    passages = read([docx(tmp_path / "a.docx", lines)]).passages
    assert [p.text for p in passages] == lines.splitlines()
    assert not any(p.lost_start or p.lost_end for p in passages)


def test_the_manifest_cites_paragraphs_of_a_document(tmp_path: Path) -> None:
    docx(tmp_path / "a.docx", "甲篇\n甲的一句话。\n乙篇\n乙的一句话。")
    (tmp_path / "manifest.toml").write_text(
        '[[document]]\nfile = "a.docx"\nlines = [3, 4]\ntitle = "乙篇"\nauthor = "某人"\n', "utf-8"
    )
    corpus = read([tmp_path / "a.docx"])
    assert [d.author for d in corpus.documents] == ["某人"]
    assert [(p.text, p.place) for p in corpus.passages] == [("乙篇", "第 3 段"), ("乙的一句话。", "第 4 段")]


@pytest.mark.parametrize("suffix", [".md", ".html"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(raw=AWKWARD)
def test_whatever_is_read_can_be_quoted_and_found_again(tmp_path: Path, suffix: str, raw: str) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_text(f"<p>劳动光荣。</p>\n\n劳动光荣\n{raw}", "utf-8", newline="")
    try:
        corpus = read([path])
    except UnreadableSource:
        return
    for passage in corpus.passages:
        proof = evidence(corpus.document_of(passage), passage, 0, len(passage.text))
        assert rederive(corpus.sources[0].text, proof.spans) == proof.quote == passage.text
        assert passage.place


@pytest.mark.parametrize("suffix", ["md", "html", "docx"])
def test_a_megabyte_is_read(tmp_path: Path, suffix: str) -> None:
    paragraphs = [
        f"第{n}位劳动者说，劳动是一切幸福的源泉，奋斗创造历史，实干成就未来。" for n in range(10_000)
    ]
    path = tmp_path / f"长.{suffix}"
    if suffix == "docx":
        docx(path, "\n".join(paragraphs))
    else:
        text = "".join(f"<p>{p}</p>" if suffix == "html" else f"{p}\n\n" for p in paragraphs)
        path.write_text(text, "utf-8")
    assert path.stat().st_size > 1_000_000
    assert [p.text for p in read([path]).passages] == paragraphs
