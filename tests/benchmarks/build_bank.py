"""Wall time and peak memory of a cold `question-bank build` of the shipped source, in a process of its own."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        # No cache of an earlier run: tools that keep one look for it in the temporary folder.
        env = {**os.environ, "TMPDIR": folder}
        out = Path(folder) / "bank.jsonl"
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "question_bank", "build", "--out", str(out)],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        took = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"question-bank build ended with {process.returncode}")
        questions = len(out.read_text("utf-8").splitlines())
        print("\nBuild the shipped bank")
        print(f"{'questions':28}{questions:>8}")
        print(f"{'wall time':28}{took:>8.2f} s")
        print(f"{'peak memory':28}{usage.ru_maxrss / 1024:>8.0f} MB")


if __name__ == "__main__":
    main()
