"""What templates and style sheets promise, read from the files: safe under the CSP, whole in both themes, light."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STYLES = sorted((ROOT / "static" / "css").glob("*.css"))
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
SPRITE = (ROOT / "static" / "img" / "icons.svg").read_text(encoding="utf-8")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_a_template_carries_neither_style_nor_script_of_its_own(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", html)
    assert "<style" not in html
    for tag in re.findall(r"<script\b[^>]*>", html):
        assert "src=" in tag


@pytest.mark.parametrize("path", TEMPLATES, ids=_name)
def test_every_icon_that_a_template_names_is_in_the_sprite(path: Path) -> None:
    html = path.read_text(encoding="utf-8")
    named = re.findall(r"\b(?:icon|icon_button|picture)\(\s*[\"']([a-z0-9-]+)[\"']", html)
    named += re.findall(r"\b(?:icon|icon_after)\s*=\s*[\"']([a-z0-9-]+)[\"']", html)
    for icon in named:
        assert f'id="{icon}"' in SPRITE, icon


def test_every_icon_in_the_sprite_is_named_somewhere() -> None:
    sources = [*TEMPLATES, *SCRIPTS]
    named = set(re.findall(r"[\"']([a-z0-9-]+)[\"']", "\n".join(path.read_text("utf-8") for path in sources)))
    assert set(re.findall(r'<symbol id="([\w-]+)"', SPRITE)) <= named


def test_following_the_system_into_the_dark_looks_the_same_as_choosing_dark() -> None:
    css = (ROOT / "static" / "css" / "app.css").read_text(encoding="utf-8")
    chosen, followed = (
        dict(
            re.findall(
                r"(--[\w-]+|color-scheme):\s*([^;]+);",
                re.findall(rf'\[data-theme="{theme}"\] {{(.*?)}}', css, re.DOTALL)[0],
            )
        )
        for theme in ("dark", "auto")
    )
    assert chosen == followed
    assert chosen["color-scheme"] == "dark"


def test_every_custom_property_that_is_used_is_defined() -> None:
    css = "\n".join(path.read_text(encoding="utf-8") for path in STYLES)
    assert set(re.findall(r"var\((--[\w-]+)", css)) <= set(re.findall(r"(--[\w-]+):", css))


def test_a_page_with_all_its_files_stays_under_150_kb() -> None:
    """Raw bytes, since nothing need be compressed on the way; 20 KB are left for the page itself.

    Counted are what base.html loads for everybody and the largest sheet and script that a feature may add.
    """
    base = (ROOT / "templates" / "base.html").read_text(encoding="utf-8")
    named = re.search(r"for sheet in \(([^)]*)\)", base)
    assert named, "base.html no longer lists its sheets"
    shared = set(re.findall(r"[\"'](\w+)[\"']", named[1]))
    everywhere = {"app.js", "hotkeys.js", "live.js", "shortcuts.js", "theme.js"}
    files = [path for path in STYLES if path.stem in shared] + [
        path for path in SCRIPTS if path.name in everywhere
    ]
    files += [*(ROOT / "static" / "fonts").iterdir(), ROOT / "static" / "img" / "icons.svg"]
    added = [_largest(STYLES, shared), _largest(SCRIPTS, {Path(name).stem for name in everywhere})]
    assert sum(path.stat().st_size for path in files) + sum(added) <= 130_000


def _largest(paths: list[Path], without: set[str]) -> int:
    return max((path.stat().st_size for path in paths if path.stem not in without), default=0)
