"""From files to documents and repaired passages, every character mapped to its place in the file.

`read(paths)` is the door: files and folders in, a Corpus out. `sentences`, `clauses` and `evidence` work on its
passages; `rederive` reads a quotation back from a source. Whatever cannot be read raises UnreadableSource.
"""

from __future__ import annotations

from question_bank.text.corpus import Corpus, read
from question_bank.text.normalise import rederive
from question_bank.text.reading import read_source
from question_bank.text.refusal import UnreadableSource
from question_bank.text.sentences import Sentence, clauses, evidence, raw_spans, sentences

__all__ = [
    "Corpus",
    "Sentence",
    "UnreadableSource",
    "clauses",
    "evidence",
    "raw_spans",
    "read",
    "read_source",
    "rederive",
    "sentences",
]
