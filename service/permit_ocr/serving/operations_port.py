"""Probes and metrics on a port of their own, from before the workers start until after the last answer."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Generator
from contextlib import asynccontextmanager, contextmanager

import uvicorn

from permit_ocr.api.operations import Observed, operations_app
from permit_ocr.serving.listener import bind
from permit_ocr.settings import MetricsSettings


class _Beside(uvicorn.Server):
    """A server beside another one, which alone takes the signals."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave them to the other one."""
        yield


@asynccontextmanager
async def operations_port(settings: MetricsSettings, observed: Observed) -> AsyncGenerator[None]:
    """Serve the port, where there is one; raises :class:`AddressError` where it is taken."""
    if settings.port is None:
        yield
        return
    app = operations_app(observed)
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, lifespan="off", ws="none")
    with bind(settings.host, settings.port) as listener:
        server = _Beside(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving
