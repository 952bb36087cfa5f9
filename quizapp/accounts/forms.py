"""The forms of the accounts, and the sentences that say what is wrong with a name or a password."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, EqualTo

from quizapp.accounts.rules import (
    NAME_MAX,
    NAME_MIN,
    PASSWORD_MAX,
    PASSWORD_MIN,
    NameProblem,
    PasswordProblem,
    name_problem,
    password_problem,
    tidy_name,
)

NAME_SENTENCES = {
    NameProblem.TOO_SHORT: _l("名字至少要有%(n)d个字。", n=NAME_MIN),
    NameProblem.TOO_LONG: _l("名字最多%(n)d个字。", n=NAME_MAX),
    NameProblem.BAD_CHARACTER: _l("名字里只能有汉字、字母、数字和 _ - ·，不能有空格或其他符号。"),
    NameProblem.NO_LETTER: _l("名字里至少要有一个汉字、字母或数字。"),
}
NAME_TAKEN = _l("这个名字已经有人用了，或者和别人的看起来一样，请换一个。")
PASSWORD_SENTENCES = {
    PasswordProblem.TOO_SHORT: _l("密码至少要有%(n)d个字符。", n=PASSWORD_MIN),
    PasswordProblem.TOO_LONG: _l("密码最多%(n)d个字符。", n=PASSWORD_MAX),
    PasswordProblem.COMMON: _l("这个密码太常见，很容易被猜中，请换一个。"),
    PasswordProblem.LIKE_NAME: _l("密码不能和名字一样。"),
}
WRONG_PASSWORD = _l("密码不对。")

_NAME_FIELD = {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
_OLD_PASSWORD = {"autocomplete": "current-password"}
_NEW_PASSWORD = {"autocomplete": "new-password"}


def _good_name(_form: FlaskForm, field: StringField) -> None:
    if problem := name_problem(tidy_name(field.data or "")):
        raise ValidationError(str(NAME_SENTENCES[problem]))


def _good_password(form: FlaskForm, field: PasswordField) -> None:
    name = form.name.data or "" if "name" in form else ""
    if problem := password_problem(field.data or "", name):
        raise ValidationError(str(PASSWORD_SENTENCES[problem]))


class LoginForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    name = StringField(_l("名字"), [DataRequired(_l("请填写名字。"))], render_kw=_NAME_FIELD)
    password = PasswordField(_l("密码"), [DataRequired(_l("请填写密码。"))], render_kw=_OLD_PASSWORD)
    next = HiddenField()


class RegisterForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_l("名字"), [DataRequired(_l("请填写名字。")), _good_name], render_kw=_NAME_FIELD)
    password = PasswordField(
        _l("密码"), [DataRequired(_l("请填写密码。")), _good_password], render_kw=_NEW_PASSWORD
    )
    again = PasswordField(
        _l("再填一遍密码"),
        [DataRequired(_l("请再填一遍密码。")), EqualTo("password", _l("两遍密码不一样。"))],
        render_kw=_NEW_PASSWORD,
    )
    next = HiddenField()


class NameForm(FlaskForm):  # type: ignore[misc]
    name = StringField(_l("名字"), [DataRequired(_l("请填写名字。")), _good_name], render_kw=_NAME_FIELD)


class ZoneForm(FlaskForm):  # type: ignore[misc]
    time_zone = SelectField(_l("时区"), validate_choice=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.time_zone.choices = choices
        self._offered = dict(choices)

    def validate_time_zone(self, field: SelectField) -> None:
        if field.data not in self._offered:
            raise ValidationError(_("没有这个时区，请从列表里选择。"))


class PasswordForm(FlaskForm):  # type: ignore[misc]
    old = PasswordField(_l("现在的密码"), [DataRequired(_l("请填写现在的密码。"))], render_kw=_OLD_PASSWORD)
    new = PasswordField(
        _l("新密码"), [DataRequired(_l("请填写新密码。")), _good_password], render_kw=_NEW_PASSWORD
    )
    again = PasswordField(
        _l("再填一遍新密码"),
        [DataRequired(_l("请再填一遍新密码。")), EqualTo("new", _l("两遍新密码不一样。"))],
        render_kw=_NEW_PASSWORD,
    )


class DeleteForm(FlaskForm):  # type: ignore[misc]
    password = PasswordField(_l("密码"), [DataRequired(_l("请填写密码。"))], render_kw=_OLD_PASSWORD)
