"""A visit to the page in a real browser, and what must hold whatever is done there."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Route

PHOTOS = Path(__file__).parents[1] / "data/photos"
READ = "#result-title"
FAILED = "#problem-title"


@dataclass(frozen=True)
class Screen:
    """What somebody looks at."""

    width: int
    height: int
    touch: bool = False

    @property
    def least_target(self) -> int:
        """CSS pixels that a control has at least (WCAG 2.2, 2.5.5; twice the 24 of 2.5.8 where it is touched)."""
        return 48 if self.touch else 36


SCREENS = {
    "desktop": Screen(1280, 800),
    "phone": Screen(360, 780, touch=True),
    "kiosk": Screen(1080, 1920, touch=True),
}


@dataclass
class Visit:
    """A page in a browser that notes what must not happen."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def read(self, photo: str | Path, outcome: str = READ) -> None:
        self.page.set_input_files("#file", PHOTOS / photo)
        self.page.wait_for_selector(outcome)

    def values(self) -> dict[str, str]:
        rows = self.page.query_selector_all("button.field")
        return {row.get_attribute("data-of") or "": row.query_selector(".value").inner_text() for row in rows}

    def violations(self) -> list[str]:
        found = Axe().run(self.page, options={"resultTypes": ["violations"]}).response["violations"]
        return [f"{v['id']}: {[node['html'] for node in v['nodes']]}" for v in found]

    def spills(self) -> bool:
        return self.page.evaluate("document.documentElement.scrollWidth > window.innerWidth")

    def small_targets(self, least: int) -> list[str]:
        return self.page.evaluate(
            """(least) => [...document.querySelectorAll("button, a, select, summary, input:not(.away)")]
                .filter((e) => e.checkVisibility() && !e.closest(".skip, .foot"))
                .filter((e) => e.getBoundingClientRect().height < least)
                .map((e) => e.outerHTML.slice(0, 90))""",
            least,
        )


def open_page(browser: Browser, base: str, screen: Screen, **options: Any) -> Visit:
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        has_touch=screen.touch,
        **{"locale": "en-US"} | options,
    )
    context.set_default_timeout(90_000)
    page = context.new_page()
    visit = Visit(page, base)
    page.on("pageerror", lambda error: visit.faults.append(str(error)))
    page.on("console", lambda told: visit.faults.append(told.text) if is_fault(told) else None)
    page.on("request", lambda sent: None if local(sent.url, base) else visit.faults.append(sent.url))
    page.goto(f"{base}/page/")
    page.wait_for_selector("#cards li", state="attached")
    return visit


def is_fault(told: ConsoleMessage) -> bool:
    """Browsers call an answer that is no success an error, too."""
    return told.type == "error" and not told.text.startswith("Failed to load resource")


def local(url: str, base: str) -> bool:
    return url.startswith((f"{base}/", f"blob:{base}/", "data:"))


def refuse(route: Route, status: int, code: str, **headers: str) -> None:
    body = {"code": code, "request_id": "2d6f2b1e-7c1a-4d0e-9a43-0d1c5f0e8a77"}
    route.fulfill(status=status, json=body, headers=headers)
