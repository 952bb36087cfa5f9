"""Time from `quizapp run` to `/healthz` saying 200: the first start makes the database and imports the bank."""

import tempfile
import time
from pathlib import Path

from tests.serving import Server


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        print("\nStart")
        for which in ("first", "second", "third"):
            begun = time.perf_counter()
            with Server(Path(folder)):
                print(f"{which:28}{time.perf_counter() - begun:>8.2f} s")


if __name__ == "__main__":
    main()
