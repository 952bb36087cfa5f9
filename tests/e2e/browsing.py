"""A page in the real browser, watched: its errors, its requests to other hosts, its weight."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize

DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
SCREENS = {"desktop": DESKTOP, "phone": PHONE}

PATIENCE = 15_000
"""Milliseconds to wait for what must come: generous, since a busy machine is no failure."""

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Watch:
    """What a page did that the reader does not see."""

    host: str
    errors: list[str] = field(default_factory=list)
    """Console errors (the browser reports CSP violations there too) and exceptions nobody caught."""
    elsewhere: list[str] = field(default_factory=list)
    """Requests to another host."""
    expected: list[str] = field(default_factory=list)
    """Parts of messages that a test provokes on purpose."""

    def follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._note(message, page.url))
        page.on("request", lambda request: self._check_host(request.url))

    def assert_clean(self) -> None:
        """Nothing failed, nobody else was asked."""
        assert not self.errors, self.errors
        assert not self.elsewhere, self.elsewhere

    def _note(self, message: ConsoleMessage, url: str) -> None:
        if message.type == "error" and not any(part in message.text for part in self.expected):
            self.errors.append(f"{url}: {message.text}")

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob", "about"} and parts.netloc != self.host:
            self.elsewhere.append(url)


@dataclass
class Tab:
    """One page of one person: nobody else has its cookies."""

    page: Page
    context: BrowserContext
    base: str
    watch: Watch

    def open(self, path: str) -> Page:
        """Go to a path of the site, and wait until the page and its scripts stand."""
        response = self.page.goto(self.base + path, wait_until="load")
        assert response is not None
        assert response.ok, f"{path}: {response.status}"
        return self.page

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def focused(self) -> str:
        """What has the focus, as `tag name=… #id`; for messages of failed tests."""
        return str(
            self.page.evaluate(
                "() => { const e = document.activeElement; return `${e.tagName} ${e.name || ''} #${e.id}`; }"
            )
        )


@contextmanager
def tab(
    browser: Browser,
    base: str,
    *,
    screen: str = "desktop",
    theme: str = "light",
    language: str = "zh",
    javascript: bool = True,
) -> Iterator[Tab]:
    """A new browser profile with one page. When it closes without error, the watch must be clean."""
    context = browser.new_context(
        viewport=SCREENS[screen],
        has_touch=screen == "phone",
        java_script_enabled=javascript,
        reduced_motion="reduce",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
    )
    context.set_default_timeout(PATIENCE)
    context.add_cookies(
        [{"name": "theme", "value": theme, "url": base}, {"name": "language", "value": language, "url": base}]
    )
    page = context.new_page()
    watch = Watch(urlsplit(base).netloc)
    watch.follow(page)
    try:
        yield Tab(page, context, base, watch)
        watch.assert_clean()
    finally:
        context.close()


def bytes_to_load(tab: Tab, path: str) -> int:
    """Bytes on the wire for a cold load of the path, headers and all files included."""
    session = tab.context.new_cdp_session(tab.page)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    tab.page.goto(tab.base + path, wait_until="networkidle")
    session.detach()
    return int(sum(sizes))
