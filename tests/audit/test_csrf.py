"""No form is accepted without the token of its page."""

from flask import Flask
from werkzeug.routing import Rule

VALUES = {"int": 1, "default": "x", "string": "x", "path": "x", "any": "x", "uuid": "0" * 32}


def _url(app: Flask, rule: Rule) -> str:
    """The rule with something in the place of each variable."""
    values = {
        name: next(v for kind, v in VALUES.items() if type(converter) is app.url_map.converters[kind])
        for name, converter in rule._converters.items()
    }
    built = app.url_map.bind("localhost").build(rule.endpoint, values, method="POST")
    return str(built)


def test_every_form_is_refused_without_its_token(app: Flask) -> None:
    client = app.test_client()
    accepted = []
    posts = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    for rule in posts:
        url = _url(app, rule)
        status = client.post(url, data={"anything": "at all"}).status_code
        if status != 400:
            accepted.append(f"{rule.endpoint} {url}: {status}")
    assert posts
    assert accepted == []
