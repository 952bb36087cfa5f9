"""Third-party files in `static/` are exactly the ones that the manifest names, byte for byte."""

import hashlib
import json
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[2] / "static"
MANIFEST = STATIC / "vendor" / "manifest.json"
ENTRIES: list[dict[str, str]] = json.loads(MANIFEST.read_text(encoding="utf-8"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_a_vendored_file_has_the_bytes_the_manifest_promises(entry: dict[str, str]) -> None:
    content = (STATIC / entry["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["name"])
def test_a_vendored_file_comes_with_its_version_and_licence(entry: dict[str, str]) -> None:
    assert entry["version"]
    assert entry["licence"]
    assert (STATIC / entry["licence_file"]).read_text(encoding="utf-8").strip()


def test_nothing_unlisted_lies_among_the_vendored_files() -> None:
    listed = {MANIFEST}
    for entry in ENTRIES:
        listed |= {STATIC / entry["file"], STATIC / entry["licence_file"]}
    present = {
        path for folder in ("vendor", "fonts") for path in (STATIC / folder).rglob("*") if path.is_file()
    }
    assert present <= listed
