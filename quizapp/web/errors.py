"""What a person sees when something goes wrong: one clear sentence, and a way on."""

import logging

from flask import Flask, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from quizapp.db import db

log = logging.getLogger("quizapp")

SENTENCES = {
    400: (_l("请求有误"), _l("这个请求不完整或已经过期，请返回上一页再试。")),
    403: (_l("没有权限"), _l("你没有打开这个页面的权限。")),
    404: (_l("没有找到"), _l("这个页面不存在，可能是地址写错了，也可能已经移走。")),
    405: (_l("方式不对"), _l("这个地址不能这样打开，请从页面上的按钮进入。")),
    409: (_l("内容已更新"), _l("这一页已经过期，请刷新后再继续。")),
    413: (_l("内容太长"), _l("提交的内容太大，请缩短后再试。")),
    429: (_l("操作太频繁"), _l("尝试得太多了，请过一会儿再试。")),
    500: (_l("出错了"), _l("系统出了问题，刚才的操作可能没有保存。我们已经记录下来，请稍后再试。")),
    503: (_l("暂时不可用"), _l("数据库正忙或只能读取，刚才的操作没有保存，请稍后再试。")),
}


def init_app(app: Flask) -> None:
    """Answer every failure with the error page and the right status."""
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(DBAPIError, _database_error)
    app.register_error_handler(Exception, _unexpected)


def page(code: int, sentence: str = "") -> tuple[str, int]:
    """The error page of a status, with its own sentence where the case has a better one."""
    title, usual = SENTENCES.get(code, SENTENCES[400 if code < 500 else 500])
    return render_template("errors/error.html", code=code, title=title, sentence=sentence or usual), code


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    return page(400, _("这一页已经过期，没有提交。请刷新后再试一次。"))


def _http_error(error: HTTPException) -> HTTPException | tuple[str, int]:
    code = error.code or 500
    if code < 400:
        return error
    known_default = error.description == type(error).description
    return page(code, "" if known_default or not error.description else str(error.description))


def _database_error(error: DBAPIError) -> tuple[str, int]:
    db.session.rollback()
    log.error("database", exc_info=error, extra={"path": request.path})
    return page(503 if _passes(error) else 500)


def _passes(error: DBAPIError) -> bool:
    """Whether the cause lies outside the program: locked, read-only, full, or a server that is away."""
    said = str(error.orig).lower()
    return error.connection_invalidated or any(
        word in said for word in ("locked", "readonly", "read-only", "disk", "unable to open", "connect")
    )


def _unexpected(error: Exception) -> tuple[str, int]:
    db.session.rollback()
    log.error("unexpected", exc_info=error, extra={"path": request.path})
    return page(500)
