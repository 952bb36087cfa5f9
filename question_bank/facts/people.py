"""People: who is introduced where, by what post, and whom a pronoun means.

A name counts only where a sentence introduces it: N是…POST, ORG…POST+N, N，ORG…POST, 他叫N, N说. From then on every
occurrence in the document is that person. A pronoun is resolved only where one person alone has been named since
the last heading or loss.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass

from question_bank.lexicon.names import is_name, name_at
from question_bank.lexicon.segment import boundaries, frequency, tag
from question_bank.lexicon.words import ORGANISATIONS, POSTS, REPORTING, SINGULAR_PRONOUNS
from question_bank.model import Passage

_OFTEN = 4
_PORTRAIT = 3  # passages
_MOSTLY = 0.7
_WORD = (
    50  # dictionary counts; two characters seen together this often are a word, so no name ends between them
)
_POST = "|".join(sorted(POSTS, key=len, reverse=True))
_AFTER_POST = re.compile(rf"(?:{_POST})(?=[\u4e00-\u9fff])")
_CALLED = re.compile(
    r"[他她]叫(?=[\u4e00-\u9fff])|名叫(?=[\u4e00-\u9fff])|[他她]就是[\u4e00-\u9fff]{2,14}的(?=[\u4e00-\u9fff])|——(?=[\u4e00-\u9fff])|授予(?=[\u4e00-\u9fff])|说这话的是"
)
_START = re.compile(r"(?:^|[。！？；，”])")
_AFTER_NAME = re.compile(
    rf"(?:是(?:[^，。；！？]{{0,30}})(?:{_POST}|第一人|人物)|，[^，。；！？]{{2,30}}(?:{_POST})[，。]|(?:也是|就是)[^，。；]{{0,20}}|(?:{'|'.join(REPORTING)})[，：:。]|爱|和团队|和他的|和她的|等\d)"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A person's name at a place of a passage."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class People:
    """All people of one document, by passage index."""

    names: frozenset[str]
    mentions: dict[int, tuple[Mention, ...]]
    current: dict[int, str]
    """Who a pronoun at the start of the passage means; no entry where nobody does for certain."""
    portraits: frozenset[str] = frozenset()
    """Those of whom several passages of running text speak."""

    def portrayed(self, passage: Passage) -> str:
        """The person whose portrait a passage belongs to: the only one named in it or just before, and named often."""
        here = {m.name for m in self.mentions.get(passage.index, ())}
        name = next(iter(here)) if len(here) == 1 else "" if here else self.current.get(passage.index, "")
        return name if name in self.portraits else ""

    def meant_by(self, passage: Passage, place: int) -> str:
        """The person that a pronoun at `place` means, or nothing."""
        before = [m for m in self.mentions.get(passage.index, ()) if m.end <= place]
        if before:
            named = {m.name for m in before}
            return before[-1].name if len(named) == 1 else ""
        return self.current.get(passage.index, "")


def find_names(passages: tuple[Passage, ...]) -> frozenset[str]:
    """The names that any of the passages introduces, or uses again and again as a subject."""
    texts = [passage.text for passage in passages if not passage.heading]
    names = set[str]().union(*map(_introduced, texts), _repeated(texts))
    return frozenset(name for name in names if not any(name != n and name in n and "·" in n for n in names))


def find_people(passages: tuple[Passage, ...], names: frozenset[str]) -> People:
    """Where the named people stand in one document, and whom a pronoun means."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    mentions: dict[int, tuple[Mention, ...]] = {}
    current: dict[int, str] = {}
    since: list[str] = []
    for passage in passages:
        here = _mentions(passage.text, ordered)
        mentions[passage.index] = here
        if passage.heading or passage.lost_start:
            since = []
        if passage.heading:
            continue
        if len(set(since)) == 1:
            current[passage.index] = since[-1]
        opening = [m.name for m in here]
        if opening:
            # A passage that opens on somebody new begins a portrait of its own.
            since = opening if opening[0] not in since else since + opening
        if passage.lost_end:
            since = []
    present = frozenset(m.name for found in mentions.values() for m in found)
    running = {p.index for p in passages if not p.heading and "。" in p.text}
    told = Counter(name for i, found in mentions.items() if i in running for name in {m.name for m in found})
    introduced = set[str]().union(*(_introduced(p.text) for p in passages if not p.heading))
    portraits = frozenset(name for name, count in told.items() if count >= _PORTRAIT and name in introduced)
    return People(present, mentions, current, portraits)


