"""A real server and a real browser, one each for all tests of a process."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.browsing import FLAGS, PATIENCE, Tab, tab
from tests.serving import Server

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SMALL_BANK = Path(__file__).parents[1] / "data" / "small_bank.jsonl"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives the browser: marked so, and skipped with a reason where there is none."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason=f"no browser at {CHROMIUM}; set CHROMIUM"))


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`quizapp run` with the shipped bank and the small one, whose questions the tests know."""
    server = Server(tmp_path_factory.mktemp("server"))
    server.command("import-bank", str(SMALL_BANK))
    with server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class OpenTab(Protocol):
    """Opens a tab for a new person; see `browsing.tab` for the wishes."""

    def __call__(self, **wishes: Any) -> Tab: ...


@pytest.fixture
def open_tab(browser: Browser, server: Server) -> Iterator[OpenTab]:
    """Tabs that are closed with the test; every one must have been without errors."""
    with ExitStack() as stack:
        yield lambda **wishes: stack.enter_context(tab(browser, server.url, **wishes))
