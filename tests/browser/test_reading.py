"""A real photo, a real service and a real browser, on every kind of screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.visit import PHOTOS, READ, SCREENS, Screen, Visit, open_page
from tests.conformance.service import Service

pytestmark = pytest.mark.weights
Visits = Callable[..., Visit]

TRUTH: dict[str, dict[str, Any]] = json.loads((PHOTOS / "truth.json").read_text("utf-8"))
SIDEWAYS = "home-return-exif-6.jpg"


@pytest.mark.parametrize(("screen", "language", "photo"), [
    ("phone", "zh-CN", "taiwan-upside-down.jpg"),
    ("kiosk", "en-US", "non-chinese.jpg"),
])  # fmt: skip
def test_a_photo_is_read_and_shown(visit: Visits, screen: str, language: str, photo: str) -> None:
    seen = visit(screen, locale=language, is_mobile=screen == "phone")
    assert seen.violations() == []
    seen.read(photo)
    check_shown(seen, photo, SCREENS[screen])


def check_shown(seen: Visit, photo: str, screen: Screen) -> None:
    assert seen.values() == TRUTH[photo]["expected"]
    assert seen.page.locator("polygon.card-line").count() == 1
    assert seen.page.locator("polygon.box:not(.evidence):not(.portrait)").count() == len(seen.values())
    assert seen.violations() == []
    assert not seen.spills()
    assert seen.small_targets(screen.least_target) == []


def test_the_camera_takes_a_photo_that_is_read(visit: Visits) -> None:
    seen = visit("kiosk")
    seen.page.click("#take")
    seen.page.wait_for_selector("#shoot:enabled")
    assert seen.violations() == []
    seen.page.click("#shoot")
    seen.page.wait_for_selector(READ)
    assert seen.values()["number"] == TRUTH["hk-macao.jpg"]["expected"]["number"]
    assert seen.page.evaluate("document.getElementById('video').srcObject") is None


@pytest.fixture(scope="module")
def desk(browser: Browser, service: Service) -> Iterator[Visit]:
    """A page on which a photo was read, for all who only look."""
    visit = open_page(browser, f"http://{service.endpoint}", SCREENS["desktop"])
    visit.read(SIDEWAYS)
    yield visit
    visit.page.context.close()


def test_a_photo_is_read_and_shown_on_a_desk(desk: Visit) -> None:
    check_shown(desk, SIDEWAYS, SCREENS["desktop"])


def test_boxes_lie_where_the_card_is_though_the_photo_lies_on_its_side(desk: Visit) -> None:
    outline = desk.page.locator("polygon.card-line").bounding_box()
    picture = desk.page.locator("#stage img").bounding_box()
    assert outline
    assert picture
    across = [x for x, _ in TRUTH[SIDEWAYS]["card"]]
    scale = picture["width"] / desk.page.evaluate("document.querySelector('#stage img').naturalWidth")
    assert outline["x"] - picture["x"] == pytest.approx(min(across) * scale, abs=0.03 * picture["width"])
    assert outline["width"] == pytest.approx((max(across) - min(across)) * scale, abs=0.05 * picture["width"])


def test_dark_has_as_much_contrast(desk: Visit) -> None:
    desk.page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour on its way to another
    assert desk.violations() == []
    desk.page.emulate_media(color_scheme="light", reduced_motion="null")


def test_the_vendors_answer_is_copied_whole(desk: Visit) -> None:
    desk.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.page.click("#tab-json")
    desk.page.click(".copy")
    answer = json.loads(desk.page.evaluate("navigator.clipboard.readText()"))["Response"]
    assert answer["Number"] == TRUTH[SIDEWAYS]["expected"]["number"]
    assert answer["Sex"] in {"Male", "Female"}
    assert answer["PortraitImage"].startswith("/9j/")
    assert len(answer["PortraitImage"]) > 1000


def test_the_sdk_call_names_this_service(desk: Visit) -> None:
    desk.page.click("#tab-sdk")
    assert f'endpoint="{desk.base.removeprefix("http://")}"' in desk.page.inner_text(".code pre")


def test_a_value_and_its_box_light_up_together(desk: Visit) -> None:
    desk.page.hover("button.field[data-of=sex]")
    assert desk.page.locator("polygon.lit").get_attribute("data-of") == "sex"
    desk.page.hover("polygon[data-of=number]", force=True)
    assert desk.page.locator("button.field.lit").get_attribute("data-of") == "number"


def test_the_language_changes_all_words_and_is_all_that_is_stored(desk: Visit) -> None:
    desk.page.click("[data-language=zh-CN]")
    assert desk.page.get_attribute("html", "lang") == "zh-CN"
    assert desk.page.inner_text(READ) == "港澳居民来往内地通行证"
    assert "姓名" in desk.page.inner_text("button.field[data-of=name]")
    assert desk.page.evaluate("JSON.stringify({...localStorage})") == '{"permit-ocr.language":"zh-CN"}'
    assert desk.page.evaluate("sessionStorage.length + document.cookie.length") == 0
    desk.page.click("[data-language=en]")
