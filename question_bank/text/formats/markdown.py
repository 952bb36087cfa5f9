"""Markdown: headings, paragraphs and items of lists, their marks taken off; code, tables and raw HTML left out.

A line end inside a paragraph means little in Markdown: it joins only lines that were set to a width, or that end
within a clause. Lines that each end a sentence, or are short, stay apart, so that no two of them become one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from question_bank.text.decoding import decode, require_text
from question_bank.text.formats.blocks import Block, Content, Kind, content_of
from question_bank.text.layout import line_width
from question_bank.text.refusal import UnreadableSource
from question_bank.text.shapes import closed

_LIMIT = 4_000_000
"""Characters. The parser needs some seconds a million, half a minute for a hostile one."""
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:.*\r?\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
# `**“劳动”**是`: beside punctuation the parser takes the closing mark for text.
_STRAY_MARKS = re.compile(r"\*\*+|(?<!\w)__|__(?!\w)|~~")
_CONTINUES = re.compile(r"[，、（“‘《〈「『,(]$")
_WORD_END = re.compile(r"[A-Za-z0-9,.;:!?]$")
_LEAST_WIDTH = 18


def read(data: bytes, path: Path) -> Content:
    """The paragraphs of a Markdown file, their place the line in it. Raise UnreadableSource for what is no text."""
    text, encoding = decode(data, path)
    require_text(text, path)
    if len(text) > _LIMIT:
        raise UnreadableSource(f"“{path}”超过 {_LIMIT // 10_000} 万字，请拆成较小的文件。")
    front = _FRONT_MATTER.match(text)
    # Kept as empty lines, so that the numbers of the lines stay those of the file.
    body = "\n" * text[: front.end()].count("\n") + text[front.end() :] if front else text
    tokens = MarkdownIt("commonmark").enable("table").parse(body)
    return content_of(_blocks(tokens), encoding)


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    """Only tables and code have no token `inline` of their own to read, or are passed over."""
    depth = 0
    lists = 0
    kind = Kind.PARAGRAPH
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            depth += token.nesting
        elif token.type in ("list_item_open", "list_item_close"):
            lists += token.nesting
        elif token.type in ("heading_open", "heading_close"):
            kind = Kind.HEADING if token.nesting == 1 else Kind.PARAGRAPH
        elif token.type == "inline" and not depth and token.map:
            here = Kind.ITEM if lists and kind is Kind.PARAGRAPH else kind
            for offset, text in _paragraphs(_lines(token.children or [])):
                yield Block(text, here, f"第 {token.map[0] + offset + 1} 行")


def _lines(children: list[Token]) -> list[str]:
    """The lines of a paragraph without their marks. Links keep their text, pictures leave none."""
    lines = [""]
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            lines.append("")
        elif child.type in ("text", "code_inline", "text_special"):
            lines[-1] += child.content if child.type == "code_inline" else _STRAY_MARKS.sub("", child.content)
        elif child.type == "html_inline" and child.content.lower().startswith("<br"):
            lines.append("")
    return lines


def _paragraphs(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Lines joined where they run on, each with the number of its first line within the block."""
    widest = max(line_width(line) for line in lines)
    start, text = 0, lines[0].strip()
    for number, line in enumerate(lines[1:], 1):
        last, bare = lines[number - 1].strip(), line.strip()
        set_to_width = line_width(last) >= max(_LEAST_WIDTH, 0.8 * widest) and not closed(last)
        if bare and (set_to_width or _CONTINUES.search(last)):
            space = " " if _WORD_END.search(last) and bare[0].isascii() and bare[0].isalnum() else ""
            text += space + bare
        else:
            yield start, text
            start, text = number, bare
    yield start, text
