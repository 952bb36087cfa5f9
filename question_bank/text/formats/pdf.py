"""PDF files whose text can be taken: columns in reading order, running lines dropped, paragraphs over pages joined."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

from question_bank.text.formats.blocks import Block, Content, content_of
from question_bank.text.formats.pdf_lines import Page, Run, columns, without_running_lines
from question_bank.text.formats.pdf_paragraphs import paragraphs
from question_bank.text.refusal import UnreadableSource

SECONDS = 240
"""By the clock, for the whole file. The program ends itself after a minute's work; a busy machine may take longer."""

_PROGRAM = Path(__file__).with_name("pdf_runs.py")
_LEAST_TEXT = 5
"""Characters a page, on average. A scan may carry a stamp or a page number."""
_REFUSALS = {
    "password": "有密码保护，请去掉密码后再试",
    "forbidden": "不允许提取文字，请向作者要可以复制文字的文件",
    "broken": "已损坏，无法作为 PDF 打开",
    "heavy": "太复杂或已损坏，没能读完，请另存为简单的 PDF 再试",
    "pages": "超过 1000 页，请拆成较小的文件",
    "characters": "超过 300 万字，请拆成较小的文件",
}
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2E80, 0x2FE0),)}
"""Fonts often name a character by the radical that looks alike: ⼯ for 工."""


def read(data: bytes, path: Path) -> Content:
    """The paragraphs of a PDF, their place the page. Raise UnreadableSource when it is locked, broken, or a scan."""
    pages = _pages(data, path)
    text = "".join(run.text for page in pages for run in page.runs)
    if len(text) < _LEAST_TEXT * max(1, len(pages)):
        raise UnreadableSource(f"“{path}”里没有文字，可能是扫描件，请先做文字识别（OCR）再试。")
    if sum(map(_meaningless, text)) > 0.05 * len(text):
        raise UnreadableSource(f"“{path}”的字体没有说明文字，取出来的是乱码，请换一个文件。")
    kept = without_running_lines(pages)
    found = paragraphs([(page.number, columns(page)) for page in kept])
    return content_of((Block(b.text.translate(_RADICALS), b.kind, b.place) for b in found), "pdf")


def _meaningless(char: str) -> bool:
    return char == "\ufffd" or unicodedata.category(char) in ("Co", "Cn")


def _pages(data: bytes, path: Path) -> list[Page]:
    try:
        done = subprocess.run(  # noqa: S603 - our own program, and the file only as its input
            [sys.executable, "-I", str(_PROGRAM)],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _refusal("heavy", path) from None
    if done.returncode or not done.stdout:
        raise _refusal("heavy", path)
    lines: list[Any] = [json.loads(line) for line in done.stdout.splitlines()]
    for answer in (lines[0], lines[-1]):
        if isinstance(answer, str):
            raise _refusal(answer, path)
    return [
        Page(number, height, tuple(Run(*run) for run in runs))
        for number, (_, height, runs) in enumerate(lines[1:], 1)
    ]


def _refusal(reason: str, path: Path) -> UnreadableSource:
    return UnreadableSource(f"“{path}”{_REFUSALS[reason]}。")
