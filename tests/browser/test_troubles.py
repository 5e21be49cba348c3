"""What the page says and does when there is no reading."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route

from tests.browser.visit import FAILED, PHOTOS, Visit, refuse

pytestmark = pytest.mark.weights
Visits = Callable[..., Visit]
PERMITS = "**/v1/permits"
PHOTO = "hk-macao.jpg"


@pytest.mark.parametrize(("status", "code", "words"), [
    (422, "no_permit_found", "No permit card found"),
    (422, "undecodable_image", "Not a photo that can be read"),
    (413, "too_large", "The photo is too large"),
    (504, "read_timeout", "Reading took too long"),
    (500, "internal_error", "2d6f2b1e-7c1a-4d0e-9a43-0d1c5f0e8a77"),
])  # fmt: skip
def test_each_trouble_is_told_in_words_with_the_keyboard_on_it(
    visit: Visits, status: int, code: str, words: str
) -> None:
    seen = visit()
    seen.page.route(PERMITS, lambda route: refuse(route, status, code))
    seen.read(PHOTO, FAILED)
    assert words in seen.page.inner_text("[role=alert]#failure")
    assert seen.page.evaluate("document.activeElement.id") == "problem-title"


def test_what_is_no_photo_is_told_by_the_service_itself(visit: Visits) -> None:
    seen = visit("phone", locale="zh-CN")
    seen.read(Path(__file__), FAILED)
    assert "不是可识读的照片" in seen.page.inner_text("#failure")
    assert seen.violations() == []
    assert not seen.spills()


def test_a_busy_service_is_asked_again_when_it_said(visit: Visits) -> None:
    seen = visit()
    answers: list[dict[str, Any]] = [{"status": 503, "code": "overloaded", "Retry-After": "1"}]

    def answer(route: Route) -> None:
        refuse(route, **(answers.pop() if answers else {"status": 422, "code": "no_permit_found"}))

    seen.page.route(PERMITS, answer)
    seen.read(PHOTO, FAILED)
    assert "Trying again in 1 s." in seen.page.inner_text("#failure")
    seen.page.wait_for_selector("text=No permit card found")


def test_a_service_that_is_gone_is_told_and_can_be_tried_again(visit: Visits) -> None:
    seen = visit()
    seen.page.route(PERMITS, lambda route: route.abort())
    seen.read(PHOTO, FAILED)
    assert "The service does not answer" in seen.page.inner_text("#failure")
    seen.page.unroute(PERMITS)
    seen.page.route(PERMITS, lambda route: refuse(route, 422, "no_permit_found"))
    seen.page.click("text=Try again")
    seen.page.wait_for_selector("text=No permit card found")


def test_a_photo_that_is_too_large_is_not_sent(visit: Visits, tmp_path: Path) -> None:
    large = tmp_path / "large.jpg"
    large.write_bytes((PHOTOS / PHOTO).read_bytes() + bytes(10 * 1024 * 1024))
    seen = visit()
    seen.page.route(PERMITS, lambda _: seen.faults.append("it was sent"))
    seen.read(large, FAILED)
    assert "too large" in seen.page.inner_text("#failure")


def test_reading_can_be_cancelled(visit: Visits) -> None:
    seen = visit()
    seen.page.route(PERMITS, lambda _: None)
    seen.page.set_input_files("#file", PHOTOS / PHOTO)
    seen.page.wait_for_selector("#progress:visible")
    assert seen.page.get_attribute("#work", "aria-busy") == "true"
    seen.page.click("#cancel")
    assert seen.page.is_visible("#start")