def _repeated(texts: list[str]) -> set[str]:
    """Strings that look like names and open a clause more than once, and stand in the texts often."""
    opening: Counter[str] = Counter()
    for text in texts:
        for match in _START.finditer(text):
            opening.update(
                {
                    text[match.end() : match.end() + k]
                    for k in (2, 3)
                    if is_name(text[match.end() : match.end() + k])
                }
            )
    whole = "\n".join(texts)
    found: set[str] = set()
    for name in sorted((n for n, count in opening.items() if count > 1), key=len, reverse=True):
        count = whole.count(name)
        shorter = whole.count(name[:-1]) if len(name) > 2 else count
        following = Counter(m.group(1) for m in re.finditer(re.escape(name) + "(.)", whole))
        if following and max(following.values()) >= _MOSTLY * count:
            continue  # a piece of something longer
        if (
            count >= _OFTEN
            and count >= _MOSTLY * shorter
            and (not frequency(name) or tag(name).startswith("nr"))
            and not any(name in n for n in found)
        ):
            found.add(name)
    return found


def _introduced(text: str) -> set[str]:
    found: set[str] = set()
    for match in _CALLED.finditer(text):
        end = name_at(text, match.end())
        while end > match.end() and not _may_end(text, match.end(), end):
            end = _shorter(text, match.end(), end)
        if end > match.end():
            found.add(text[match.end() : end])
    for match in _AFTER_POST.finditer(text):
        for end in range(min(len(text), match.end() + 3), match.end() + 1, -1):
            name = text[match.end() : end]
            if is_name(name) and _may_end(text, match.end(), end):
                found.add(name)
                break
    for match in _START.finditer(text):
        start = match.end()
        for end in (name_at(text, start), start + 3, start + 2):
            name = text[start:end]
            if len(name) > 1 and is_name(name) and _AFTER_NAME.match(text, end):
                found.add(name)
                break
    return found


def _shorter(text: str, start: int, end: int) -> int:
    return next((e for e in range(end - 1, start + 1, -1) if is_name(text[start:e])), start)


def _may_end(text: str, start: int, end: int) -> bool:
    """Whether the word after a name begins at its end: 程平。 yes, 程平们 no, 张家|口 no."""
    after = text[end : end + 1]
    if not after or not "\u4e00" <= after <= "\u9fff":
        return True
    if frequency(text[end - 1 : end + 1]) >= _WORD:
        return False
    if after in "的是和说被在等与从于为已就也带曾以把向":
        return True
    joined = text[start : end + 8]
    return end - start in boundaries(joined)


def _mentions(text: str, ordered: list[str]) -> tuple[Mention, ...]:
    taken: dict[int, Mention] = {}
    covered: set[int] = set()
    for name in ordered:
        for match in re.finditer(re.escape(name), text):
            if not covered.intersection(range(*match.span())):
                taken[match.start()] = Mention(name, *match.span())
                covered.update(range(*match.span()))
    return tuple(taken[start] for start in sorted(taken))


def is_pronoun(text: str, place: int) -> bool:
    """Whether a singular personal pronoun stands at `place` (他, not 他们 and not 其他)."""
    return (
        text[place : place + 1] in SINGULAR_PRONOUNS
        and text[place + 1 : place + 2] not in ("们", "人", "国", "乡", "山")
        and text[place - 1 : place] != "其"
    )


def descriptions(passages: tuple[Passage, ...], people: People) -> dict[str, tuple[str, ...]]:
    """What the passages call each person: everything before or after the name that ends in a post."""
    found: dict[str, list[str]] = defaultdict(list)
    for passage in passages:
        for mention in people.mentions.get(passage.index, ()):
            before = re.search(
                rf"([^，。；！？：、“”《》——的]{{2,40}}(?:{_POST}))$", passage.text[: mention.start]
            )
            after = re.match(
                rf"(?:是|，)([^，。；！？]{{2,45}}(?:{_POST}|{'|'.join(ORGANISATIONS)}))[，。]",
                passage.text[mention.end :],
            )
            found[mention.name] += [m.group(1) for m in (before, after) if m]
    return {name: tuple(dict.fromkeys(texts)) for name, texts in found.items()}
