import pytest

from quizapp.accounts.rules import (
    NameProblem,
    PasswordProblem,
    browser_label,
    name_key,
    name_problem,
    password_problem,
    tidy_name,
)


@pytest.mark.parametrize(
    "name", ["小满", "林小满", "买买提·艾力", "Li_Lei-2", "二〇", "佐々木", "字" * 20, "Ольга"]
)
def test_names_of_people_are_allowed(name: str) -> None:
    assert name_problem(tidy_name(name)) is None


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", NameProblem.TOO_SHORT),
        (" 林 ", NameProblem.TOO_SHORT),
        ("字" * 21, NameProblem.TOO_LONG),
        ("㍿" * 6, NameProblem.TOO_LONG),
        ("字" * 100_000, NameProblem.TOO_LONG),
        ("林 小满", NameProblem.BAD_CHARACTER),
        ("林\x00小满", NameProblem.BAD_CHARACTER),
        ("林\n小满", NameProblem.BAD_CHARACTER),
        ("林\u200b小满", NameProblem.BAD_CHARACTER),
        ("林\u202e小满", NameProblem.BAD_CHARACTER),
        ("林\u3164小满", NameProblem.BAD_CHARACTER),
        ("林\ue000小满", NameProblem.BAD_CHARACTER),
        ("<b>小满", NameProblem.BAD_CHARACTER),
        ("小满😀", NameProblem.BAD_CHARACTER),
        ("_-·", NameProblem.NO_LETTER),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_names_that_nobody_could_read_or_type_are_refused(name: str, problem: NameProblem) -> None:
    assert name_problem(tidy_name(name)) is problem


def test_a_name_is_kept_in_normal_width_without_space_around() -> None:
    assert tidy_name("\u3000Ｌｉｎ２ ") == "Lin2"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("XiaoMan", "xiaoman"),
        ("ｘｉａｏｍａｎ", "xiaoman"),
        ("xiaoman", "хіаоmаn"),  # Cyrillic х, і, а, о
        ("BOB", "ВОВ"),  # all Cyrillic
        ("Alan", "AIan"),  # l and capital I
        ("stu10", "stuIO"),
        ("工匠", "エ匠"),  # katakana
        ("力量", "カ量"),
        ("⼯匠", "工匠"),  # a Kangxi radical
        ("straße", "STRASSE"),
    ],
)
def test_names_that_look_the_same_have_the_same_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("小满", "小滿"), ("wang1", "wang2"), ("李-明", "李明"), ("己", "已")]
)
def test_names_that_differ_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("1234567", PasswordProblem.TOO_SHORT),
        ("劳动最光荣啊啊", PasswordProblem.TOO_SHORT),
        ("长" * 129, PasswordProblem.TOO_LONG),
        ("x" * 100_000, PasswordProblem.TOO_LONG),
        ("㍿" * 40, PasswordProblem.TOO_LONG),
        ("12345678", PasswordProblem.COMMON),
        ("90123456", PasswordProblem.COMMON),
        ("87654321", PasswordProblem.COMMON),
        ("１２３４５６７８", PasswordProblem.COMMON),
        ("hgfedcba", PasswordProblem.COMMON),
        ("aaaabbbb", PasswordProblem.COMMON),
        ("Password1", PasswordProblem.COMMON),
        ("woaini1314", PasswordProblem.COMMON),
        ("LinXiaoMan", PasswordProblem.LIKE_NAME),
        ("tian-kong-1", None),
        ("劳动最光荣真的", PasswordProblem.TOO_SHORT),
        ("劳动创造幸福生活", None),
        ("安" * 126 + "全吗", None),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_passwords_are_neither_short_nor_endless_nor_known_to_all(
    password: str, problem: PasswordProblem | None
) -> None:
    assert password_problem(password, "linxiaoman") is problem


@pytest.mark.parametrize(
    ("user_agent", "label"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
            "Chrome · Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1",
            "Safari · iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 12) Chrome/107 Mobile Safari/537.36 MicroMessenger/8.0",
            "微信 · Android",
        ),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_as_its_owner_knows_it(user_agent: str, label: str) -> None:
    assert browser_label(user_agent) == label
