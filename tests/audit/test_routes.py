"""Every address of the site is known here: a route that is lost, renamed or new must be lost, renamed or new in
`routes.txt` too, where a reviewer sees it."""

from pathlib import Path

from flask import Flask

LISTED = Path(__file__).with_name("routes.txt")


def routes(app: Flask) -> list[str]:
    """`endpoint METHODS rule` of every route, sorted."""
    return sorted(
        f"{rule.endpoint} {','.join(sorted((rule.methods or set()) - {'HEAD', 'OPTIONS'}))} {rule.rule}"
        for rule in app.url_map.iter_rules()
    )


def test_the_routes_are_the_listed_ones(app: Flask) -> None:
    assert routes(app) == LISTED.read_text("utf-8").splitlines()
