"""What a learner may ask of a practice."""

from collections.abc import Collection
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, SelectMultipleField, StringField, ValidationError

from quizapp.attempts.rules import MOST_QUESTIONS

COUNTS = ("5", "10", "20")
USUAL_COUNT = 10
OTHER = "other"


class PracticeForm(FlaskForm):  # type: ignore[misc]
    """Topics, types and number of a practice. Of topics and types, none chosen means all."""

    topic = SelectMultipleField(_l("主题"), choices=(), validate_choice=False)
    type = SelectMultipleField(_l("题型"), choices=(), validate_choice=False)
    count = RadioField(_l("题数"), choices=(), default=str(USUAL_COUNT), validate_choice=False)
    other = StringField(_l("自定题数"))

    def __init__(self, topics: Collection[str], types: Collection[str], **values: Any) -> None:
        """A form that offers these topics and types; `values` as for any form."""
        super().__init__(**values)
        self.offered_topics = set(topics)
        self.offered_types = set(types)

    def validate_topic(self, field: Field) -> None:
        if not set(field.data or ()) <= self.offered_topics:
            raise ValidationError(_("题库里没有这个主题，请重新选择。"))

    def validate_type(self, field: Field) -> None:
        if not set(field.data or ()) <= self.offered_types:
            raise ValidationError(_("没有这种题型，请重新选择。"))

    def validate_count(self, field: Field) -> None:
        if field.data not in {*COUNTS, OTHER}:
            raise ValidationError(_("请选择题数。"))

    def validate_other(self, _field: Field) -> None:
        if self.count.data == OTHER and not 1 <= self._other_number() <= MOST_QUESTIONS:
            raise ValidationError(_("自定题数请填 1 到 %(most)s 之间的整数。", most=MOST_QUESTIONS))

    @property
    def number(self) -> int:
        """How many questions are asked for, once the form is valid."""
        return self._other_number() if self.count.data == OTHER else int(self.count.data)

    def _other_number(self) -> int:
        typed = (self.other.data or "").strip()
        return int(typed) if typed.isdecimal() and len(typed) <= 4 else 0
