"""A browser without JavaScript: follows links and fills forms, and checks what every page owes its reader."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from flask import Flask
from lxml import html
from werkzeug.test import TestResponse


class Visitor:
    """One person with one cookie jar. Keeps the page that was opened last."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.url = "/"
        self.response: TestResponse
        self.page: html.HtmlElement

    def get(self, url: str, *, status: int = 200) -> html.HtmlElement:
        """Open a page, follow redirects, expect the status."""
        return self._arrive(self.client.get(url, follow_redirects=True), status)

    def submit(self, action: str, *, status: int = 200, button: str = "", **values: Any) -> html.HtmlElement:
        """Fill the form of the present page whose action begins with `action`, and send it.

        `button` is `name=value` of the submit button that is pressed. Raises AssertionError when there is no
        such form, or the form has no field of that name.
        """
        form = self._form(action)
        fields = {name: form.fields[name] for name in form.fields if form.fields[name] is not None}
        for name, value in values.items():
            assert name in form.fields, f"the form {action} has no field {name}: {list(form.fields)}"
            fields[name] = value
        if button:
            name, _, value = button.partition("=")
            assert form.xpath(".//button[@name=$n and @value=$v]", n=name, v=value), f"no button {button}"
            fields[name] = value
        target = urljoin(self.url, form.action or self.url)
        if (form.method or "GET").upper() == "GET":
            sent = self.client.get(target, query_string=fields, follow_redirects=True)
        else:
            sent = self.client.post(target, data=fields, follow_redirects=True)
        return self._arrive(sent, status)

    def text(self, css: str = "main") -> str:
        """The visible text of the first element that the selector finds, white space folded."""
        found = self.page.cssselect(css) if css != "main" else self.page.xpath("//main")
        assert found, f"nothing on {self.url} is {css}"
        return " ".join(found[0].text_content().split())

    def _form(self, action: str) -> html.FormElement:
        for form in self.page.forms:
            path = urlsplit(urljoin(self.url, form.action or self.url)).path
            if path.startswith(action):
                return form
        raise AssertionError(f"no form to {action} on {self.url}")

    def _arrive(self, response: TestResponse, status: int) -> html.HtmlElement:
        assert response.status_code == status, f"{response.request.path}: {response.status}"
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]
        self.response = response
        self.url = response.request.full_path.removesuffix("?")
        self.page = html.fromstring(response.get_data(as_text=True))
        assert self.page.xpath("string(//title)").strip(), f"{self.url} has no title"
        assert self.page.get("lang"), f"{self.url} does not say its language"
        for form in self.page.forms:
            if (form.method or "GET").upper() == "POST":
                assert "csrf_token" in form.fields, f"a form on {self.url} has no CSRF token"
        return self.page
