"""The command `quizapp`: serve, and what an operator does beside it."""

import argparse
import getpass
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from limits.errors import ConfigurationError
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from quizapp import schema
from quizapp.accounts import invitations, service
from quizapp.accounts.forms import NAME_SENTENCES, PASSWORD_SENTENCES
from quizapp.accounts.models import Role
from quizapp.asgi import CannotListen, listen, serve
from quizapp.clock import system_clock
from quizapp.config import BadConfig, Config, from_env
from quizapp.db import db
from quizapp.factory import create_app
from quizapp.library.service import BadBank, ImportResult, import_bank
from quizapp.paths import BANK
from quizapp.web import logs


class Refused(ValueError):  # noqa: N818 -- reads as what it is
    """The command cannot do what was asked. The message is one sentence for the operator."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code: 0, or 1 with one sentence on stderr; usage errors exit with 2."""
    arguments = _parser().parse_args(argv)
    try:
        _do(arguments, from_env())
    except (BadConfig, BadBank, CannotListen, Refused, schema.WrongSchema) as error:
        print(error, file=sys.stderr)
        return 1
    except (DBAPIError, sqlite3.Error) as error:
        print(_database_sentence(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="quizapp",
        description="知新：题库、练习和复习。设置由环境变量 HOST、PORT、DATA_DIR、DATABASE_URL、SECRET_KEY、REDIS_URL 给出。",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("run", help="启动网站（数据库和题库会自动准备好）")
    database = commands.add_parser("db", help="数据库").add_subparsers(
        dest="action", required=True, metavar="ACTION"
    )
    database.add_parser("upgrade", help="把数据库升级到本程序的版本")
    bank = commands.add_parser("import-bank", help="导入一个题库文件")
    bank.add_argument("file", type=Path, metavar="FILE", help="题库文件（.jsonl）")
    user = commands.add_parser("create-user", help="新建一个账号")
    user.add_argument("--name", required=True, help="名字")
    user.add_argument(
        "--role", choices=[role.value for role in Role], default=Role.LEARNER.value, help="身份"
    )
    user.add_argument("--password-stdin", action="store_true", help="从标准输入读密码，而不是询问")
    return parser


def _do(arguments: argparse.Namespace, config: Config) -> None:
    if arguments.command == "run":
        run(config)
    elif arguments.command == "db":
        upgrade(config)
    elif arguments.command == "import-bank":
        import_file(config, arguments.file)
    else:
        create_user(config, arguments.name, Role(arguments.role), arguments.password_stdin)


def run(config: Config) -> None:
    """Prepare what is needed and serve until told to stop. The port comes first: two never share a start."""
    with listen(config.host, config.port) as listener:
        app = _app(config)
        with _ready(app):
            import_bank(db.session, BANK, system_clock())
            token = invitations.invite_first_teacher(db.session, system_clock())
        host = f"[{config.shown_host}]" if ":" in config.shown_host else config.shown_host
        url = f"http://{host}:{listener.getsockname()[1]}"
        if token:
            print(f"还没有老师。用这个一次性链接成为第一位老师：{url}/first-teacher/{token}")
        print(f"知新 正在运行：{url}", flush=True)
        logs.configure()
        serve(app, listener)


def upgrade(config: Config) -> None:
    """Bring the database to this program's schema, and say whether that was needed."""
    with _ready(_app(config)) as upgraded:
        pass
    print("数据库已升级。" if upgraded else "数据库已是最新。")


def import_file(config: Config, path: Path) -> None:
    """Import a bank file and say what came of it."""
    with _ready(_app(config)):
        result = import_bank(db.session, path, system_clock())
    print(_import_sentence(path, result))


def create_user(config: Config, name: str, role: Role, password_stdin: bool) -> None:
    """Make a user with a role; the password is asked for, or read from standard input."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask_password()
    with _ready(_app(config)):
        now = system_clock()
        try:
            user = service.register(db.session, None, name=name, password=password, now=now, role=role)
        except service.BadName as error:
            raise Refused(str(NAME_SENTENCES[error.problem])) from error
        except service.BadPassword as error:
            raise Refused(str(PASSWORD_SENTENCES[error.problem])) from error
        except service.NameTaken as error:
            raise Refused(_NAME_TAKEN.format(name)) from error
        if user.registered_at != now:  # a form sent twice is forgiven on the web; a command says what it did
            raise Refused(_NAME_TAKEN.format(name))
        print(f"已新建{_ROLES[Role(user.role)]}“{user.display_name}”。")


def _ask_password() -> str:
    if not sys.stdin.isatty():
        raise Refused("这里不能询问密码，请加上 --password-stdin，并从标准输入给出密码。")
    password = getpass.getpass("密码：")
    if getpass.getpass("再输一遍：") != password:
        raise Refused("两遍密码不一样，没有新建账号。")
    return password


def _app(config: Config) -> Flask:
    try:
        make_url(config.database_url)
    except (ArgumentError, ValueError) as error:
        raise Refused("DATABASE_URL 写得不对，例如应为 postgresql://用户:密码@主机:端口/数据库。") from error
    try:
        return create_app(config)
    except ModuleNotFoundError as error:
        if error.name not in _EXTRAS:
            raise
        raise Refused(f"缺少 {error.name}，请先安装 quizapp[{_EXTRAS[error.name]}]。") from error
    except ConfigurationError as error:
        raise Refused("REDIS_URL 无法使用：应以 redis:// 开头，并已安装 quizapp[redis]。") from error


@contextmanager
def _ready(app: Flask) -> Iterator[bool]:
    """Inside, the app's database has this program's schema. Gives whether it had to be upgraded."""
    with app.app_context():
        try:
            yield schema.upgrade()
        finally:
            db.session.remove()
            db.engine.dispose()


def _import_sentence(path: Path, result: ImportResult) -> str:
    return (
        f"题库“{path.name}”：新增 {result.added} 题，更新 {result.changed} 题，"
        f"不变 {result.unchanged} 题，停用 {result.retired} 题。"
    )


def _database_sentence(error: DBAPIError | sqlite3.Error) -> str:
    said = str(error.orig if isinstance(error, DBAPIError) else error).strip()
    folded = said.lower()
    for words, sentence in _DATABASE_SENTENCES:
        if any(word in folded for word in words):
            return sentence
    return f"数据库出错：{said.splitlines()[0] if said else type(error).__name__}"


_NAME_TAKEN = "名字“{}”已经有人用了，或者和别人的看起来一样，请换一个。"
_ROLES = {Role.LEARNER: "学习者", Role.TEACHER: "老师", Role.ADMIN: "管理员"}
_EXTRAS = {"psycopg": "postgresql", "redis": "redis"}
_DATABASE_SENTENCES = (
    (("locked",), "数据库被别的程序锁住了，请先停掉那个程序再试。"),
    (("readonly", "read-only"), "数据库只能读取，不能写入，请检查文件和文件夹的权限。"),
    (("unable to open",), "数据库文件打不开，请检查 DATA_DIR 或 DATABASE_URL 的位置和权限。"),
    (
        ("not a database", "malformed"),
        "数据库文件已损坏，或不是 SQLite 数据库；请从备份恢复，或换一个 DATA_DIR。",
    ),
    (("full",), "磁盘已满，数据库写不进去。"),
    (
        ("connect", "refused", "resolve"),
        "连不上 DATABASE_URL 指的数据库，请检查地址、账号和数据库是否已启动。",
    ),
)


if __name__ == "__main__":
    sys.exit(main())
