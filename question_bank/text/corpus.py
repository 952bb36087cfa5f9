"""Sources, documents and passages together, the same whatever the order of the paths."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from question_bank.model import Document, Passage, Source, Span
from question_bank.text.lines import lines_of
from question_bank.text.manifest import Entry, read_manifest
from question_bank.text.normalise import normalise
from question_bank.text.reading import UnreadableSource, read_source
from question_bank.text.repair import Paragraph, repair, surroundings

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
    """Read text files, and folders of `.txt` files, with the manifests beside them.

    Deterministic and independent of the order of `paths`; a file given twice, or a copy of it, counts once.
    Raise UnreadableSource, naming the file, when one of them cannot be used.
    """
    found = _sources(paths)
    documents: list[Document] = []
    passages: list[Passage] = []
    taken: Counter[str] = Counter()
    for source, entries in found:
        normalised = normalise(source.text)
        around = surroundings(lines_of(normalised, (0, len(source.text))))
        for entry, span in _places(source, entries):
            paragraphs = repair(lines_of(normalised, span), around)
            if not paragraphs:
                continue
            identity = _identity(paragraphs)
            taken[identity] += 1
            if taken[identity] > 1:  # the same article in two sources
                identity = f"{identity}-{taken[identity]}"
            documents.append(_document(identity, source, entry, span, paragraphs))
            passages.extend(_passages(identity, paragraphs))
    return Corpus(tuple(source for source, _ in found), tuple(documents), tuple(passages))


def _sources(paths: Iterable[Path]) -> list[tuple[Source, list[Entry]]]:
    files = sorted({file.resolve() for path in paths for file in _files(Path(path))})
    if not files:
        raise UnreadableSource("没有给出任何文本文件。")
    read_once: dict[str, tuple[Source, list[Entry], Path]] = {}
    for file in files:
        source = read_source(file)
        entries = [entry for entry in read_manifest(file.parent) if entry.file == file.name]
        known = read_once.get(source.sha256)
        # Of copies the one that a manifest describes stays; else the first name.
        if (
            known is None
            or (entries and not known[1])
            or (bool(entries) == bool(known[1]) and file.name < known[0].name)
        ):
            read_once[source.sha256] = (source, entries, file)
    names = Counter(source.name for source, _, _ in read_once.values())
    result = [
        (replace(s, name=f"{file.parent.name}/{s.name}") if names[s.name] > 1 else s, entries)
        for s, entries, file in read_once.values()
    ]
    return sorted(result, key=lambda r: (r[0].name, r[0].sha256))


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    files = sorted(p for p in path.iterdir() if p.suffix.lower() == ".txt")
    if not files:
        raise UnreadableSource(f"文件夹“{path}”里没有 .txt 文件。")
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
        yield Passage(document, index, p.text, p.offsets, p.heading, p.lost_start, p.lost_end)
