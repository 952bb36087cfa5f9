import stat
from pathlib import Path

import pytest

from quizapp.config import BadConfig, from_env

EVERYWHERE = "0.0.0.0"  # noqa: S104 -- compared, not bound
STRONG = "0123456789abcdef0123456789abcdef"


def env(tmp_path: Path, **settings: str) -> dict[str, str]:
    return {"DATA_DIR": str(tmp_path / "data"), **settings}


@pytest.mark.parametrize("unset", ["HOST", "PORT", "DATABASE_URL", "SECRET_KEY", "REDIS_URL"])
def test_an_empty_setting_is_none(tmp_path: Path, unset: str) -> None:
    plain = from_env(env(tmp_path))
    assert from_env(env(tmp_path, **{unset: ""})) == plain


def test_without_settings_it_serves_this_machine_from_its_data_folder(tmp_path: Path) -> None:
    config = from_env(env(tmp_path))
    assert (config.host, config.port) == ("127.0.0.1", 8000)
    assert config.data_dir == tmp_path / "data"
    assert config.database_url == f"sqlite:///{tmp_path / 'data' / 'zhixin.sqlite3'}"
    assert config.redis_url == ""


def test_a_key_is_made_once_kept_private_and_used_again(tmp_path: Path) -> None:
    first = from_env(env(tmp_path)).secret_key
    assert len(first) == 64
    assert from_env(env(tmp_path)).secret_key == first
    kept = tmp_path / "data" / "secret_key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret_key"]
    assert from_env(env(tmp_path / "elsewhere")).secret_key != first


@pytest.mark.parametrize("key", ["changeme", "x" * 64, STRONG[:31]])
def test_a_weak_key_serves_this_machine_but_nobody_else(tmp_path: Path, key: str) -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        assert from_env(env(tmp_path, SECRET_KEY=key, HOST=host)).secret_key == key
    for host in (EVERYWHERE, "::", "192.168.1.5", "quiz.example"):
        with pytest.raises(BadConfig, match="SECRET_KEY 太弱"):
            from_env(env(tmp_path, SECRET_KEY=key, HOST=host))
        assert from_env(env(tmp_path, SECRET_KEY=STRONG, HOST=host)).secret_key == STRONG


@pytest.mark.parametrize("content", [b"", b"short\n", b"\xff\xfe\x00"])
def test_a_damaged_key_file_is_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "secret_key").write_bytes(content)
    with pytest.raises(BadConfig, match="secret_key"):
        from_env(env(tmp_path))


@pytest.mark.parametrize("port", ["http", "-1", "65536", "80.5", "８０"])
def test_a_port_that_is_none_is_refused(tmp_path: Path, port: str) -> None:
    with pytest.raises(BadConfig, match="PORT 应是 0 到 65535 之间的整数"):
        from_env(env(tmp_path, PORT=port))


@pytest.mark.parametrize(
    "url", ["postgres://u:p@db/quiz", "postgresql://u:p@db/quiz", "postgresql+psycopg://u:p@db/quiz"]
)
def test_every_usual_way_to_write_a_postgresql_address_is_understood(tmp_path: Path, url: str) -> None:
    assert from_env(env(tmp_path, DATABASE_URL=url)).database_url == "postgresql+psycopg://u:p@db/quiz"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db/quiz",
        "quiz.db",
        "postgresql",
        "postgresql://",
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
    ],
)
def test_other_databases_are_refused(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadConfig, match="DATABASE_URL 应以"):
        from_env(env(tmp_path, DATABASE_URL=url))


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(BadConfig, match="数据文件夹"):
        from_env(env(tmp_path))


@pytest.mark.parametrize(
    ("host", "shown"), [(EVERYWHERE, "127.0.0.1"), ("::", "127.0.0.1"), ("192.168.1.5", "192.168.1.5")]
)
def test_a_link_names_a_host_that_can_be_opened(tmp_path: Path, host: str, shown: str) -> None:
    assert from_env(env(tmp_path, HOST=host, SECRET_KEY=STRONG)).shown_host == shown
