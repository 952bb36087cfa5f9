"""Checking a finished bank against its sources: every quotation re-derived, every question sound by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from question_bank.facts.reading import is_balanced
from question_bank.model import Bank, Question, QuestionType
from question_bank.normal_form import normal_form
from question_bank.questions.draft import CLOZE_BLANK, ONE_BLANK
from question_bank.text import UnreadableSource, read_source, rederive


@dataclass(frozen=True, slots=True)
class Report:
    """Problems as sentences for the user, and how many quotations were compared with their source."""

    problems: tuple[str, ...]
    quotes: int


def check(bank: Bank, folders: Iterable[Path]) -> Report:
    """Check all questions; quotations only of the sources that lie in one of the folders, unchanged."""
    texts = _texts(bank, tuple(folders))
    problems: list[str] = []
    quotes = 0
    for question in bank.questions:
        problems += [f"题目{question.id}：{problem}。" for problem in _structure(question)]
        for evidence in question.evidence:
            text = texts.get(evidence.source)
            if text is None:
                continue
            quotes += 1
            if evidence.spans[-1][1] > len(text) or rederive(text, evidence.spans) != evidence.quote:
                problems.append(f"题目{question.id}：引文“{evidence.quote}”与原文{evidence.source}不符。")
    return Report(tuple(problems), quotes)


def _texts(bank: Bank, folders: tuple[Path, ...]) -> dict[str, str]:
    """The raw texts of the bank's sources, as far as they are at hand and have not changed."""
    found: dict[str, str] = {}
    for source in bank.sources:
        for folder in folders:
            path = folder / Path(source.name).name
            if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
                continue
            try:
                found[source.name] = read_source(path).text
            except UnreadableSource:
                continue
            break
    return found


def _structure(question: Question) -> list[str]:
    """What is wrong with a question as it stands, source or no source."""
    problems = []
    if not is_balanced(question.stem.replace(ONE_BLANK, "")):
        problems.append("题干的引号或括号不成对")
    if question.options and len({normal_form(o) or o for o in question.options}) != len(question.options):
        problems.append("选项有重复")
    if question.type is QuestionType.SINGLE_CHOICE and question.stem.count(ONE_BLANK) > 1:
        problems.append("题干的空不止一个")
    if question.type is QuestionType.CLOZE:
        blanks = question.stem.count(CLOZE_BLANK)
        if isinstance(question.key, tuple) and blanks != len(question.key):
            problems.append(f"题干有{blanks}个空，答案却有{len(question.key)}个")
    if question.type is QuestionType.TRUE_FALSE and question.key is False and not question.correction:
        problems.append("错误的判断题没有改正")
    if not question.evidence:
        problems.append("没有出处")
    return problems
