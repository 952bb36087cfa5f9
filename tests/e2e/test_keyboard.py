"""A whole practice and a whole review without touching a mouse, on both screens, in both themes."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e import doing
from tests.e2e.conftest import OpenTab

LOOKS = [("desktop", "light"), ("desktop", "dark"), ("phone", "light"), ("phone", "dark")]


@pytest.mark.parametrize(("screen", "theme"), LOOKS)
def test_a_whole_practice_by_keyboard_alone(open_tab: OpenTab, screen: str, theme: str) -> None:
    tab = open_tab(screen=screen, theme=theme)
    page = tab.open("/practice/")
    doing.start_practice_by_keys(page)
    assert doing.practise_by_keys(page) == 10
    expect(page.get_by_role("heading", level=1)).to_have_text("练习成绩")


@pytest.mark.parametrize(("screen", "theme"), LOOKS)
def test_a_whole_review_by_keyboard_alone(open_tab: OpenTab, screen: str, theme: str) -> None:
    tab = open_tab(screen=screen, theme=theme)
    doing.set_new_cards(tab.page, tab.base, 3)
    page = tab.open("/review/")
    first = doing.show_by_key(page)
    doing.grade_by_key(page, "1")

    page.keyboard.press("z")  # a slip of the finger
    expect(page.locator("#stem")).to_have_text(first)
    expect(page.locator("[data-show]")).to_be_visible()

    seen = set()
    for key in ("Space", "4", "2", "4", "4", "4", "4", "4", "4"):
        if page.locator("#finished").count():
            break
        seen.add(doing.show_by_key(page))
        doing.grade_by_key(page, key)
    expect(page.locator("#finished")).to_be_visible()
    assert len(seen) == 3
    assert first in seen

    page.keyboard.press("z")  # from the end, too
    expect(page.locator("[data-show]")).to_be_visible()
    doing.show_by_key(page)
    doing.grade_by_key(page, "4")
    expect(page.locator("#finished")).to_be_visible()


def test_an_answer_wanted_at_once_is_asked_for_once(open_tab: OpenTab) -> None:
    """Asked for twice, a newcomer got two sessions, and the first grade belonged to the lost one."""
    tab = open_tab()
    page = tab.page
    asked: list[Route] = []
    page.route("**/review/?*show=1*", lambda route: asked.append(route))  # noqa: PLW0108 -- playwright calls no built-in
    page.clock.install()
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.querySelector('[data-show]').click())"
    )
    tab.open("/review/")
    page.clock.run_for(1000)  # the time at which a page that nobody touched asks beforehand
    page.evaluate("fetch('/healthz')")  # what was asked for before has been seen by then
    assert len(asked) == 1

    asked[0].continue_()
    page.locator("button[name=rating][value='3']").click()
    expect(page.locator("[data-show]")).to_be_visible()


def test_arrows_and_the_flag_by_keyboard(open_tab: OpenTab) -> None:
    page = open_tab().open("/practice/?type=single_choice")
    doing.start_chosen(page)
    page.keyboard.press("m")
    expect(page.locator("button[form=flag]")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/2")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/1")
    expect(page.locator("button[form=flag]")).to_have_attribute("aria-pressed", "true")


def test_the_shortcuts_open_over_the_question_and_close_again(open_tab: OpenTab) -> None:
    page = open_tab().open("/review/")
    page.keyboard.press("?")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Space")  # belongs to the dialog, not to the card below
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("[data-show]")).to_be_visible()


def _compose(page: Page, key: str) -> None:
    """The key presses that a browser sends while somebody is composing Chinese."""
    page.evaluate(
        """key => {
          const press = (more) => document.activeElement.dispatchEvent(
            new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
          press({ isComposing: true });
          press({ keyCode: 229 });
        }""",
        key,
    )


def test_keys_of_an_input_method_are_no_shortcuts(open_tab: OpenTab) -> None:
    tab = open_tab()
    page = tab.open("/practice/?type=single_choice")
    doing.start_chosen(page)
    for key in ("a", "1", "m", "Enter", "ArrowRight"):
        _compose(page, key)
    expect(page.locator("input[name=choice]:checked")).to_have_count(0)
    expect(page.locator("button[form=flag]")).to_have_attribute("aria-pressed", "false")
    assert tab.path.endswith("/1")
    page.keyboard.press("b")
    expect(page.locator("input[name=choice]").nth(1)).to_be_checked()


def test_keys_of_an_input_method_turn_no_card(open_tab: OpenTab) -> None:
    page = open_tab().open("/review/")
    _compose(page, " ")
    _compose(page, "Enter")
    page.keyboard.press("Space")
    expect(page.locator(".grade.good")).to_be_visible()
    _compose(page, "3")
    _compose(page, "z")
    expect(page.locator(".grade.good")).to_be_visible()


def test_typing_an_answer_is_typing(open_tab: OpenTab) -> None:
    page = open_tab().open("/practice/?type=cloze")
    doing.start_chosen(page)
    blank = page.locator("input[name=blank]").first
    blank.focus()
    page.keyboard.type("a1mnz?")
    expect(blank).to_have_value("a1mnz?")
    expect(page.locator("dialog")).to_have_count(0)
    expect(page.locator("button[form=flag]")).to_have_attribute("aria-pressed", "false")
