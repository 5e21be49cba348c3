"""The same service on a Ray cluster: ``serve run permit_ocr.serving.ray_app:app``.

Fronts hold the web application, readers hold one :class:`PermitReader` each, and Ray Serve starts, replaces and
multiplies both. A reader has as many CPUs of the cluster as it has threads, a GPU of its own where the models run on
one, and one photo at a time. Photos are not gathered into batches: a reader reads them one by one, so that the first of
a batch would wait for the last and nobody would be answered earlier.
"""

# Ray's decorators and handles have types in part only; what is taken out of them gets its type below.
# pyright: reportUnknownMemberType=false, reportUnknownArgumentType=false, reportUnknownVariableType=false

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any

import structlog
from fastapi import FastAPI

from permit_ocr import selfcheck
from permit_ocr.api.app import create_app
from permit_ocr.api.key_file import CredentialsError
from permit_ocr.api.live_keyring import LiveKeyring
from permit_ocr.errors import OverloadedError, ReaderDefectError, WorkerCrashedError
from permit_ocr.serving.environment import library_environment, prepare_ray
from permit_ocr.serving.held import ReaderCheck, ReaderFactory
from permit_ocr.serving.loading import load_reader
from permit_ocr.serving.logs import configure_logging
from permit_ocr.serving.readers import reader_options
from permit_ocr.serving.remote import RemoteReaders
from permit_ocr.serving.replica import Replica, TimedAnswer
from permit_ocr.serving.server import pool_limits
from permit_ocr.serving.tracing import tracing
from permit_ocr.settings import Settings, load_settings

prepare_ray()

from ray import serve  # noqa: E402 - it looks at its environment when it is imported
from ray.exceptions import RayActorError, RayError  # noqa: E402
from ray.serve.config import AutoscalingConfig  # noqa: E402
from ray.serve.exceptions import BackPressureError, RayServeException, ReplicaUnavailableError  # noqa: E402
from ray.serve.handle import DeploymentHandle  # noqa: E402
from ray.serve.schema import LoggingConfig  # noqa: E402

_READER, _FRONT = "reader", "front"

_REQUESTS_OF_A_FRONT = 1000
"""How many it may hold: far more than may wait for readers, for a front refuses with the vendor's code and Ray with a
bare HTTP 503."""

_COUNT_SECONDS = 1.0
"""How often a front asks how many readers are up."""

_HEALTH_SECONDS = 2.0
"""How often Ray looks whether a reader lives, and so how long a dead one may go unreplaced."""

_MISSED_CHECKS = 3
"""How many checks in a row a reader may leave unanswered, as it does while it reads, before Ray 2.60 replaces it."""

_log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


def app(args: Mapping[str, str | int]) -> serve.Application:
    """Build the application. Arguments win over the ``PERMIT_OCR_RAY__*`` variables: ``max_readers=16``."""
    settings = load_settings({"ray": dict(args)})
    factory = partial(load_reader, reader_options(settings), settings.server.threads_per_worker)
    return application(settings, factory, selfcheck.check)


def application(settings: Settings, factory: ReaderFactory, check: ReaderCheck) -> serve.Application:
    """The application with any reader."""
    memory = settings.server.worker_memory_mb << 20
    return _front(settings).bind(_reader(settings).bind(factory, check, settings.log, memory))


def _front(settings: Settings) -> serve.Deployment:
    return serve.deployment(
        name=_FRONT,
        num_replicas=settings.ray.fronts,
        max_ongoing_requests=_REQUESTS_OF_A_FRONT,
        ray_actor_options={"num_cpus": 0},  # like the process that listens elsewhere: it mostly waits
        graceful_shutdown_timeout_s=settings.server.drain_seconds,
        logging_config=LoggingConfig(enable_access_log=False),  # the audit log says more, and less
    )(serve.ingress(build_front)())


def _reader(settings: Settings) -> serve.Deployment:
    threads = settings.server.threads_per_worker
    return serve.deployment(
        name=_READER,
        autoscaling_config=AutoscalingConfig(
            min_replicas=settings.ray.min_readers,
            max_replicas=settings.ray.max_readers,
            target_ongoing_requests=1,
        ),
        max_ongoing_requests=1,
        # Ray counts a photo as waiting until a reader has taken it; how many may wait, the fronts have decided before.
        max_queued_requests=settings.limits.queue + settings.ray.max_readers,
        ray_actor_options={
            "num_cpus": threads,
            "num_gpus": int(settings.models.device == "gpu"),
            "runtime_env": {"env_vars": library_environment(threads)},
        },
        health_check_period_s=_HEALTH_SECONDS,
        health_check_timeout_s=settings.limits.read_seconds / _MISSED_CHECKS,
        graceful_shutdown_timeout_s=settings.server.drain_seconds,
        logging_config=LoggingConfig(enable_access_log=False),
    )(Replica)


def build_front() -> FastAPI:
    """The web application, as each front builds it from the settings of its own machine: secrets do not travel."""
    settings = load_settings()
    configure_logging(settings.log, tracing(settings.tracing))
    keyring = LiveKeyring(settings.credentials_file, settings.credentials.get_secret_value())
    if len(keyring) == 0:
        raise CredentialsError("there are no credentials: set PERMIT_OCR_CREDENTIALS on every node")
    handle: DeploymentHandle[Any] = serve.get_deployment_handle(_READER)
    readers = RemoteReaders(partial(_read, handle), pool_limits(settings))
    web = create_app(readers, keyring, _as_ray_listens(settings))
    web.state.counting = asyncio.create_task(_keep_counting(readers))
    return web


def _as_ray_listens(settings: Settings) -> Settings:
    """Ray decides where its proxies listen: what shows itself on loopback alone may not take that for granted."""
    return settings.model_copy(update={"server": settings.server.model_copy(update={"host": "0.0.0.0"})})  # noqa: S104


async def _read(readers: DeploymentHandle[Any], photo: bytes) -> TimedAnswer:
    try:
        answer: TimedAnswer = await readers.read.remote(photo)
    except BackPressureError:
        raise OverloadedError("more photos wait than can be read in time") from None
    except (RayActorError, ReplicaUnavailableError):
        raise WorkerCrashedError("the reader died") from None
    except (RayError, RayServeException) as error:  # its text may hold what was read
        raise ReaderDefectError(type(error).__name__) from None
    return answer


async def _keep_counting(readers: RemoteReaders) -> None:
    name = serve.get_replica_context().app_name
    while True:
        try:
            readers.note_readers(await asyncio.to_thread(_count, name))
        except (RayError, RayServeException) as error:
            _log.warning("readers_not_counted", reason=type(error).__name__)
        await asyncio.sleep(_COUNT_SECONDS)


def _count(application_name: str) -> int:
    states = serve.status().applications[application_name].deployments[_READER].replica_states
    return sum(count for state, count in states.items() if state == "RUNNING")
