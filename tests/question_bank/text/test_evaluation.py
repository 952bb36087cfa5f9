"""The seed, damage by damage, and texts of other hands. Skipped where the evaluation data is not at hand."""

import bisect
import json
import os
import random
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from question_bank.text import Corpus, read, rederive
from question_bank.text.lines import lines_of
from question_bank.text.normalise import normalise
from question_bank.text.repair import repair, surroundings

ROOT = Path(__file__).parents[3]
DATA = Path(os.environ.get("ZHIXIN_EVALUATION", ROOT.parent / "shared" / "evaluation"))
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no evaluation data at {DATA}")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return read([ROOT / "seeds"])


@pytest.fixture(scope="module")
def damages() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / "seed_damage.jsonl").read_text("utf-8").splitlines()]


def raw_line(corpus: Corpus, number: int) -> range:
    """The raw offsets of a line of the seed, from 1."""
    lines = corpus.sources[0].text.split("\n")
    start = sum(len(line) + 1 for line in lines[: number - 1])
    return range(start, start + len(lines[number - 1]))


def test_exactly_the_cuts_that_can_be_joined_are_joined(
    corpus: Corpus, damages: list[dict[str, Any]]
) -> None:
    expected = {tuple(d["lines"]) for d in damages if d["kind"] in {"cut-joinable", "heading-split"}}
    text = corpus.sources[0].text
    joined: set[tuple[int, int]] = set()
    for passage in corpus.passages:
        numbers = sorted({text.count("\n", 0, offset) + 1 for offset in passage.offsets})
        joined.update(pairwise(numbers))
    assert joined == expected
    for damage in damages:
        if damage["kind"] in {"cut-joinable", "heading-split"}:
            assert sum(damage["repair"].rstrip("。") in p.text for p in corpus.passages) == 1


def test_every_loss_is_marked_where_it_is(corpus: Corpus, damages: list[dict[str, Any]]) -> None:
    for damage in damages:
        before, after = damage["lines"][0], damage["lines"][-1]
        ends = next((p for p in corpus.passages if p.offsets[-1] in raw_line(corpus, before)), None)
        starts = next((p for p in corpus.passages if p.offsets[0] in raw_line(corpus, after)), None)
        match damage["kind"]:
            case "gap-lost-text":
                # A copy that stood at the loss is gone: then the mark is on the passage after it.
                assert (ends and ends.lost_end) or (starts and starts.lost_start) or before == 135, damage[
                    "note"
                ]
            case "lost-beginning":
                assert starts, damage["note"]
                assert starts.lost_start, damage["note"]
            case "lost-end" if before != 177:  # there the last sentence is whole
                assert ends, damage["note"]
                assert ends.lost_end, damage["note"]


def test_the_copy_is_gone_and_odd_characters_are_normal(corpus: Corpus) -> None:
    texts = [p.text for p in corpus.passages]
    assert len(set(texts)) == len(texts) - 3  # 同志们！ three times and the date line twice
    everything = "\n".join(texts)
    for gone in ("級", "(", ")", "<", "</p"):
        assert gone not in everything
    assert everything.count("（2020年11月24日）") == 2
    for passage in corpus.passages:
        spans = tuple((offset, offset + 1) for offset in passage.offsets)
        assert rederive(corpus.sources[0].text, spans) == passage.text


@pytest.mark.parametrize("file", sorted((DATA / "texts").glob("*.txt")), ids=lambda p: p.stem)
def test_a_whole_text_has_nothing_joined_and_nothing_marked(file: Path) -> None:
    corpus = read([file])
    for passage in corpus.passages:
        assert not passage.lost_start, passage.text
        assert not passage.lost_end, passage.text
        assert "\n" not in corpus.sources[0].text[passage.offsets[0] : passage.offsets[-1]], passage.text


def test_texts_cut_at_random_are_joined_with_few_mistakes() -> None:
    """Three cuts in ten paragraphs, text lost at a quarter of them: of the joins 95 in 100 must be right."""
    right = wrong = cuts = 0
    for seed, file in enumerate(sorted((DATA / "texts").glob("*.txt")) * 2):
        lines, truth = _damaged(file.read_text("utf-8"), random.Random(seed))
        raw = "\n".join(lines)
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        found = lines_of(normalise(raw), (0, len(raw)))
        for paragraph in repair(found, surroundings(found)):
            numbers = sorted({bisect.bisect_right(starts, offset) - 1 for offset in paragraph.offsets})
            for number in numbers[:-1]:
                right += truth[number] == "cut"
                wrong += truth[number] != "cut"
        cuts += truth.count("cut")
    assert right >= 0.5 * cuts
    assert wrong <= 0.05 * (right + wrong)


def _damaged(text: str, rng: random.Random) -> tuple[list[str], list[str]]:
    """Lines, and for each what separates it from the next: `cut`, `gap` or `end`."""
    lines: list[str] = []
    truth: list[str] = []
    for paragraph in filter(None, text.split("\n")):
        if len(paragraph) > 60 and rng.random() < 0.3:
            cut = rng.randrange(12, len(paragraph) - 12)
            lost = rng.randrange(4, 50) if rng.random() < 0.25 else 0
            rest = paragraph[cut + lost :] if cut + lost < len(paragraph) - 8 else paragraph[cut:]
            lines += [paragraph[:cut], rest]
            truth += ["cut" if cut + len(rest) == len(paragraph) else "gap", "end"]
        else:
            lines.append(paragraph)
            truth.append("end")
    return lines, truth
