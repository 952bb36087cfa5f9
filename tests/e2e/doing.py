"""What people do on the site: by keys alone, or by clicks where no script runs."""

import re

from playwright.sync_api import Locator, Page, expect

PASSWORD = "tian-kong-1"
MOST_TABS = 80
MOST_STEPS = 60


def tab_to(page: Page, wanted: Locator) -> None:
    """Press Tab until the focus is on the wanted element, as somebody without a mouse does."""
    expect(wanted).to_be_visible()
    for _ in range(MOST_TABS):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {wanted}")


def start_practice_by_keys(page: Page) -> None:
    """From the practice page into the first question."""
    tab_to(page, page.get_by_role("button", name="快速开始"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/practice/\d+/1$"))


def start_chosen(page: Page) -> None:
    """Start a practice of what the address of the page has chosen beforehand."""
    page.locator("#choose button[type=submit]").click()
    page.wait_for_url(re.compile(r"/practice/\d+/1$"))


def answer_by_keys(page: Page) -> None:
    """Answer the open question, whatever its type, and wait for the result."""
    page.wait_for_load_state("load")
    expect(page.locator("form#answer")).to_be_visible()
    blanks = page.locator("input[name=blank]")
    for blank in blanks.all():
        tab_to(page, blank)
        page.keyboard.type("一种答案")
    if not blanks.count():
        page.keyboard.press("a")
    page.keyboard.press("Enter")
    expect(page.locator("#result")).to_be_visible()


def practise_by_keys(page: Page) -> int:
    """Answer question after question up to the summary; how many there were."""
    for number in range(1, MOST_STEPS):
        answer_by_keys(page)
        before = page.url
        page.keyboard.press("Enter")
        page.wait_for_function("before => location.href !== before", arg=before)
        if page.url.endswith("/summary"):
            return number
    raise AssertionError("the practice does not end")


def show_by_key(page: Page) -> str:
    """Turn the card over; gives the question on it."""
    stem = page.locator("#stem").inner_text()
    page.keyboard.press("Space")
    expect(page.locator(".grade.good")).to_be_visible()
    return stem


def grade_by_key(page: Page, key: str) -> None:
    """Grade the card, and wait for what comes next: another front, or the end."""
    page.keyboard.press(key)
    expect(page.locator(".grade.good")).to_have_count(0)
    expect(page.locator("[data-show], #finished")).to_be_visible()


def set_new_cards(page: Page, base: str, count: int) -> None:
    """Ask for so many new cards a day, so that a whole review has an end in sight."""
    page.goto(f"{base}/me/study")
    page.locator("[name=new_per_day]").fill(str(count))
    page.locator("main form button[type=submit]").click()
    expect(page.locator(".flash-message")).to_be_visible()


def register(page: Page, base: str, name: str) -> None:
    """Make an account with `PASSWORD` by the form."""
    page.goto(f"{base}/register")
    page.locator("[name=name]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page.locator(".flash-message")).to_contain_text(name)
