"""What the environment decides: where to listen, where data lives, which key signs the cookies."""

import ipaddress
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from quizapp.paths import default_data_dir

KEY_LENGTH = 32
"""Fewest characters of a `SECRET_KEY`; `secrets.token_hex(32)` gives 64."""


class BadConfig(ValueError):  # noqa: N818 -- reads as what it is
    """The environment asks for something that cannot be. The message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one process."""

    host: str
    port: int
    data_dir: Path
    database_url: str
    secret_key: str
    redis_url: str
    """Empty: rate limits are kept in this process."""

    @property
    def shown_host(self) -> str:
        """The host to print in a link: a wildcard address cannot be opened."""
        return "127.0.0.1" if self.host in {"0.0.0.0", "::", ""} else self.host  # noqa: S104 -- compared, not bound


def from_env(env: Mapping[str, str] = os.environ) -> Config:
    """Read `HOST`, `PORT`, `DATA_DIR`, `DATABASE_URL`, `SECRET_KEY`, `REDIS_URL`; make what is missing.

    Raises BadConfig with one clear sentence for a port out of range, an unusable data folder, or a weak
    `SECRET_KEY` when others than this machine can reach the server.
    """
    host = env.get("HOST") or "127.0.0.1"
    data_dir = Path(env.get("DATA_DIR") or default_data_dir()).expanduser().resolve()
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadConfig(f"数据文件夹 {data_dir} 无法使用：{error.strerror}。") from error
    return Config(
        host=host,
        port=_port(env.get("PORT") or "8000"),
        data_dir=data_dir,
        database_url=_database_url(env.get("DATABASE_URL", ""), data_dir),
        secret_key=_secret_key(env.get("SECRET_KEY", ""), host, data_dir),
        redis_url=env.get("REDIS_URL", ""),
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 <= int(text) <= 65535:
        raise BadConfig(f"PORT 应是 0 到 65535 之间的整数，而不是“{text}”。")
    return int(text)


def _database_url(url: str, data_dir: Path) -> str:
    if not url:
        return f"sqlite:///{data_dir / 'zhixin.sqlite3'}"
    scheme, _, rest = url.partition("://")
    if rest and scheme in {"postgres", "postgresql", "postgresql+psycopg"}:
        return f"postgresql+psycopg://{rest}"
    # A database in memory would be another one for every thread.
    if scheme == "sqlite" and rest.startswith("/") and rest not in {"/", "/:memory:"}:
        return url
    raise BadConfig("DATABASE_URL 应以 sqlite:/// 或 postgresql:// 开头，后面是文件或服务器的位置。")


def _secret_key(key: str, host: str, data_dir: Path) -> str:
    if key:
        if _is_weak(key) and not _is_loopback(host):
            raise BadConfig(
                f"SECRET_KEY 太弱，不能在 HOST={host} 上使用；请换成至少 {KEY_LENGTH} 个字符的随机串，"
                "或去掉它，由程序生成。"
            )
        return key
    return _kept_key(data_dir / "secret_key")


def _kept_key(kept: Path) -> str:
    """The key in the data folder; made when there is none. Two processes that start together agree on one."""
    try:
        if not kept.exists():
            _make_key(kept)
        key = kept.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise BadConfig(f"无法读写密钥文件 {kept}，请检查文件夹权限，或设置 SECRET_KEY。") from error
    if _is_weak(key):
        raise BadConfig(f"密钥文件 {kept} 已损坏或太短，请删除它，由程序重新生成（大家需要重新登录）。")
    return key


def _make_key(kept: Path) -> None:
    """Write a new key beside its place, private from the first byte, then put it there whole or not at all."""
    made = kept.with_name(f"{kept.name}.{secrets.token_hex(4)}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    try:
        os.link(made, kept)
    except FileExistsError:
        pass  # another process was faster, and its key is the one
    finally:
        made.unlink()


def _is_weak(key: str) -> bool:
    return len(key) < KEY_LENGTH or len(set(key)) < 8


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
