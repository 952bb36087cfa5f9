"""From guest to account and back again, in a real browser."""

import re

from playwright.sync_api import expect

from tests.e2e import doing
from tests.e2e.conftest import OpenTab


def test_registering_keeps_what_the_guest_did_and_logging_in_elsewhere_brings_it_back(
    open_tab: OpenTab,
) -> None:
    tab = open_tab()
    page = tab.open("/practice/")
    doing.start_practice_by_keys(page)
    doing.answer_by_keys(page)
    doing.register(page, tab.base, "张小满")
    tab.open("/statistics/")
    expect(page.locator(".tile").first).to_contain_text("1")

    page.goto(f"{tab.base}/me/")
    page.get_by_role("button", name="退出登录").click()
    expect(page).to_have_url(re.compile("/login"))
    tab.open("/statistics/")
    expect(page.locator("main")).to_contain_text("还没有数据")

    other = open_tab(screen="phone")
    page = other.open("/login")
    page.locator("[name=name]").fill("张小满")
    page.locator("[name=password]").fill(doing.PASSWORD)
    page.locator("main button[type=submit]").click()
    expect(page).to_have_url(re.compile(r":\d+/$"))
    other.open("/statistics/")
    expect(page.locator(".tile").first).to_contain_text("1")


def test_a_wrong_password_is_said_beside_the_field(open_tab: OpenTab) -> None:
    tab = open_tab()
    tab.watch.expected.append("400")  # the browser notes the status of the page in its console
    page = tab.open("/login")
    page.locator("[name=name]").fill("没有这个人")
    page.locator("[name=password]").fill("tian-kong-2")
    page.locator("main button[type=submit]").click()
    expect(page.locator("[name=password]")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("main")).to_contain_text("名字或密码不对")
    expect(page.locator("[name=name]")).to_have_value("没有这个人")
    expect(page.locator("[name=password]")).to_have_value("")
