"""Word documents: paragraphs by their structure, and every unsafe or broken container refused."""

import struct
import zipfile
from pathlib import Path

import pytest

from question_bank.text import UnreadableSource, read, read_source

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = f"""<w:styles xmlns:w="{SPACE}">
<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="a"><w:name w:val="章名"/><w:basedOn w:val="1"/></w:style>
<w:style w:styleId="b"><w:name w:val="节名"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="t"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def style(identifier: str) -> str:
    return f'<w:pStyle w:val="{identifier}"/>'


def docx(path: Path, body: str, before: str = "") -> Path:
    document = (
        f'<?xml version="1.0"?>{before}<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", document)
        archive.writestr("word/styles.xml", STYLES)
    return path


def passages(path: Path) -> list[tuple[str, bool, str]]:
    return [(x.text, x.heading, x.place) for x in read([path]).passages]


def test_paragraphs_headings_and_items_by_structure(tmp_path: Path) -> None:
    path = docx(
        tmp_path / "讲义.docx",
        p("目录一行", style("t"))
        + p("劳模精神的由来和它在新时代的意义以及我们应当怎样去弘扬它", style("a"))
        + p("")
        + p("劳动是一切幸福的源泉。")
        + p("做法", style("b"))
        + p("爱岗敬业", "<w:numPr/>"),
    )
    assert passages(path) == [
        ("劳模精神的由来和它在新时代的意义以及我们应当怎样去弘扬它", True, "第 1 段"),
        ("劳动是一切幸福的源泉。", False, "第 2 段"),
        ("做法", True, "第 3 段"),
        ("爱岗敬业", False, "第 4 段"),
    ]
    assert read([path]).sources[0].encoding == "docx"


def test_deleted_hidden_and_doubled_text_is_no_text(tmp_path: Path) -> None:
    t = "<w:r>{}<w:t>{}</w:t></w:r>"
    paragraph = (
        "<w:p>"
        + t.format("", "劳动")
        + f"<w:del>{t.format('', '不')}</w:del><w:ins>{t.format('', '最')}</w:ins>"
        + f"<w:moveFrom>{t.format('', '很')}</w:moveFrom>"
        + t.format("<w:rPr><w:vanish/></w:rPr>", "暗")
        + t.format('<w:rPr><w:vanish w:val="0"/></w:rPr>', "光荣。")
        + "<w:r><w:instrText>PAGE 页</w:instrText><w:tab/><w:t>创造伟大。</w:t><w:br/><w:t>第二行。</w:t></w:r></w:p>"
    )
    assert [x[0] for x in passages(docx(tmp_path / "改.docx", paragraph))] == [
        "劳动最光荣。 创造伟大。",
        "第二行。",
    ]


def test_a_table_gives_sentences_and_a_frame_gives_all(tmp_path: Path) -> None:
    def table(*cells: str) -> str:
        return "<w:tbl><w:tr>" + "".join(f"<w:tc>{c}</w:tc>" for c in cells) + "</w:tr></w:tbl>"

    path = docx(
        tmp_path / "表.docx",
        table(p("姓名"), p("他是劳动模范。")) + table(p("框里的标题") + p("框里的一句话。")),
    )
    assert [x[0] for x in passages(path)] == ["他是劳动模范。", "框里的标题", "框里的一句话。"]


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY e0 "劳动">{entities}]>'
    with pytest.raises(UnreadableSource, match="不安全"):
        read_source(docx(tmp_path / "弹.docx", p("&e11;"), bomb))


def test_a_file_on_this_machine_is_not_read_into_the_text(tmp_path: Path) -> None:
    (tmp_path / "秘密").write_text("密码是一二三。", "utf-8")
    before = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{(tmp_path / "秘密").as_uri()}">]>'
    with pytest.raises(UnreadableSource, match="不安全"):
        read_source(docx(tmp_path / "窃.docx", p("劳动光荣。&e;"), before))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "弹.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w") as entry,
    ):
        for _ in range(100):
            entry.write(b"0" * 1024 * 1024)
    with pytest.raises(UnreadableSource, match="压缩炸弹"):
        read_source(path)


def test_a_part_that_lies_about_its_size_gives_no_more_than_it_said(tmp_path: Path) -> None:
    path = docx(tmp_path / "谎.docx", p("劳动光荣。" * 5000))
    data = bytearray(path.read_bytes())
    real = zipfile.ZipFile(path).getinfo("word/document.xml").file_size
    at = data.find(b"PK\x01\x02") + 24
    assert struct.unpack_from("<I", data, at)[0] == real
    struct.pack_into("<I", data, at, 500)
    path.write_bytes(data)
    with pytest.raises(UnreadableSource, match="已损坏"):
        read_source(path)


@pytest.mark.parametrize("share", [0.05, 0.3, 0.6, 0.95])
def test_a_file_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    path = docx(tmp_path / "断.docx", p("劳动光荣。" * 50))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(UnreadableSource, match="已损坏"):
        read_source(path)


def test_broken_xml_and_other_archives_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="已损坏"):
        read_source(docx(tmp_path / "乱.docx", "<w:p><w:r>"))
    other = tmp_path / "别的.docx"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableSource, match="不是 Word 文档"):
        read_source(other)


def test_a_part_locked_with_a_password_is_refused(tmp_path: Path) -> None:
    path = docx(tmp_path / "锁.docx", p("劳动光荣。"))
    data = bytearray(path.read_bytes())
    data[data.find(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    with pytest.raises(UnreadableSource, match="密码"):
        read_source(path)
