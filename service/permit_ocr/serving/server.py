"""The service as one program: credentials, workers, and then the listening socket."""

from __future__ import annotations

import asyncio
import signal
import socket
import sys
from functools import partial

import structlog
import uvicorn

from permit_ocr import selfcheck
from permit_ocr.api.app import create_app
from permit_ocr.api.credentials import create_key
from permit_ocr.api.key_file import KeyPair
from permit_ocr.api.live_keyring import LiveKeyring
from permit_ocr.serving.confine import leave_no_core
from permit_ocr.serving.connections import bounded_protocol, connection_limits
from permit_ocr.serving.handshake import server_context
from permit_ocr.serving.held import ReaderCheck, ReaderFactory
from permit_ocr.serving.limits import PoolLimits
from permit_ocr.serving.listener import bind, not_free, turn_away
from permit_ocr.serving.loading import load_reader
from permit_ocr.serving.logs import configure_logging
from permit_ocr.serving.operations_port import operations_port
from permit_ocr.serving.pool import ReaderPool
from permit_ocr.serving.readers import reader_options
from permit_ocr.serving.tracing import tracing
from permit_ocr.settings import Settings

_LONGEST_HEAD = 1024 * 1024
"""Bytes of request line and headers. A GET may have 32 KB, but one with a whole photo in it is to be told so in a way
that clients understand, and what is longer than this gets a bare HTTP 400."""

_LAST_ACCEPT_SECONDS = 0.05
"""How long the connections that wait to be accepted, or are half made, have before the listener closes."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def serve(settings: Settings) -> None:
    """Run the service until it is told to stop.

    Raises :class:`PermitOcrError` when it cannot start, before anything listens.
    """
    factory = partial(load_reader, reader_options(settings), settings.server.threads_per_worker)
    serve_reader(settings, factory, selfcheck.check)


def serve_reader(settings: Settings, factory: ReaderFactory, check: ReaderCheck) -> None:
    """Run the service with any reader."""
    configure_logging(settings.log, tracing(settings.tracing))
    leave_no_core()
    keyring = open_keyring(settings)
    asyncio.run(_run(settings, keyring, ReaderPool(factory, check, pool_limits(settings))))


def open_keyring(settings: Settings) -> LiveKeyring:
    """Load the credentials; where there are none at all, make a pair and show it, this once."""
    keyring = LiveKeyring(settings.credentials_file, settings.credentials.get_secret_value())
    if len(keyring) == 0:
        _show(create_key(settings.credentials_file))
    return keyring


def _show(pair: KeyPair) -> None:
    # To standard output and past the logger: logs go to standard error, and are kept and shipped.
    sys.stdout.write(
        "A credential pair was created. It is not shown again.\n"
        f"  SecretId:  {pair.secret_id}\n"
        f"  SecretKey: {pair.secret_key}\n"
    )
    sys.stdout.flush()


def pool_limits(settings: Settings) -> PoolLimits:
    """The settings that are about reading many photos."""
    return PoolLimits(
        workers=settings.server.workers,
        spares=settings.server.spare_workers,
        threads_per_worker=settings.server.threads_per_worker,
        queue=settings.limits.queue,
        standing_queue=settings.limits.standing_queue,
        queue_seconds=settings.limits.queue_seconds,
        read_seconds=settings.limits.read_seconds,
        start_seconds=settings.server.start_seconds,
        worker_photos=settings.server.worker_photos,
        worker_memory=settings.server.worker_memory_mb << 20,
        read_memory=settings.limits.read_memory_mb << 20,
    )


async def _run(settings: Settings, keyring: LiveKeyring, pool: ReaderPool) -> None:
    tls = server_context(settings.server.tls_certificate, settings.server.tls_key)
    app = create_app(pool, keyring, settings)
    config = uvicorn.Config(
        app,
        host=settings.server.host,
        port=settings.server.port,
        log_config=None,
        access_log=False,  # the audit log says more, and less
        server_header=False,
        proxy_headers=False,  # who a client is, no header decides
        lifespan="on",
        ws="none",
        http=bounded_protocol(connection_limits(settings), tls),
        h11_max_incomplete_event_size=_LONGEST_HEAD,
        timeout_keep_alive=settings.limits.idle_seconds,
        timeout_graceful_shutdown=settings.server.drain_seconds,
    )
    # A port in use is found out before the models are loaded; until the workers are ready, connections are refused.
    with bind(settings.server.host, settings.server.port) as listener:
        server = _Server(config, pool)
        _heed_signals(server)
        async with operations_port(settings.metrics, app.state.observed), pool:
            await server.serve(sockets=[listener])


class _Server(uvicorn.Server):
    """Lets the probes know at once when it listens and when it was told to stop, and cuts nobody off."""

    def __init__(self, config: uvicorn.Config, pool: ReaderPool) -> None:
        super().__init__(config)
        self._pool = pool

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen; raises :class:`AddressError` where another socket has come to listen there since it was bound."""
        try:
            await super().startup(sockets)
        except OSError as error:
            raise not_free(self.config.host, self.config.port, error) from None
        for listener in sockets or []:
            _log.info("listening", host=self.config.host, port=listener.getsockname()[1])
        self._pool.open()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Finish the requests in progress, and those that were on their way."""
        self._pool.drain()
        for listener in sockets or []:
            turn_away(listener)
        await asyncio.sleep(_LAST_ACCEPT_SECONDS)
        await super().shutdown(sockets)


def _heed_signals(server: _Server) -> None:
    """Let signals stop the server only, from now on.

    While the workers start, it then ends as soon as they have. And uvicorn raises the signals again when it is done,
    before the pool closes.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, server.handle_exit)
