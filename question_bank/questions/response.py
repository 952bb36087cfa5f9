"""What all graders share: refusing a response that is none."""

from __future__ import annotations

LONGEST_TEXT = 2000
"""Characters that a typed response may have, all its blanks together."""


class BadResponse(ValueError):  # noqa: N818 -- reads as what it is
    """The response is not one that this type of question can take. The message is for the learner."""


def option_index(response: object, options: int) -> int:
    """The response as an index into `options` options."""
    if isinstance(response, bool) or not isinstance(response, int):
        raise BadResponse("请选择一个选项。")
    if not 0 <= response < options:
        raise BadResponse("没有这个选项。")
    return response


def texts(response: object, blanks: int) -> tuple[str, ...]:
    """The response as one text for each of `blanks` blanks."""
    if not isinstance(response, list | tuple) or not all(isinstance(text, str) for text in response):
        raise BadResponse("填空题的回答应当是每空一段文字。")
    if len(response) != blanks:
        raise BadResponse(f"这道题有{blanks}个空，收到的回答却有{len(response)}个。")
    if sum(map(len, response)) > LONGEST_TEXT:
        raise BadResponse(f"回答太长，最多{LONGEST_TEXT}个字。")
    return tuple(response)
