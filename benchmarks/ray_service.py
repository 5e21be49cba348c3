"""The service on a Ray of its own, on this machine and until it is told to end; settings say with how many readers."""

from __future__ import annotations

import os
import secrets
import signal
import tempfile

# Before Ray is imported, which looks at it. Without a token of its own, it makes one and leaves it in the home folder.
os.environ |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}

from permit_ocr.serving.ray_app import app  # isort: skip
from permit_ocr.settings import load_settings  # isort: skip

import ray  # isort: skip
from ray import serve  # isort: skip

STORE_BYTES = 100 << 20


def main() -> None:
    """Serve."""
    settings = load_settings()
    with tempfile.TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:
        options = {"object_store_memory": STORE_BYTES, "include_dashboard": False, "log_to_driver": False}
        ray.init("local", num_cpus=settings.ray.max_readers, _temp_dir=folder, **options)
        serve.start(http_options={"host": settings.server.host, "port": settings.server.port})
        serve.run(app({}))
        signal.sigwait({signal.SIGTERM})
        ray.shutdown()


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    main()
