"""Sources, documents and passages together, the same whatever the order of the paths."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from question_bank.model import Document, Passage, Source, Span
from question_bank.text.formats import SUFFIXES, readable
from question_bank.text.lines import lines_of
from question_bank.text.manifest import Entry, read_manifest
from question_bank.text.normalise import normalise
from question_bank.text.reading import Reading, read_file
from question_bank.text.refusal import UnreadableSource
from question_bank.text.repair import Paragraph, repair, surroundings
from question_bank.text.structured import paragraphs as structured

_LINE = re.compile("\r\n|[\n\r]|\\Z")
_TITLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Corpus:
    """What was read. Passages are in the order of their documents, documents in that of their sources."""

    sources: tuple[Source, ...]
    documents: tuple[Document, ...]
    passages: tuple[Passage, ...]

    def document_of(self, passage: Passage) -> Document:
        """The document that a passage belongs to."""
        return next(d for d in self.documents if d.id == passage.document)


def read(paths: Iterable[Path]) -> Corpus:
    """Read files of the known formats, and folders of them, with the manifests beside them.

    Deterministic and independent of the order of `paths`; a file given twice, or a copy of it, counts once.
    Raise UnreadableSource, naming the file, when one of them cannot be used.
    """
    found = _sources(paths)
    documents: list[Document] = []
    passages: list[Passage] = []
    taken: Counter[str] = Counter()
    for reading, entries in found:
        source = reading.source
        paragraphs_of = _paragraphs_of(reading)
        for entry, span in _places(source, entries):
            paragraphs = paragraphs_of(span)
            if not paragraphs:
                continue
            identity = _identity(paragraphs)
            taken[identity] += 1
            if taken[identity] > 1:  # the same article in two sources
                identity = f"{identity}-{taken[identity]}"
            documents.append(_document(identity, source, entry, span, paragraphs))
            passages.extend(_passages(identity, paragraphs))
    return Corpus(tuple(reading.source for reading, _ in found), tuple(documents), tuple(passages))


def _paragraphs_of(reading: Reading) -> Callable[[Span], list[Paragraph]]:
    """How to find the paragraphs of a span: repaired where the file is plain text, else as its format tells them."""
    normalised, blocks = normalise(reading.source.text), reading.blocks
    if blocks is not None:
        return lambda span: structured(lines_of(normalised, span), blocks)
    around = surroundings(lines_of(normalised, (0, len(reading.source.text))))
    return lambda span: repair(lines_of(normalised, span), around)


def _sources(paths: Iterable[Path]) -> list[tuple[Reading, list[Entry]]]:
    files = sorted({file.resolve() for path in paths for file in _files(Path(path))})
    if not files:
        raise UnreadableSource("没有给出任何文本文件。")
    read_once: dict[str, tuple[Reading, list[Entry], Path]] = {}
    for file in files:
        reading = read_file(file)
        entries = [entry for entry in read_manifest(file.parent) if entry.file == file.name]
        known = read_once.get(reading.source.sha256)
        # Of copies the one that a manifest describes stays; else the first name.
        if (
            known is None
            or (entries and not known[1])
            or (bool(entries) == bool(known[1]) and file.name < known[0].source.name)
        ):
            read_once[reading.source.sha256] = (reading, entries, file)
    names = Counter(reading.source.name for reading, _, _ in read_once.values())
    result = [
        (_named(reading, file) if names[reading.source.name] > 1 else reading, entries)
        for reading, entries, file in read_once.values()
    ]
    return sorted(result, key=lambda r: (r[0].source.name, r[0].source.sha256))


def _named(reading: Reading, file: Path) -> Reading:
    source = reading.source
    return replace(reading, source=replace(source, name=f"{file.parent.name}/{source.name}"))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(p for p in path.iterdir() if readable(p))
    if not files:
        raise UnreadableSource(f"文件夹“{path}”里没有可读的文件（{'、'.join(SUFFIXES)}）。")
    return files


def _places(source: Source, entries: list[Entry]) -> list[tuple[Entry | None, Span]]:
    if not entries:
        return [(None, (0, len(source.text)))]
    ends = [m.end() for m in _LINE.finditer(source.text)]
    starts = [0, *ends]
    places: list[tuple[Entry | None, Span]] = []
    for entry in sorted(entries, key=lambda e: e.lines or (0, 0)):
        first, last = entry.lines or (1, len(ends))
        if last > len(ends):
            raise UnreadableSource(
                f"清单说“{entry.title}”到第 {last} 行，而“{source.name}”只有 {len(ends)} 行。"
            )
        places.append((entry, (starts[first - 1], ends[last - 1])))
    return places


def _identity(paragraphs: list[Paragraph]) -> str:
    content = "\n".join(paragraph.text for paragraph in paragraphs)
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _document(
    identity: str, source: Source, entry: Entry | None, span: Span, paragraphs: list[Paragraph]
) -> Document:
    if entry:
        return Document(identity, source.name, entry.title, entry.author, entry.date, entry.publisher, span)
    heading = next((p.text for p in paragraphs if p.heading and len(p.text) <= _TITLE_LENGTH), "")
    return Document(identity, source.name, heading or Path(source.name).stem, "", "", "", span)


def _passages(document: str, paragraphs: list[Paragraph]) -> Iterable[Passage]:
    for index, p in enumerate(paragraphs):
        yield Passage(document, index, p.text, p.offsets, p.heading, p.lost_start, p.lost_end, p.place)
