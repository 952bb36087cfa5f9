"""Everything works where no script runs: an old phone, a locked-down school computer."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenTab


def _answer(page: Page) -> None:
    """Answer the open question, whatever its type, and wait for the result."""
    submit = page.locator("button[type=submit]:visible", has_text="提交答案")
    expect(submit).to_be_visible()  # it stands below the fields: they are there, too
    for blank in page.locator("input[name=blank]").all():
        blank.fill("一种答案")
    options = page.locator("label.opt")
    if options.count():
        options.first.click()
    submit.click()
    expect(page.locator("#result")).to_be_visible()


def test_a_whole_practice_without_javascript(open_tab: OpenTab) -> None:
    page = open_tab(javascript=False, screen="phone").open("/practice/")
    page.get_by_role("button", name="快速开始").click()
    expect(page).to_have_url(re.compile(r"/practice/\d+/1$"))
    forward = page.get_by_role("link", name=re.compile("下一题|看成绩")).and_(
        page.locator(".btn.primary:visible")
    )
    for _ in range(10):
        _answer(page)
        forward.click()
    expect(page).to_have_url(re.compile(r"/summary$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("练习成绩")


def test_a_whole_review_without_javascript(open_tab: OpenTab) -> None:
    page = open_tab(javascript=False).open("/me/study")
    page.locator("[name=new_per_day]").fill("2")
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".flash-message")).to_be_visible()
    page.goto(page.url.replace("/me/study", "/review/"))
    for step in range(3):
        page.get_by_role("link", name="显示答案").click()
        page.get_by_role("button", name="简单").click()
        if step == 0:
            page.get_by_role("button", name="撤销").click()
            expect(page.locator(".flash-message")).to_contain_text("已撤销")
    expect(page.locator("#finished")).to_be_visible()


def test_theme_and_language_without_javascript(open_tab: OpenTab) -> None:
    page = open_tab(javascript=False).open("/library/")
    page.locator(".side button[value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator(".side button[name=language]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert "/library/" in page.url
