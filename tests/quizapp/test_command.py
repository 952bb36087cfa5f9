"""The command `quizapp`, as an operator meets it: what it prints, and its exit code."""

import io
import re
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.__main__ import main
from tests.serving import Server

pytestmark = pytest.mark.sqlite

SMALL_BANK = Path(__file__).parents[1] / "data" / "small_bank.jsonl"
PASSWORD = "tian-kong-1"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, and no other settings."""
    for name in ("HOST", "PORT", "DATABASE_URL", "SECRET_KEY", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that must fail, and gives the one sentence that it says."""

    def refused(*arguments: str) -> str:
        capsys.readouterr()
        assert main(arguments) == 1
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1, said.err
        return said.err.strip()

    return refused


def type_in(monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(line))


@pytest.mark.parametrize("arguments", [[], ["fly"], ["db"], ["import-bank"], ["create-user"], ["run", "now"]])
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_the_database_is_upgraded_once(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["db", "upgrade"]) == 0
    assert capsys.readouterr().out == "数据库已升级。\n"
    assert main(["db", "upgrade"]) == 0
    assert capsys.readouterr().out == "数据库已是最新。\n"


def test_a_bank_is_imported_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import-bank", str(SMALL_BANK)]) == 0
    assert "新增 12 题" in capsys.readouterr().out
    assert main(["import-bank", str(SMALL_BANK)]) == 0
    assert "新增 0 题，更新 0 题，不变 12 题" in capsys.readouterr().out


def test_a_file_that_is_no_bank_is_named(tmp_path: Path, refused: Callable[..., str]) -> None:
    assert "找不到题库文件" in refused("import-bank", str(tmp_path / "none.jsonl"))
    (tmp_path / "bad.jsonl").write_text("{", "utf-8")
    assert "bad.jsonl" in refused("import-bank", str(tmp_path / "bad.jsonl"))


def test_a_teacher_is_made_with_a_password_from_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], refused: Callable[..., str]
) -> None:
    command = ["create-user", "--name", "周老师", "--role", "teacher", "--password-stdin"]
    type_in(monkeypatch, PASSWORD + "\n")
    assert main(command) == 0
    assert capsys.readouterr().out == "已新建老师“周老师”。\n"
    type_in(monkeypatch, PASSWORD + "\n")
    assert "已经有人用了" in refused(*command)


@pytest.mark.parametrize(
    ("name", "password", "sentence"),
    [
        ("周", PASSWORD, "名字至少要有2个字。"),
        ("周 老师", PASSWORD, "不能有空格"),
        ("周老师", "12345678", "这个密码太常见"),
        ("周老师", "", "密码至少要有8个字符。"),
    ],
)
def test_a_bad_name_or_password_makes_nobody(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], name: str, password: str, sentence: str
) -> None:
    type_in(monkeypatch, password)
    assert sentence in refused("create-user", "--name", name, "--password-stdin")


def test_without_a_terminal_a_password_cannot_be_asked_for(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str]
) -> None:
    type_in(monkeypatch, PASSWORD)
    assert "--password-stdin" in refused("create-user", "--name", "周老师")


def test_a_taken_port_is_said_before_anything_is_done(
    data: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        assert f"端口 {port} 已被别的程序占用" in refused("run")
    assert not (data / "zhixin.sqlite3").exists()


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"PORT": "http"}, "PORT 应是 0 到 65535 之间的整数"),
        ({"HOST": "0.0.0.0", "SECRET_KEY": "changeme"}, "SECRET_KEY 太弱"),  # noqa: S104 -- refused
        ({"HOST": "203.0.113.7", "PORT": "0"}, "HOST=203.0.113.7"),
        ({"PORT": "0", "DATABASE_URL": "mysql://db/quiz"}, "DATABASE_URL 应以"),
        ({"PORT": "0", "DATABASE_URL": "postgresql://db:port/quiz"}, "DATABASE_URL 写得不对"),
        ({"PORT": "0", "DATABASE_URL": "postgresql://u:p@127.0.0.1:1/quiz"}, "连不上 DATABASE_URL"),
        ({"PORT": "0", "DATABASE_URL": "sqlite:////proc/none/quiz.sqlite3"}, "数据库文件打不开"),
        ({"PORT": "0", "REDIS_URL": "http://redis"}, "REDIS_URL 无法使用"),
        ({"DATA_DIR": "/proc/none"}, "数据文件夹 /proc/none 无法使用"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_settings_that_cannot_be_are_named(
    monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str], settings: dict[str, str], sentence: str
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert sentence in refused("run")


def test_a_locked_database_is_said(data: Path, refused: Callable[..., str]) -> None:
    main(["db", "upgrade"])
    held = sqlite3.connect(data / "zhixin.sqlite3", isolation_level=None)
    held.execute("BEGIN EXCLUSIVE")
    try:
        assert "数据库被别的程序锁住了" in refused("import-bank", str(SMALL_BANK))
    finally:
        held.close()


def test_a_read_only_database_is_said(
    data: Path, monkeypatch: pytest.MonkeyPatch, refused: Callable[..., str]
) -> None:
    main(["db", "upgrade"])
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///file:{data / 'zhixin.sqlite3'}?mode=ro&uri=true")
    assert "数据库只能读取" in refused("import-bank", str(SMALL_BANK))


def test_a_file_that_is_no_database_is_said(data: Path, refused: Callable[..., str]) -> None:
    data.mkdir()
    (data / "zhixin.sqlite3").write_bytes(b"This is a diary, not a database. " * 100)
    assert "不是 SQLite 数据库" in refused("run")


def test_the_database_of_a_newer_program_is_left_alone(data: Path, refused: Callable[..., str]) -> None:
    main(["db", "upgrade"])
    with sqlite3.connect(data / "zhixin.sqlite3") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "数据库的版本（9999）比程序新" in refused("run")


def test_the_database_of_another_program_is_left_alone(data: Path, refused: Callable[..., str]) -> None:
    data.mkdir()
    with sqlite3.connect(data / "zhixin.sqlite3") as connection:
        connection.execute("CREATE TABLE users (login TEXT)")
    assert "像是别的程序的数据库" in refused("run")
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("users",)]
    connection.close()


def test_a_database_that_lost_a_table_is_said(data: Path, refused: Callable[..., str]) -> None:
    main(["db", "upgrade"])
    with sqlite3.connect(data / "zhixin.sqlite3") as connection:
        connection.execute("DROP TABLE invitations")
    connection.close()
    assert "数据库缺少表 invitations" in refused("run")


def test_a_start_prints_where_it_runs_and_one_link_for_the_first_teacher(data: Path) -> None:
    links = []
    for _ in range(2):
        with Server(data) as server:
            said = (data / "out").read_text("utf-8")
            links += re.findall(r"http://\S+/first-teacher/\S+", said)
            assert f"知新 正在运行：{server.url}\n" in said
            assert open_status(links[-1]) == 200
            if len(links) == 2:
                token = links[0].rsplit("/", 1)[1]
                assert open_status(f"{server.url}/first-teacher/{token}") == 404
    assert len(set(links)) == 2


def test_with_a_teacher_a_start_prints_no_link(data: Path) -> None:
    server = Server(data)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "quizapp",
            "create-user",
            "--name",
            "周老师",
            "--role",
            "teacher",
            "--password-stdin",
        ],
        env=server.env,
        input=PASSWORD,
        text=True,
        check=True,
    )
    with server:
        assert "first-teacher" not in (data / "out").read_text("utf-8")


def open_status(url: str) -> int:
    try:
        with urllib.request.urlopen(url, timeout=10) as response:  # noqa: S310 -- our own server
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
