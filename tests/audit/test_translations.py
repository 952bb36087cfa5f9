"""Every message has its English, and no Chinese for the reader of a page stands outside of a message."""

import ast
import gettext
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

from quizapp.web.i18n import LANGUAGES

ROOT = Path(__file__).parents[2]
ENGLISH = ROOT / "quizapp" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
PYBABEL = [sys.executable, "-m", "babel.messages.frontend", "-q"]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

HAN = re.compile("[\u3400-\u9fff]")
BRAND = "知新"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
CALLS = {"_", "_l", "gettext", "lazy_gettext", "ngettext"}

# Modules that speak to the operator at the terminal, in Chinese only.
FOR_OPERATORS = {
    "quizapp/__main__.py",
    "quizapp/asgi.py",
    "quizapp/config.py",
    "quizapp/schema.py",
    "quizapp/library/service.py",
    "quizapp/library/storable.py",
}
NOT_FOR_READERS = {
    "quizapp/web/i18n.py": {"中文"},  # the name of the language, in that language
    "quizapp/accounts/rules.py": {"微信", "一工二口力夕卜八千"},  # kept in the database; letter shapes
    "templates/components/language_switch.html": {"中文"},
    "templates/accounts/me.html": {"微信"},  # what the database keeps, replaced by its translation
}


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="en")


def _messages(catalog: Catalog) -> dict[str, Message]:
    """The messages by their Chinese, without the header."""
    return {_first(message.id): message for message in catalog if message.id}


def _all(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """The one text of a message, or its singular and plural."""
    return [text] if isinstance(text, str) else list(text or ())


def _first(text: str | list[str] | tuple[str, ...]) -> str:
    return _all(text)[0]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Message]:
    """The messages that code and templates have now."""
    target = tmp_path_factory.mktemp("messages") / "messages.pot"
    subprocess.run(
        [*PYBABEL, "extract", "-F", "pyproject.toml", "--output", target, "."],
        cwd=ROOT,
        check=True,
    )
    return _messages(_read(target))


def test_the_english_catalogue_has_exactly_the_messages_of_the_app(extracted: dict[str, Message]) -> None:
    catalog = _read(ENGLISH)
    english = _messages(catalog)
    assert len(extracted) > 300
    assert sorted(extracted.keys() - english.keys()) == [], "missing: run `make translations`"
    assert sorted(english.keys() - extracted.keys()) == [], "no longer used: run `make translations`"
    assert list(catalog.obsolete) == []
    assert [key for key in extracted if _all(extracted[key].id) != _all(english[key].id)] == []


def test_every_message_is_translated_for_good() -> None:
    unfinished = [
        message.id
        for message in _messages(_read(ENGLISH)).values()
        if message.fuzzy or not all(text.strip() for text in _all(message.string))
    ]
    assert unfinished == []


def test_translations_are_english_and_keep_the_placeholders() -> None:
    wrong = []
    for message in _messages(_read(ENGLISH)).values():
        wanted = set(PLACEHOLDER.findall(_first(message.id)))
        for number, text in enumerate(_all(message.string)):
            found = set(PLACEHOLDER.findall(text))
            # A singular may say “the last day” instead of “the last 1 days”.
            spared = {"%(num)s", "%(num)d"} if isinstance(message.id, tuple) and number == 0 else set()
            if found - wanted or wanted - found - spared or HAN.search(text.replace(BRAND, "")):
                wrong.append((message.id, text))
    assert wrong == []


def test_the_compiled_catalogue_says_what_the_written_one_says() -> None:
    with ENGLISH.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    different = []
    for message in _messages(_read(ENGLISH)).values():
        if isinstance(message.id, str):
            said = [compiled.gettext(message.id)]
        else:
            singular, plural = message.id
            said = [compiled.ngettext(singular, plural, number) for number in (1, 2)]
        if said != _all(message.string):
            different.append(message.id)
    assert different == [], "run `make translations`"


def _outside_of_messages(source: str) -> Iterator[str]:
    """Chinese in a template that no message holds: the text between the tags, and literals in expressions."""
    tree = Environment(extensions=["jinja2.ext.do"], autoescape=True).parse(source)
    held = {
        id(const)
        for call in tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name) and call.node.name in CALLS
        for const in call.args
    }
    for data in tree.find_all(nodes.TemplateData):
        yield from re.findall(rf"[^\s<>]*{HAN.pattern}[^<>]*", data.data)
    for const in tree.find_all(nodes.Const):
        if isinstance(const.value, str) and id(const) not in held and HAN.search(const.value):
            yield const.value


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_has_chinese_outside_of_a_message(path: Path) -> None:
    spared = NOT_FOR_READERS.get(path.relative_to(ROOT).as_posix(), set())
    assert [text for text in _outside_of_messages(path.read_text("utf-8")) if text not in spared] == []


def test_the_rule_for_templates_finds_what_is_wrong() -> None:
    assert list(_outside_of_messages("<p>{{ _('好') }} 你好</p>{{ button('开始') }}")) == ["你好", "开始"]


def _outside_of_calls(tree: ast.AST) -> Iterator[str]:
    """Chinese string literals of code that no gettext call holds; docstrings are for programmers."""
    spared = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
            spared |= {id(argument) for argument in node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in spared:
            yield from [node.value] if HAN.search(node.value) else []


def test_no_page_of_the_app_has_chinese_outside_of_a_message() -> None:
    wrong = {}
    for path in sorted((ROOT / "quizapp").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name not in FOR_OPERATORS:
            spared = NOT_FOR_READERS.get(name, set())
            found = [
                text for text in _outside_of_calls(ast.parse(path.read_text("utf-8"))) if text not in spared
            ]
            if found:
                wrong[name] = found
    assert wrong == {}


def test_every_language_but_chinese_has_a_catalogue() -> None:
    folders = {path.name for path in (ROOT / "quizapp" / "translations").iterdir() if path.is_dir()}
    assert folders == set(LANGUAGES) - {"zh"}
