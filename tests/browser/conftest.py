from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visit import PHOTOS, SCREENS, Visit, open_page
from tests.conformance.service import Service

# A browser that looks for updates and the like on its own is of no use here, and has no network to do so.
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]


class RealService(Service):
    program = "tests.browser.server"
    start_seconds = 180


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with RealService(tmp_path_factory.mktemp("page"), PERMIT_OCR_SERVER__WORKERS="1") as service:
        yield service


@pytest.fixture(scope="module")  # while it is open, an event loop runs, and asyncio.run is out of reach for other tests
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    chromium = shutil.which("chromium") or pytest.skip("chromium is not installed, so the page cannot be tried")
    film = camera_film(tmp_path_factory.mktemp("camera"))
    with sync_playwright() as playwright:
        arguments = [*SWITCHES, f"--use-file-for-fake-video-capture={film}"]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser, service: Service) -> Iterator[Callable[..., Visit]]:
    """Opens the page. At the end of the test nothing may have gone wrong, and nobody else been asked for anything."""
    visits: list[Visit] = []

    def opened(screen: str = "desktop", **options: Any) -> Visit:
        visits.append(open_page(browser, f"http://{service.endpoint}", SCREENS[screen], **options))
        return visits[-1]

    yield opened
    for each in visits:
        each.page.context.close()
    assert [fault for each in visits for fault in each.faults] == []


def camera_film(folder: Path) -> Path:
    """What the made-up camera sees: a specimen, in the form of its wide picture."""
    with Image.open(PHOTOS / "hk-macao.jpg") as photo:
        scene = Image.new("RGB", (1600, 900), (40, 40, 40))
        scene.paste(photo, (200, 0))
    frame = io.BytesIO()
    scene.save(frame, "JPEG", quality=95, subsampling="4:2:0")
    film = folder / "camera.mjpeg"
    film.write_bytes(3 * frame.getvalue())
    return film
