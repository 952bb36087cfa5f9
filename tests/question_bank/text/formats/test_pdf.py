"""PDF: the reading order of columns, paragraphs over lines and pages, running lines left out; locked files refused."""

import io
import random
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from question_bank.text import UnreadableSource, evidence, read, read_source, rederive, sentences

FONT = "STSong-Light"  # known to every reader, so that no font file is needed
pdfmetrics.registerFont(UnicodeCIDFont(FONT))
WIDTH, HEIGHT = A4
SIZE = 12
Frame = tuple[float, float, int]
"""Left edge, width in characters and number of lines of a column."""
ONE: list[Frame] = [(72, 36, 26)]
TWO: list[Frame] = [(60, 18, 13), (320, 18, 13)]


def sentence(chance: random.Random) -> str:
    who = "".join(chance.choices("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张", k=3))
    what = "".join(
        chance.choices("修造桥梁隧道机床电站铁路港口车间矿井船坞油田纺织钢厂", k=chance.randint(6, 20))
    )
    return f"{who}在{chance.randint(1949, 2020)}年参加了{what}，得到大家好评。"


def some_paragraphs() -> list[str]:
    chance = random.Random(7)
    return ["".join(sentence(chance) for _ in range(chance.randint(2, 7))) for _ in range(16)]


PARAGRAPHS = some_paragraphs()


def set_lines(paragraphs: list[str], width: float, indent: int) -> Iterator[str]:
    """Lines as a word processor sets them, paragraphs indented by full-width blanks, or else with a free line after."""
    for paragraph in paragraphs:
        text = "\u3000" * indent + paragraph
        line = ""
        for char in text:
            # No line begins with a mark.
            if pdfmetrics.stringWidth(line + char, FONT, SIZE) > width * SIZE and char not in "，。":
                yield line
                line = ""
            line += char
        yield line
        if not indent:
            yield ""


