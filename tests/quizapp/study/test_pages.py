"""今日, 错题本 and the study settings, as a learner without JavaScript sees them."""

from pathlib import Path
from typing import Any

from flask import Flask

from tests.conftest import SettableClock
from tests.visitor import Visitor


def practise(visitor: Visitor, topic: str, kind: str, **answer: Any) -> None:
    """Answer one question of a topic and type in a practice."""
    visitor.get("/practice/")
    visitor.submit("/practice/", topic=[topic], type=[kind], count="other", other="1")
    visitor.submit(visitor.url.partition("?")[0], **answer)


def be_wrong(visitor: Visitor) -> None:
    practise(visitor, "劳动精神", "true_false", choice="false")


def be_right(visitor: Visitor) -> None:
    practise(visitor, "劳动精神", "true_false", choice="true")


def review(visitor: Visitor, rating: int) -> None:
    visitor.get("/review/")
    visitor.get(visitor.page.cssselect("a[data-show]")[0].get("href"))
    visitor.submit("/review/grade", button=f"rating={rating}")


def links(visitor: Visitor, css: str) -> dict[str, str]:
    return {
        " ".join(link.text_content().split()): link.get("href") for link in visitor.page.cssselect(f"{css} a")
    }


def test_today_greets_by_the_hour_and_says_the_day(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    visitor.get("/")
    assert visitor.text("h1") == "早上好"
    assert visitor.text(".page-head p") == "3月2日周一"
    clock.advance(hours=10)
    visitor.get("/")
    assert visitor.text("h1") == "晚上好"


def test_a_newcomer_sees_where_to_begin_and_no_empty_figures(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/")
    assert "今天为你准备了 3 张新卡片" in visitor.text(".hero")
    assert list(links(visitor, ".hero")) == ["开始学习", "做几道练习"]
    assert not visitor.page.cssselect(".week, .bars")


def test_today_says_what_is_left_and_that_all_is_done(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    review(visitor, 4)
    visitor.get("/")
    assert visitor.text(".hero h2") == "再复习 2 张，今日圆满"
    assert "到期卡片 0 张，新卡片 2 张" in visitor.text(".hero")
    review(visitor, 4)
    review(visitor, 4)
    visitor.get("/")
    assert visitor.text(".hero h2") == "卡片都复习完了"
    assert "再答 27 题，就到今日目标" in visitor.text(".hero")
    visitor.get("/me/study")
    visitor.submit("/me/study", daily_goal="5")
    for _ in range(2):
        be_right(visitor)
    review(visitor, 4)  # what was practised has become a card
    visitor.get("/")
    assert visitor.text(".hero h2") == "今日圆满"


def test_the_goal_begins_anew_at_four(visitor: Visitor, small_bank: Path, clock: SettableClock) -> None:
    be_right(visitor)
    clock.advance(hours=17, minutes=59)  # 03:59
    assert "已完成 1 题" in str(visitor.get("/").cssselect(".hero .ring")[0].get("aria-label"))
    clock.advance(minutes=1)
    assert "已完成 0 题" in str(visitor.get("/").cssselect(".hero .ring")[0].get("aria-label"))


def test_a_practice_left_open_is_offered_again(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/practice/")
    visitor.submit("/practice/", topic=["表彰大会"], type=["true_false"], count="other", other="2")
    here = visitor.url.partition("?")[0]
    visitor.submit(here, choice="true")
    visitor.get("/")
    visitor.get(links(visitor, ".hero")["继续上次练习"])
    assert visitor.url == here.removesuffix("1") + "2"


def test_the_week_and_the_streak_are_counted_by_study_days(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    for days in (1, 1, 2):  # Monday, Tuesday, Wednesday; looked at on Friday
        be_right(visitor)
        clock.advance(days=days)
    visitor.get("/")
    week = [" ".join(day.text_content().split()) for day in visitor.page.cssselect(".week li")]
    assert [day.split()[-1] for day in week] == ["学过了"] * 3 + ["休息", "今天还没学", "还没到", "还没到"]
    assert "连续学习" not in visitor.text()
    assert "歇过几天也没关系" in visitor.text()
    be_right(visitor)
    visitor.get("/")
    assert "连续学习 1 天" in visitor.text()


def test_statistics_can_be_reached_on_a_phone(visitor: Visitor, small_bank: Path) -> None:
    """The tab bar has no room for them, so the page itself leads there."""
    be_right(visitor)
    visitor.get("/")
    visitor.get(links(visitor, "main")["看统计"])
    assert visitor.text("h1") == "统计"


def test_what_comes_is_drawn_with_its_numbers_as_a_table(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    review(visitor, 4)  # due in eight days
    clock.advance(days=3)
    visitor.get("/")
    rows = [
        [" ".join(cell.text_content().split()) for cell in row] for row in visitor.page.cssselect("tbody tr")
    ]
    assert [row[0] for row in rows] == ["今天", "五", "六", "日", "一", "二", "三"]
    assert [row[1] for row in rows] == ["0", "0", "0", "0", "0", "1", "0"]


def test_weak_topics_lead_to_their_mistakes(visitor: Visitor, small_bank: Path, clock: SettableClock) -> None:
    be_wrong(visitor)
    practise(visitor, "劳动精神", "cloze", blank="劳动")
    visitor.get("/")
    row = visitor.text(".rows li")
    assert row.startswith("劳动精神 错 1 题")
    assert row.endswith("50%")
    visitor.get(links(visitor, ".rows")["劳动精神"])
    assert "劳动没有高低贵贱之分" in visitor.text()


def test_a_mistake_shows_how_many_right_answers_it_still_needs_and_leaves_by_itself(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    be_wrong(visitor)
    visitor.get("/mistakes/")
    assert visitor.text(".mistakes li").endswith("0/2")
    assert "3月2日周一答错" in visitor.text(".mistakes li")
    be_right(visitor)
    be_right(visitor)
    visitor.get("/mistakes/")
    assert visitor.text(".mistakes li").endswith("1/2")
    assert "今天已答对" in visitor.text(".mistakes li")
    clock.advance(days=1)
    be_right(visitor)
    visitor.get("/mistakes/")
    assert "错题本是空的" in visitor.text()


def test_mistakes_are_grouped_by_topic_and_can_be_filtered(visitor: Visitor, small_bank: Path) -> None:
    be_wrong(visitor)
    practise(visitor, "工匠精神", "single_choice", choice="3")
    visitor.get("/mistakes/")
    assert [" ".join(title.text_content().split()) for title in visitor.page.cssselect(".card h2")] == [
        "劳动精神",
        "工匠精神",
    ]
    chosen = next(form for form in visitor.page.forms if form.method == "GET")
    assert "工匠精神" in chosen.inputs["topic"].value_options
    visitor.get("/mistakes/?topic=工匠精神")
    assert len(visitor.page.cssselect(".mistakes li")) == 1
    visitor.get("/mistakes/?topic=没有这个主题")
    assert "这个主题没有错题" in visitor.text()


def test_a_topic_that_no_database_holds_is_a_topic_without_mistakes(
    visitor: Visitor, small_bank: Path
) -> None:
    be_wrong(visitor)
    visitor.get("/mistakes/?topic=%00")
    assert visitor.text("main .empty h2") == "这个主题没有错题"
    visitor.get("/mistakes/")
    visitor.submit("/mistakes/practice", topic="\0")
    assert "这里没有可以练习的错题" in visitor.text()


def test_mistakes_can_be_practised(visitor: Visitor, small_bank: Path) -> None:
    be_wrong(visitor)
    visitor.get("/mistakes/")
    visitor.submit("/mistakes/practice")
    assert visitor.url.startswith("/practice/")
    assert visitor.text("#stem") == "劳动没有高低贵贱之分。"


def test_flashcards_among_the_mistakes_are_left_to_the_reviews(visitor: Visitor, small_bank: Path) -> None:
    review(visitor, 1)
    visitor.get("/mistakes/")
    assert visitor.text(".mistakes li").startswith("工匠精神的内容是什么？")
    assert not [form for form in visitor.page.forms if form.action == "/mistakes/practice"]


def test_a_long_list_of_mistakes_has_pages(visitor: Visitor, small_bank: Path) -> None:
    be_wrong(visitor)
    for page in ("2", "0", "-1", "x", "9" * 30):
        visitor.get(f"/mistakes/?page={page}")
        assert len(visitor.page.cssselect(".mistakes li")) == 1


def test_the_navigation_counts_mistakes_and_due_cards(
    visitor: Visitor, small_bank: Path, clock: SettableClock
) -> None:
    visitor.get("/")
    assert not visitor.page.cssselect(".nav .count")
    be_wrong(visitor)
    visitor.get("/library/")
    counts = {link.get("href"): link.text_content() for link in visitor.page.cssselect(".nav a")}
    assert "1" in counts["/mistakes/"]
    assert "1" in counts["/review/"]
    assert "项" not in counts["/"]


def test_settings_are_kept_and_rule_the_reviews(visitor: Visitor, small_bank: Path) -> None:
    visitor.get("/me/study")
    visitor.submit("/me/study", daily_goal="12", new_per_day="1", retention_percent="80")
    assert "学习设置已保存" in visitor.text()
    visitor.get("/me/study")
    values = {field.get("name"): field.get("value") for field in visitor.page.cssselect("input.input")}
    assert values == {"daily_goal": "12", "new_per_day": "1", "retention_percent": "80"}
    visitor.get("/review/")
    visitor.get(visitor.page.cssselect("a[data-show]")[0].get("href"))
    easy = visitor.page.cssselect(".grade small")[3].text_content()
    assert easy == "28 天"  # 8 days at 90 percent
    visitor.submit("/review/grade", button="rating=4")
    assert visitor.text("h1") == "今天的卡片都复习完了"
    assert "/ 12 题" in str(visitor.get("/").cssselect(".hero .ring")[0].text_content())


OUT_OF_RANGE = [
    ("daily_goal", "4"),
    ("daily_goal", "501"),
    ("daily_goal", ""),
    ("daily_goal", "三十"),
    ("daily_goal", "9" * 100_000),
    ("new_per_day", "-1"),
    ("new_per_day", "101"),
    ("retention_percent", "79"),
    ("retention_percent", "96"),
    ("retention_percent", "0.9"),
]


def test_settings_out_of_range_get_one_sentence_and_change_nothing(
    visitor: Visitor, small_bank: Path
) -> None:
    for field, value in OUT_OF_RANGE:
        visitor.get("/me/study")
        visitor.submit("/me/study", status=400, **{field: value})
        assert visitor.text(".field .error").startswith("请填 "), f"{field}={value[:20]}"
        assert len(visitor.page.cssselect(".field .error")) == 1
    visitor.get("/me/study")
    assert visitor.page.cssselect("input[name=daily_goal]")[0].get("value") == "30"


def test_who_only_looks_leaves_no_trace(app: Flask, visitor: Visitor, small_bank: Path) -> None:
    for url in ("/", "/review/", "/mistakes/", "/me/study"):
        visitor.get(url)
    assert visitor.client.get_cookie("remember_token") is None
    with visitor.client.session_transaction() as cookie:
        assert "_user_id" not in cookie
