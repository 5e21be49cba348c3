"""Keys, address, who may see what, and the Redis."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack

from permit_ocr.api.credentials import Keyring
from permit_ocr.api.key_file import CredentialsError
from permit_ocr.cli.checkup.check import Check, bad, good, note
from permit_ocr.serving.listener import AddressError, bind
from permit_ocr.settings import Settings


def check_keys(settings: Settings) -> Check:
    """Whether the credentials can be used."""
    path = settings.credentials_file
    try:
        keys = len(Keyring.load(path, settings.credentials.get_secret_value()))
    except CredentialsError as error:
        found, _, remedy = str(error).partition("; run: ")
        return bad("keys", found, f"run: {remedy}" if remedy else "mend or remove the file, or PERMIT_OCR_CREDENTIALS")
    if keys:
        return good("keys", f"{keys} active")
    nearest = next(folder for folder in path.parents if folder.exists())
    if not os.access(nearest, os.W_OK):
        return bad(
            "keys", f"none, and {nearest} cannot be written", "set PERMIT_OCR_CREDENTIALS or ..._CREDENTIALS_FILE"
        )
    return good("keys", "none yet; the first start of the service makes a pair")


def check_ports(settings: Settings) -> Iterator[Check]:
    """Whether the service could listen."""
    wanted = {"port": (settings.server.host, settings.server.port)}
    if settings.metrics.port is not None:
        wanted["metrics port"] = settings.metrics.host, settings.metrics.port
    with ExitStack() as held:  # together, as the service holds them: one port cannot serve both
        for name, (host, port) in wanted.items():
            try:
                held.enter_context(bind(host, port)).listen()
            except AddressError as error:
                yield note(name, str(error), "fine where the service runs already; else choose another port")
            else:
                yield good(name, f"{host} port {port} is free")


def check_exposure(settings: Settings) -> Iterator[Check]:
    """Who may see what."""
    if settings.server.on_loopback:
        yield good("exposure", "this machine alone reaches the service")
    elif settings.server.tls_certificate:
        yield good("exposure", f"others reach it at {settings.server.host}, by https")
    else:
        yield note(
            "exposure",
            f"others reach it at {settings.server.host}, by plain http",
            "put https in front of it, or set PERMIT_OCR_SERVER__TLS_CERTIFICATE",
        )
    shown = settings.metrics.on_service_port(settings.server)
    if shown and not settings.server.on_loopback:
        yield note(
            "metrics", "whoever reaches the service sees them", "PERMIT_OCR_METRICS__PORT gives them another port"
        )
    if settings.page.served == "always" and not settings.server.on_loopback:
        yield note("page", "whoever reaches the service sees it", "PERMIT_OCR_PAGE__SERVED=auto keeps it on loopback")


def check_redis(settings: Settings) -> Iterator[Check]:
    """Whether the Redis that counts for several services answers."""
    import redis

    url = settings.rate_limit.redis_url.get_secret_value()
    if not url:
        return
    seconds = 2.0
    try:
        redis.Redis.from_url(url, socket_timeout=seconds, socket_connect_timeout=seconds).ping()  # pyright: ignore[reportUnknownMemberType]
    except (redis.RedisError, ValueError) as error:  # its text may hold the password
        fallen_back = (
            f"requests are {'let through' if settings.rate_limit.on_failure == 'open' else 'refused'} meanwhile"
        )
        yield bad(
            "redis", f"{type(error).__name__}; {fallen_back}", "start it, or mend PERMIT_OCR_RATE_LIMIT__REDIS_URL"
        )
    else:
        yield good("redis", "answers")