def made(paragraphs: list[str], frames: list[Frame], indent: int = 2, title: str = "") -> bytes:
    """A file of as many pages as are needed, with a header, and a footer that counts them."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    lines = iter(list(set_lines(paragraphs, frames[0][1], indent)))
    line: str | None = next(lines)
    page = 0
    while line is not None:
        page += 1
        canvas.setFont(FONT, 9)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 40, "某某大学学报 哲学版")
        canvas.drawCentredString(WIDTH / 2, 40, f"— {page} —")
        top = HEIGHT - 100
        if title and page == 1:
            canvas.setFont(FONT, 20)
            canvas.drawCentredString(WIDTH / 2, top, title)
            top -= 50
        canvas.setFont(FONT, SIZE)
        for left, _, count in frames:
            for row in range(count):
                if line is not None:
                    canvas.drawString(left, top - row * 18, line)
                    line = next(lines, None)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(folder: Path, data: bytes) -> Path:
    path = folder / "论文.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("frames", "indent"), [(ONE, 2), (ONE, 0), (TWO, 2)])
def test_paragraphs_are_whole_over_lines_columns_and_pages(
    tmp_path: Path, frames: list[Frame], indent: int
) -> None:
    corpus = read([write(tmp_path, made(PARAGRAPHS, frames, indent, title="劳动者的故事"))])
    assert [p.text for p in corpus.passages] == ["劳动者的故事", *PARAGRAPHS]
    assert corpus.documents[0].title == "劳动者的故事"
    places = [p.place for p in corpus.passages]
    assert places[0] == "第 1 页"
    assert any("～" in place for place in places)
    assert corpus.sources[0].encoding == "pdf"


def test_a_line_of_the_text_that_comes_back_at_its_place_stays(tmp_path: Path) -> None:
    # Every page ends with one sentence, and the next begins with its last words.
    paragraph = "他在这里修了三十年的桥，架过的桥有一百多座，每一座都安全可靠，无一返工。"
    frames: list[Frame] = [(72, paragraph.index("无"), 1)]
    texts = [p.text for p in read([write(tmp_path, made([paragraph] * 3, frames, indent=0))]).passages]
    assert "".join(texts) == paragraph * 3


def test_sentences_stay_whole_where_nothing_tells_paragraphs_apart(tmp_path: Path) -> None:
    # A column that ends with a sentence may end a paragraph or not: what counts is that no two are mixed.
    corpus = read([write(tmp_path, made(PARAGRAPHS, TWO, indent=0))])
    found = [s.text for p in corpus.passages for s in sentences(p)]
    assert found == [f"{s}。" for paragraph in PARAGRAPHS for s in paragraph.split("。") if s]


def test_every_passage_is_proved_by_the_extracted_text(tmp_path: Path) -> None:
    corpus = read([write(tmp_path, made(PARAGRAPHS, TWO))])
    for passage in corpus.passages:
        proof = evidence(corpus.documents[0], passage, 3, len(passage.text) - 3)
        assert rederive(corpus.sources[0].text, proof.spans) == passage.text[3:-3]


def test_words_numbers_notes_and_watermarks(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.saveState()
    canvas.translate(300, 300)
    canvas.rotate(90)
    canvas.setFont(FONT, 40)
    canvas.drawString(0, 0, "内部资料")
    canvas.restoreState()
    canvas.setFont(FONT, SIZE)
    canvas.drawString(96, 700, "他在一九七八年写成了一本书，名叫 Made in")
    canvas.drawString(72, 682, "China，印数超过三万册，读者遍及全国各个省区市。")
    canvas.setFont(FONT, 7)
    canvas.drawString(72 + 24 * SIZE, 687, "[12]")
    canvas.drawString(72, 80, "[12] 见某某出版社的新书目录。")
    canvas.showPage()
    canvas.save()
    assert [p.text for p in read([write(tmp_path, out.getvalue())]).passages] == [
        "他在一九七八年写成了一本书，名叫 Made in China，印数超过三万册，读者遍及全国各个省区市。",
        "[12] 见某某出版社的新书目录。",
    ]


def test_a_scan_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rect(50, 50, 400, 600, fill=1)
    canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableSource, match="扫描件"):
        read_source(write(tmp_path, out.getvalue()))


@pytest.mark.parametrize(
    ("user", "owner", "allowed", "reason"),
    [
        ("secret", "secret", UserAccessPermissions.all(), "密码"),
        ("", "secret", UserAccessPermissions.PRINT, "不允许提取"),
    ],
)
def test_a_locked_file_is_refused(
    tmp_path: Path, user: str, owner: str, allowed: UserAccessPermissions, reason: str
) -> None:
    writer = PdfWriter(PdfReader(io.BytesIO(made(PARAGRAPHS[:2], ONE))))
    writer.encrypt(user, owner, permissions_flag=allowed, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableSource, match=reason):
        read_source(write(tmp_path, out.getvalue()))


def test_broken_files_are_refused_and_never_half_read_as_another_thing(tmp_path: Path) -> None:
    data = made(PARAGRAPHS, ONE)
    for broken in (data[:400], b"%PDF-1.7\n" + bytes(5000), b"%PDF-1.7\n%%EOF"):
        with pytest.raises(UnreadableSource, match=r"论文\.pdf.*已损坏"):
            read_source(write(tmp_path, broken))


def test_too_many_pages_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(1001):
        canvas.showPage()
    canvas.save()
    with pytest.raises(UnreadableSource, match="1000 页"):
        read_source(write(tmp_path, out.getvalue()))


def test_a_page_that_unpacks_beyond_measure_is_refused(tmp_path: Path) -> None:
    bomb = zlib.compress(b"q Q " * 25_000_000, 9)  # 100 MB in 100 KB
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(bomb), bomb),
    ]
    body = b"%PDF-1.4\n" + b"".join(b"%d 0 obj\n%b\nendobj\n" % item for item in enumerate(objects, 1))
    with pytest.raises(UnreadableSource):
        read_source(write(tmp_path, body + b"trailer << /Root 1 0 R >>"))
