"""The switches of theme and language, on the spot and kept."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import OpenTab


@pytest.mark.parametrize(("screen", "place"), [("desktop", ".side"), ("phone", ".pagefoot")])
def test_the_theme_changes_at_once_and_stays(open_tab: OpenTab, screen: str, place: str) -> None:
    tab = open_tab(screen=screen)
    page = tab.open("/library/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response("**/theme"):
        page.locator(f"{place} button[value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page.locator("body")).not_to_have_css("background-color", light)
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    with page.expect_response("**/theme"):
        page.locator(f"{place} button[value=light]").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_who_chose_nothing_gets_what_the_system_has(open_tab: OpenTab) -> None:
    page = open_tab(theme="auto").open("/library/")
    page.emulate_media(color_scheme="light")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).not_to_have_css("background-color", light)


def test_the_language_changes_on_the_same_page_and_back(open_tab: OpenTab) -> None:
    tab = open_tab()
    page = tab.open("/library/?q=劳动")
    page.locator(".side button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "q=" in page.url
    page.locator(".side button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
