"""How the page is handled: by keyboard, by dropping and pasting, with a key, and with what was read in doubt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route

from permit_ocr.api.details.examples import PERMIT
from tests.browser.visit import READ, Visit
from tests.conformance.service import Service

pytestmark = pytest.mark.weights
Visits = Callable[..., Visit]
PERMITS = "**/v1/permits"
PHOTO = "hk-macao.jpg"
ANSWER = {"PortraitImage": ""}
ANSWERED = PERMIT | {"vendor": {"zh-CN": ANSWER, "en-US": ANSWER}}


def made_up(route: Route) -> None:
    route.fulfill(json=ANSWERED)


def test_the_keyboard_alone_is_enough(visit: Visits) -> None:
    seen = visit()
    seen.page.route(PERMITS, made_up)
    press_until(seen, "#specimen")
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_selector(READ)
    assert seen.page.evaluate("document.activeElement.id") == "result-title"
    press_until(seen, "button.field[data-of=name]")
    assert seen.page.locator("polygon.lit").get_attribute("data-of") == "name"
    press_until(seen, "#tab-json")
    seen.page.keyboard.press("ArrowRight")
    assert seen.page.get_attribute("#tab-sdk", "aria-selected") == "true"
    press_until(seen, "#again", "Shift+Tab")
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.id") == "choose"


def press_until(seen: Visit, selector: str, key: str = "Tab") -> None:
    for _ in range(40):
        seen.page.keyboard.press(key)
        if seen.page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} is not reached")


def test_whoever_does_not_see_the_page_is_told(visit: Visits) -> None:
    seen = visit()
    seen.page.route(PERMITS, made_up)
    seen.read(PHOTO)
    assert seen.page.inner_text("[role=status]#told") == "Read: 2 fields. 1 warning."
    assert "Proved by check digit" in seen.page.inner_text("button.field[data-of=number]")


@pytest.mark.parametrize("gesture", ["drop", "paste"])
def test_a_photo_can_be_dropped_or_pasted(visit: Visits, gesture: str) -> None:
    seen = visit()
    seen.page.route(PERMITS, made_up)
    seen.page.evaluate(
        """async (gesture) => {
            const photo = new File([await (await fetch("specimen.jpg")).blob()], "a.jpg", { type: "image/jpeg" });
            const data = new DataTransfer();
            data.items.add(photo);
            const event = gesture === "drop"
                ? new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true })
                : new ClipboardEvent("paste", { clipboardData: data, bubbles: true });
            document.body.dispatchEvent(event);
        }""",
        gesture,
    )
    seen.page.wait_for_selector(READ)


def test_the_page_asks_for_a_key_where_it_needs_one_and_uses_it(visit: Visits, service: Service) -> None:
    seen = visit("phone")
    seen.page.route("**/service.json", lambda route: route.fulfill(json=facts(keyless=False)))
    seen.read(PHOTO, "#key[open]")
    assert seen.violations() == []
    give_key(seen, "AKIDnobody", "wrong")
    seen.page.wait_for_selector("#key-wrong:not(:empty)")
    give_key(seen, service.pair.secret_id, service.pair.secret_key)
    seen.page.wait_for_selector(READ)


def facts(**changes: Any) -> dict[str, Any]:
    return {"keyless": True, "max_bytes": 10_000_000, "forget_seconds": 0} | changes


def give_key(visit: Visit, secret_id: str, secret_key: str) -> None:
    visit.page.fill("#secret-id", secret_id)
    visit.page.fill("#secret-key", secret_key)
    visit.page.keyboard.press("Enter")


def test_what_was_read_goes_when_nobody_is_there(visit: Visits) -> None:
    seen = visit()
    seen.page.route("**/service.json", lambda route: route.fulfill(json=facts(forget_seconds=1)))
    seen.page.route(PERMITS, made_up)
    seen.read(PHOTO)
    seen.page.wait_for_selector("#start:visible")
    assert "欧阳雪梅" not in seen.page.content()


def test_warnings_and_disagreement_are_drawn_and_explained(visit: Visits) -> None:
    seen = visit()
    seen.page.route(PERMITS, lambda route: route.fulfill(json=doubtful_permit()))
    seen.read(PHOTO)
    warned = seen.page.inner_text(".warned")
    assert "Altered" in warned
    assert "-9104" in warned
    assert "Number: the print differs from the code line" in warned
    assert seen.page.locator("polygon.evidence").count() == 1
    number = seen.page.inner_text("button.field[data-of=number]")
    assert "Print and code disagree" in number
    assert "Print: C87654321" in number
    assert "Code: C87654327" in number
    assert seen.violations() == []


def doubtful_permit() -> dict[str, Any]:
    number = ANSWERED["fields"]["number"] | {"value": "", "check": "contradicted", "coded": "C87654327"}
    finding = {"reason": "check digit", "strength": 0.97, "field": "number", "quad": number["quad"]}
    score = {"code": -9104, "score": 0.97, "findings": [finding]}
    fields = ANSWERED["fields"] | {"number": number}
    return ANSWERED | {"fields": fields, "warnings": ["tampered"], "scores": {"tampered": score}}


def test_every_word_of_one_language_is_in_the_other(visit: Visits) -> None:
    differing = visit().page.evaluate(
        """async () => {
            const [zh, en] = await Promise.all(["zh", "en"].map((l) => import(`./words/${l}.js`)));
            const names = (words) => Object.entries(words.default).flatMap(([name, word]) =>
                word.constructor === Object ? Object.keys(word).map((each) => `${name}.${each}`) : [name]);
            const [a, b] = [names(zh), names(en)];
            return [...a.filter((n) => !b.includes(n)), ...b.filter((n) => !a.includes(n))];
        }"""
    )
    assert differing == []
