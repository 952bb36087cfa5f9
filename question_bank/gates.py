"""Every check that a question must pass. Each has a reason; the build counts what it refused by reason."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from question_bank.facts.finding import Answer
from question_bank.facts.reading import is_balanced
from question_bank.facts.wholeness import is_suspicious
from question_bank.lexicon.words import LEADING_ANAPHORA
from question_bank.model import Passage, QuestionType
from question_bank.normal_form import normal_form
from question_bank.questions.draft import CLOZE_BLANK, ONE_BLANK, Draft

LEAST_HAN = 9
LEAST_HAN_WITH_NUMBER = 11
LONGEST_STEM = 92
LONGEST_BLANK = 24
LEAST_CONFIDENCE = 0.8


class Reason(StrEnum):
    """Why a question was refused."""

    LOW_CONFIDENCE = "low_confidence"
    KEY_NOT_VERBATIM = "key_not_verbatim"
    TOUCHES_GAP = "touches_gap"
    OPTIONS_ALIKE = "options_alike"
    OPTION_IN_OPTION = "option_in_option"
    SECOND_RIGHT = "second_right"
    KEY_IN_STEM = "key_in_stem"
    OPTION_IN_STEM = "option_in_stem"
    LENGTH_BETRAYS = "length_betrays"
    MORPHEME_BETRAYS = "morpheme_betrays"
    STEM_TOO_SHORT = "stem_too_short"
    STEM_TOO_LONG = "stem_too_long"
    LEADING_PRONOUN = "leading_pronoun"
    DANGLING_REFERENCE = "dangling_reference"
    UNBALANCED = "unbalanced"
    BLANKS = "blanks"
    BLANK_TOO_LONG = "blank_too_long"
    APPROXIMATOR_OUTSIDE = "approximator_outside"
    MARKUP = "markup"
    SUSPICIOUS_WORDING = "suspicious_wording"
    DUPLICATE = "duplicate"
    CONTAINED = "contained"
    LEAKS_ANSWER = "leaks_answer"
    UNBALANCED_TRUTH = "unbalanced_truth"
    TOO_MANY_PER_FACT = "too_many_per_fact"


_PRONOUN_START = re.compile(r"^(?:他们|她们|它们|他|她|它|这|那|其|该|此)")
_LABEL = re.compile(r"^(?:根据|据|[^，]{0,40}?(?:指出|决定))[^，]*，")
_DANGLING = re.compile(r"其中|这些|上述|前者|后者|该(?:村|厂|站|校|公司|市|县|国|地)")
_APPROXIMATORS = "近约超逾"
_MARKUP = re.compile(r"[<>\\{}]|&[a-z]+;|\ufffd")
_BROKEN = re.compile(r"(?:的的|了了|，，|、、|。。|，。|、。|，、)")


def refuse(draft: Draft) -> Reason | None:
    """The first reason to refuse a draft; None when it passes."""
    return next((reason for reason, failed in _CHECKS if failed(draft)), None)


def _low_confidence(draft: Draft) -> bool:
    return draft.finding.fact.confidence < LEAST_CONFIDENCE


def _key_not_verbatim(draft: Draft) -> bool:
    """The answer stands in the passage at its place; for a name that replaced a pronoun, in the proof of it."""
    ask = draft.ask
    text = ask.context.passage.text
    for (start, end), group in zip(ask.blanks, ask.accepted, strict=True):
        if text[start:end] != group[0] and ask.answer is not Answer.NAME:
            return True
    if draft.type is QuestionType.FLASHCARD:
        return not isinstance(draft.key, str) or draft.key not in text
    return draft.ask.context.quote not in text


def _touches_gap(draft: Draft) -> bool:
    passage: Passage = draft.ask.context.passage
    start, end = draft.ask.context.quoted or (draft.ask.context.start, draft.ask.context.end)
    return (passage.lost_start and start == 0) or (passage.lost_end and end == len(passage.text))


def _options_alike(draft: Draft) -> bool:
    return len({normal_form(option) for option in draft.options}) != len(draft.options)


def _option_in_option(draft: Draft) -> bool:
    return any(a != b and a in b for a in draft.options for b in draft.options)


def _second_right(draft: Draft) -> bool:
    """A wrong option that the ask accepts, or that the extractor says is right too."""
    if not draft.options or not isinstance(draft.key, tuple):
        return False
    right = draft.options[int(str(draft.key[0]))]
    refused = {normal_form(t) for group in draft.ask.accepted for t in group} | {
        normal_form(t) for t in draft.ask.taboo
    }
    if "不属于" in draft.stem:
        return normal_form(right) in refused
    return any(normal_form(option) in refused for option in draft.options if option != right)


def _key_in_stem(draft: Draft) -> bool:
    if draft.type is QuestionType.TRUE_FALSE:
        return False
    if draft.type is QuestionType.FLASHCARD:
        return isinstance(draft.key, str) and draft.key in draft.stem
    if "不属于" in draft.stem:
        return False
    return any(
        group[0] in draft.stem.replace(CLOZE_BLANK, "\n").replace(ONE_BLANK, "\n")
        for group in draft.ask.accepted
        if not group[0].isdigit() or re.search(rf"(?<![\d.]){re.escape(group[0])}(?![\d.])", draft.stem)
    )


def _option_in_stem(draft: Draft) -> bool:
    return draft.ask.answer not in (Answer.NUMBER, Answer.YEAR) and any(
        o in draft.stem for o in draft.options
    )


def _length_betrays(draft: Draft) -> bool:
    """The key far longer or shorter than all the others; names are as long as they are."""
    if not draft.options or draft.ask.answer is Answer.NAME or not isinstance(draft.key, tuple):
        return False
    place = int(str(draft.key[0]))
    key = len(draft.options[place])
    others = [len(option) for i, option in enumerate(draft.options) if i != place]
    return key > 2 * max(others) or key * 2 < min(others)


def _morpheme_betrays(draft: Draft) -> bool:
    """The key alone shares a word with the stem next to the blank, as all items of its list do."""
    if not draft.options or draft.ask.answer is not Answer.MEMBER or not isinstance(draft.key, tuple):
        return False
    key = draft.options[int(str(draft.key[0]))]
    tail = key[-2:]
    shared = sum(member.endswith(tail) for member in draft.finding.members)
    if shared < 2 or "属于" in draft.stem:
        return False
    return not any(option.endswith(tail) for option in draft.options if option != key)


def _stem_too_short(draft: Draft) -> bool:
    """Too little is said to know what is asked, in all or beside the label.

    A number in a bare clause (某某行程____公里) lacks its time or occasion; a demand without a subject
    (要以____为己任) fits anything.
    """
    body = _LABEL.sub("", draft.stem, count=1)
    card = draft.type is QuestionType.FLASHCARD
    least = 5
    if draft.ask.answer is Answer.NUMBER and body == draft.stem:
        least = LEAST_HAN_WITH_NUMBER
    elif body.startswith("要"):
        least = LEAST_HAN
    return _han(body) < least or _han(draft.stem) < (5 if card else LEAST_HAN)


def _han(text: str) -> int:
    return sum("\u4e00" <= character <= "\u9fff" for character in text)


def _stem_too_long(draft: Draft) -> bool:
    return len(draft.stem) > LONGEST_STEM


def _leading_pronoun(draft: Draft) -> bool:
    body = _LABEL.sub("", draft.stem, count=1)
    return bool(_PRONOUN_START.match(draft.stem) or _PRONOUN_START.match(body)) or draft.stem.startswith(
        tuple(a for a in LEADING_ANAPHORA if len(a) > 1)
    )


def _dangling_reference(draft: Draft) -> bool:
    """其中 and the like, with no clause before them in the statement that they could point at."""
    body = _LABEL.sub("", draft.stem, count=1)
    match = _DANGLING.search(body)
    return bool(match) and "，" not in body[: match.start() if match else 0]


def _unbalanced(draft: Draft) -> bool:
    texts = (draft.stem.replace(ONE_BLANK, ""), draft.correction, *draft.options)
    return not all(map(is_balanced, texts))


def _blanks(draft: Draft) -> bool:
    if draft.type is QuestionType.SINGLE_CHOICE:
        return draft.stem.count(ONE_BLANK) != 1
    if draft.type is QuestionType.CLOZE:
        return draft.stem.count(CLOZE_BLANK) != len(draft.ask.blanks)
    return CLOZE_BLANK in draft.stem or ONE_BLANK in draft.stem


def _blank_too_long(draft: Draft) -> bool:
    return draft.type is QuestionType.CLOZE and any(
        len(group[0]) > LONGEST_BLANK for group in draft.ask.accepted
    )


def _approximator_outside(draft: Draft) -> bool:
    """近____米 in a cloze: the qualifier must stand inside the blank, or the bare number would be called wrong."""
    if draft.ask.answer is not Answer.NUMBER or draft.type is not QuestionType.CLOZE:
        return False
    return any(
        mark in draft.stem
        and draft.stem[draft.stem.index(mark) - 1 : draft.stem.index(mark)] in tuple(_APPROXIMATORS)
        for mark in (CLOZE_BLANK, ONE_BLANK)
    )


def _markup(draft: Draft) -> bool:
    return any(
        _MARKUP.search(text) for text in (draft.stem, draft.correction, draft.explanation, *draft.options)
    )


def _suspicious_wording(draft: Draft) -> bool:
    """Doubled particles and marks: signs of text that was lost or pasted."""
    return bool(_BROKEN.search(draft.stem)) or is_suspicious(draft.ask.context.quote)


_CHECKS: tuple[tuple[Reason, Callable[[Draft], bool]], ...] = (
    (Reason.LOW_CONFIDENCE, _low_confidence),
    (Reason.KEY_NOT_VERBATIM, _key_not_verbatim),
    (Reason.TOUCHES_GAP, _touches_gap),
    (Reason.OPTIONS_ALIKE, _options_alike),
    (Reason.OPTION_IN_OPTION, _option_in_option),
    (Reason.SECOND_RIGHT, _second_right),
    (Reason.KEY_IN_STEM, _key_in_stem),
    (Reason.OPTION_IN_STEM, _option_in_stem),
    (Reason.LENGTH_BETRAYS, _length_betrays),
    (Reason.MORPHEME_BETRAYS, _morpheme_betrays),
    (Reason.STEM_TOO_SHORT, _stem_too_short),
    (Reason.STEM_TOO_LONG, _stem_too_long),
    (Reason.LEADING_PRONOUN, _leading_pronoun),
    (Reason.DANGLING_REFERENCE, _dangling_reference),
    (Reason.UNBALANCED, _unbalanced),
    (Reason.BLANKS, _blanks),
    (Reason.BLANK_TOO_LONG, _blank_too_long),
    (Reason.APPROXIMATOR_OUTSIDE, _approximator_outside),
    (Reason.MARKUP, _markup),
    (Reason.SUSPICIOUS_WORDING, _suspicious_wording),
)
