"""The real server, as a person starts it: `quizapp run` in a process of its own, on a free port."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from types import TracebackType

READY = 60.0
"""Seconds that a first start may take: it makes the database and imports the bank."""


class Server:
    """One running server. A context manager: stopped, and checked to have stopped well, at the end."""

    def __init__(self, data_dir: Path, **env: str) -> None:
        self.data_dir = data_dir
        self.env = {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "HOST": "127.0.0.1",
            "PORT": "0",
            "DATABASE_URL": "",
            "SECRET_KEY": "",
            "REDIS_URL": "",
            "PYTHONUNBUFFERED": "1",
            **env,
        }
        self.url = ""

    def command(self, *arguments: str) -> None:
        """Run another `quizapp` command on the same data. Raises RuntimeError, with what it said, when it fails."""
        done = subprocess.run(
            [sys.executable, "-m", "quizapp", *arguments],
            check=False,
            env=self.env,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"quizapp {' '.join(arguments)}: {done.stdout}{done.stderr}")

    def __enter__(self) -> "Server":
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with (self.data_dir / "out").open("wb") as out, (self.data_dir / "err").open("wb") as err:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "quizapp", "run"], env=self.env, stdout=out, stderr=err
            )
        try:
            self.url = self._await_ready()
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        try:
            code = self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        assert code == 0 or error is not None, f"the server ended with {code}:\n{self._said('err')}"

    def _await_ready(self) -> str:
        """Wait for the printed address, then for `/healthz`. There is no other sign of it: so we ask."""
        begun = time.monotonic()
        url = ""
        while time.monotonic() - begun < READY:
            if self.process.poll() is not None:
                break
            if not url and (found := re.search(r"http://[\w.:]+:\d+(?=/?\s)", self._said("out"))):
                url = found[0]
            if url and self._is_healthy(url):
                return url
            time.sleep(0.02)
        raise RuntimeError(f"the server did not start:\n{self._said('out')}\n{self._said('err')}")

    @staticmethod
    def _is_healthy(url: str) -> bool:
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=5) as response:  # noqa: S310 -- our own address
                return bool(response.status == 200)
        except OSError:
            return False

    def _said(self, stream: str) -> str:
        return (self.data_dir / stream).read_text("utf-8", errors="replace")
