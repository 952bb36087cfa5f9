"""Writing files whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with LF through a temporary file beside `path`, so that nobody sees half of it.

    Raises OSError, and then leaves what stood there before.
    """
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", newline="\n", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as temporary:
        part = Path(temporary.name)
        try:
            temporary.write(text)
            temporary.close()
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
