"""Chinese text has Chinese punctuation: in pages, in messages, in commands and in the bank."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HAN = "\u3400-\u9fff"
WRONG = re.compile(rf"[{HAN}][,:?()!;]|[,?()!;][{HAN}]|[{HAN}]\.(?=\s|$|[{HAN}])|\"[{HAN}][^\"]*[{HAN}]\"")
APP = sorted((ROOT / "quizapp").rglob("*.py"))
GENERATOR = sorted((ROOT / "question_bank").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
BANKS = [ROOT / "question_bank" / "bank" / "seed.jsonl", ROOT / "tests" / "data" / "small_bank.jsonl"]

# `%(name)s` is a placeholder, not a bracket of the sentence; it stands for a word, as an address does.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{[^{}]*\}|[a-z+]+://[^\s，。；）]*")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def wrong_in(text: str) -> list[str]:
    """The places where ASCII punctuation touches Chinese text, each with what stands around it."""
    text = PLACEHOLDER.sub("某", text)
    return [text[max(0, found.start() - 8) : found.end() + 8] for found in WRONG.finditer(text)]


def _texts(tree: ast.AST) -> Iterator[str]:
    """The string literals of a piece of code, docstrings left out: those are for programmers."""
    docstrings = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value


def _messages(tree: ast.AST) -> Iterator[str]:
    """The string literals that are raised or printed. Others of the generator are patterns over raw text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _prints(node)):
            yield from _texts(node)


def _prints(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name in {"print", "add_argument", "add_parser", "ArgumentParser", "log"}


@pytest.mark.parametrize("text", ["好,", "说:", "（好)", "什么?", "好.", '说"好的"'])
def test_the_rule_finds_what_is_wrong(text: str) -> None:
    assert wrong_in(text)


@pytest.mark.parametrize(
    "text",
    ["好，", "第%(number)s题（共%(all)s题）", "3.4万", "“好”。", "用时 2:30", "写作 a://用户:密码@主机"],
)
def test_the_rule_leaves_alone_what_is_right(text: str) -> None:
    assert not wrong_in(text)


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_pages_are_punctuated_in_chinese(path: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL)
    messages = re.findall(r"_\(\s*(['\"])(.*?)\1", text) + re.findall(r"ngettext\(\s*(['\"])(.*?)\1", text)
    shown = re.sub(r"\{\{.*?\}\}|\{%.*?%\}|<[^>]*>", " ", text, flags=re.DOTALL)
    assert [
        found for part in (shown, *(message for _, message in messages)) for found in wrong_in(part)
    ] == []


def _speaks_chinese(paths: list[Path]) -> list[Path]:
    return [path for path in paths if re.search(f"[{HAN}]", path.read_text("utf-8"))]


@pytest.mark.parametrize("path", _speaks_chinese(APP), ids=_name)
def test_the_app_speaks_with_chinese_punctuation(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert [found for text in _texts(tree) for found in wrong_in(text)] == []


@pytest.mark.parametrize("path", _speaks_chinese(GENERATOR), ids=_name)
def test_the_generator_speaks_with_chinese_punctuation(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert [found for text in _messages(tree) for found in wrong_in(text)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=_name)
def test_scripts_are_punctuated_in_chinese(path: Path) -> None:
    texts = re.findall(r"(['`])(.*?)\1", path.read_text("utf-8"))
    assert [found for _, text in texts for found in wrong_in(text)] == []


@pytest.mark.parametrize("path", BANKS, ids=_name)
def test_the_bank_is_punctuated_in_chinese(path: Path) -> None:
    wrong = []
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        texts = [record["stem"], record["explanation"], record["topic"], *record.get("options", [])]
        wrong += [(record["id"], found) for text in texts for found in wrong_in(text)]
    assert wrong == []
