"""The form of the study settings."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from quizapp.study.models import LEAST_GOAL, MOST_GOAL, MOST_NEW
from quizapp.study.scheduling import LEAST_RETENTION, MOST_RETENTION

LEAST_PERCENT, MOST_PERCENT = round(LEAST_RETENTION * 100), round(MOST_RETENTION * 100)


def _whole(least: int, most: int) -> list[InputRequired | NumberRange]:
    sentence = _l("请填 %(least)d 到 %(most)d 之间的整数。", least=least, most=most)
    return [InputRequired(message=sentence), NumberRange(least, most, message=sentence)]


class WholeNumberField(IntegerField):
    """An integer whose own message is left to the validators: one sentence for one mistake."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number; what is none becomes None, which no range allows."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = int(text) if text.isdecimal() and len(text) <= 9 else None


class SettingsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Daily goal, new cards a day, and the share of recalls wished for, in percent."""

    daily_goal = WholeNumberField(_l("每日目标（题）"), _whole(LEAST_GOAL, MOST_GOAL))
    new_per_day = WholeNumberField(_l("每天的新卡片（张）"), _whole(0, MOST_NEW))
    retention_percent = WholeNumberField(_l("希望记住的比例（百分之）"), _whole(LEAST_PERCENT, MOST_PERCENT))

    @property
    def numbers(self) -> tuple[int, int, int]:
        """The three numbers of a form that was validated."""
        goal, new, percent = self.daily_goal.data, self.new_per_day.data, self.retention_percent.data
        if goal is None or new is None or percent is None:
            raise ValueError("the form has not been validated")
        return goal, new, percent
