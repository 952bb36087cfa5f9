"""What a name and a password must be. Pure: no web, no database."""

import unicodedata
from enum import StrEnum
from itertools import pairwise

NAME_MIN, NAME_MAX = 2, 20
PASSWORD_MIN, PASSWORD_MAX = 8, 128

JOINERS = frozenset("_-·")
"""What a name may hold besides letters and digits; `·` parts the names of 买买提·艾力."""


class NameProblem(StrEnum):
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    BAD_CHARACTER = "bad character"
    NO_LETTER = "no letter"


class PasswordProblem(StrEnum):
    TOO_SHORT = "too short"
    TOO_LONG = "too long"
    COMMON = "common"
    LIKE_NAME = "like the name"


def tidy_name(name: str) -> str:
    """The name as it is kept: full-width forms made normal (NFKC), no space around."""
    # What can never become a name is not worth the work: a compatibility character expands up to 18 times.
    return unicodedata.normalize("NFKC", name[: NAME_MAX * 20]).strip()


def name_problem(name: str) -> NameProblem | None:
    """What is wrong with a tidied name, or None. Letters of any script and digits, joined by `_`, `-`, `·`."""
    if len(name) < NAME_MIN:
        return NameProblem.TOO_SHORT
    if len(name) > NAME_MAX:
        return NameProblem.TOO_LONG
    if not all(_is_letter_or_digit(character) or character in JOINERS for character in name):
        return NameProblem.BAD_CHARACTER
    if not any(_is_letter_or_digit(character) for character in name):
        return NameProblem.NO_LETTER
    return None


def name_key(name: str) -> str:
    """What two names that look the same have in common: case, width, and letters that share a shape.

    After NFKC and case folding, letters of other scripts that cannot be told from a Latin or Han one are
    replaced by that one, as in the "skeleton" of Unicode TR39, for the scripts a keyboard here offers.
    """
    folded = unicodedata.normalize("NFKC", tidy_name(name).casefold())
    return folded.translate(_SAME_SHAPE)


def tidy_password(password: str) -> str:
    """The password as it is hashed: an input method left in full width must not lock anybody out."""
    return unicodedata.normalize("NFKC", password)


def password_problem(password: str, name: str) -> PasswordProblem | None:
    """What is wrong with a password for the user of this name, or None."""
    if len(password) > PASSWORD_MAX:
        return PasswordProblem.TOO_LONG
    password = tidy_password(password)
    if len(password) < PASSWORD_MIN:
        return PasswordProblem.TOO_SHORT
    if len(password) > PASSWORD_MAX:
        return PasswordProblem.TOO_LONG
    folded = password.casefold()
    if folded in _COMMON or len(set(folded)) < 3 or _is_run(folded):
        return PasswordProblem.COMMON
    if name and folded == tidy_name(name).casefold():
        return PasswordProblem.LIKE_NAME
    return None


def browser_label(user_agent: str) -> str:
    """A browser and its system as a person knows them, such as `Chrome · Windows`; empty when unknown."""
    found = [
        next((label for mark, label in marks if mark in user_agent), "") for marks in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(label for label in found if label)


def _is_letter_or_digit(character: str) -> bool:
    if character in "\u115f\u1160":  # the Hangul fillers: letters by category, but nothing is to be seen
        return False
    return unicodedata.category(character) in {"Lu", "Ll", "Lt", "Lo", "Nd"} or character in "々〇ー"


def _is_run(text: str) -> bool:
    """Whether it only counts on or back: 12345678, hgfedcba, 90123456."""
    steps = {ord(after) - ord(before) for before, after in pairwise(text)}
    return len(steps) == 1 or (text.isdecimal() and steps in ({1, -9}, {-1, 9}))


_SAME_SHAPE = str.maketrans(
    {
        # Cyrillic and Greek; small letters also stand for their capitals (ВОВ and BOB), as case is folded.
        **dict(zip("аеорсухѕіјһԛԝвнкмт", "aeopcyxsljhqwbhkmt", strict=True)),
        **dict(zip("αορνικυτβημεζχ", "aopvlkutbhmezx", strict=True)),
        # Letters and digits that a sans-serif face draws alike.
        **dict(zip("ıi1l0〇", "lllloo", strict=True)),
        # Kana that look like Han characters.
        **dict(zip("ーエニロカタトハチ", "一工二口力夕卜八千", strict=True)),
    }
)

_COMMON_WORDS = """
password password1 password12 password123 passw0rd p@ssw0rd qwertyui qwertyuiop qwerty12 qwerty123
1q2w3e4r 1qaz2wsx q1w2e3r4 qazwsxedc asdfghjk asdfghjkl zxcvbnm1 zxcvbnm123 abcd1234 abc12345 abc123456
a1234567 a12345678 a123456789 aa123456 aa12345678 qq123456 123456aa 123456abc 123456qq 1234567a 12345678a
1234qwer 12341234 12344321 123123123 123321123 147258369 789456123 741852963 159357456 112233445566
11223344 5201314520 52013145 1314520520 woaini520 woaini1314 woaini123 iloveyou iloveyou1 welcome1
welcome123 admin123 admin1234 administrator letmein123 sunshine princess football baseball superman
laoshi123 xuesheng123 mima1234 mima123456 20202020 20212021 19491001
"""
_COMMON = frozenset(_COMMON_WORDS.split())

_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("QQBrowser", "QQ"),
    ("UCBrowser", "UC"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "Windows"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
