"""What needs no running Ray."""

from __future__ import annotations

import asyncio
import os
import warnings
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
import yaml

from permit_ocr.errors import OverloadedError, ReaderDefectError, WorkerCrashedError
from permit_ocr.settings import SettingsError, load_settings
from tests.serving.readers import ScriptedReader, trust

DEPLOY = Path(__file__).parents[2] / "deploy" / "ray"
SECRET = "what was read"


@pytest.fixture(scope="module")
def ray_app() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Ray's own, while it is imported
        from permit_ocr.serving import ray_app
    return ray_app


def reader(ray_app: ModuleType, **settings: Any) -> Any:
    """The reader as Ray is told of it."""
    return ray_app._reader(load_settings(settings))


def test_a_reader_has_a_cpu_for_each_thread_and_one_photo_at_a_time(ray_app: ModuleType) -> None:
    deployment = reader(ray_app, server={"threads_per_worker": 2}, ray={"max_readers": 5})
    assert deployment.ray_actor_options["num_cpus"] == 2
    assert deployment.ray_actor_options["num_gpus"] == 0
    assert deployment.ray_actor_options["runtime_env"]["env_vars"]["OMP_NUM_THREADS"] == "2"
    assert deployment.max_ongoing_requests == 1
    assert deployment._deployment_config.autoscaling_config.max_replicas == 5


def test_a_reader_has_a_gpu_where_the_models_run_on_one(ray_app: ModuleType) -> None:
    deployment = reader(ray_app, models={"device": "gpu"})
    assert deployment.ray_actor_options["num_gpus"] == 1


def test_a_photo_that_a_reader_is_free_for_is_never_one_too_many(ray_app: ModuleType) -> None:
    assert reader(ray_app, limits={"queue": 0}, ray={"max_readers": 3}).max_queued_requests == 3


def test_secrets_stay_where_they_are(ray_app: ModuleType) -> None:
    settings = load_settings({"credentials": "AKIDsomebody:a-secret-key"})
    front = ray_app.application(settings, ScriptedReader, trust)._bound_deployment
    reader = front.init_args[0]._bound_deployment
    assert "a-secret-key" not in f"{front.init_args}{front.init_kwargs}{reader.init_args}{reader.init_kwargs}"


def test_arguments_are_settings(ray_app: ModuleType) -> None:
    assert ray_app.app({"min_readers": "2"})
    with pytest.raises(SettingsError, match="PERMIT_OCR_RAY__MAX_REEDERS"):
        ray_app.app({"max_reeders": "2"})
    with pytest.raises(SettingsError, match="min_readers is more than max_readers"):
        ray_app.app({"min_readers": "9"})


def test_no_usage_statistics_are_sent(ray_app: ModuleType) -> None:
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"


def test_what_ray_raises_is_told_in_our_words(ray_app: ModuleType) -> None:
    from ray.exceptions import ActorDiedError, RayTaskError
    from ray.serve.exceptions import BackPressureError, DeploymentUnavailableError, ReplicaUnavailableError

    meant = [
        (BackPressureError(1, 1), OverloadedError),
        (ActorDiedError(), WorkerCrashedError),
        (ReplicaUnavailableError("reader"), WorkerCrashedError),
        (DeploymentUnavailableError(None), ReaderDefectError),
        (RayTaskError("read", SECRET, ValueError(SECRET)), ReaderDefectError),
        (RayTaskError("read", SECRET, ValueError(SECRET)).as_instanceof_cause(), ReaderDefectError),
    ]
    for error, expected in meant:
        with pytest.raises(expected) as caught:
            asyncio.run(ray_app._read(handle_that_raises(error), b""))
        assert SECRET not in str(caught.value)
        assert caught.value.__suppress_context__


def handle_that_raises(error: Exception) -> SimpleNamespace:
    async def remote(_: bytes) -> None:
        raise error

    return SimpleNamespace(read=SimpleNamespace(remote=remote))


@pytest.mark.parametrize("name", ["serve.yaml", "rayservice.yaml"])
def test_ray_takes_the_configurations_that_are_shipped(ray_app: ModuleType, name: str) -> None:
    from ray.serve.schema import ServeDeploySchema

    shipped = yaml.safe_load((DEPLOY / name).read_text("utf-8"))
    config = yaml.safe_load(shipped["spec"]["serveConfigV2"]) if "spec" in shipped else shipped
    (application,) = ServeDeploySchema.model_validate(config).applications
    assert application.import_path == f"{ray_app.app.__module__}:{ray_app.app.__name__}"
    assert ray_app.app(application.args)
