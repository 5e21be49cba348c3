"""One environment for each client: two of them own the same top-level package. Kept between runs."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

CACHE = Path(__file__).parents[2] / ".cache" / "sdk"
CLIENTS = Path(__file__).parent / "clients"


@dataclass(frozen=True)
class Package:
    """A client as its registry has it."""

    name: str
    version: str
    extras: tuple[tuple[str, str], ...] = ()
    """Other packages to pin beside it."""

    @property
    def pins(self) -> dict[str, str]:
        return {self.name: self.version, **dict(self.extras)}

    @property
    def folder(self) -> Path:
        return CACHE / f"{self.name}-{self.version}"


# The asynchronous clients need httpx and do not ask for it.
MAINLAND = Package("tencentcloud-sdk-python-ocr", "3.1.193", (("httpx", "0.28.1"),))
INTERNATIONAL = Package("tencentcloud-sdk-python-intl-en", "3.1.193", (("httpx", "0.28.1"),))
TCCLI = Package("tccli", "3.1.189.1")
NODE_MAINLAND = Package("tencentcloud-sdk-nodejs-ocr", "4.1.232", (("tencentcloud-sdk-nodejs-common", "4.1.220"),))
NODE_INTERNATIONAL = Package("tencentcloud-sdk-nodejs-intl-en", "3.0.1335")


def python_with(package: Package) -> Path:
    """The folder of programs of an environment that has the package and nothing of this project."""
    _install_once(package, _install_with_pip)
    return package.folder / "bin"


def node_modules_with(package: Package) -> Path:
    """The folder of modules that has the package; skips the test where there is no Node."""
    if not shutil.which("node") or not shutil.which("npm"):
        pytest.skip("node and npm are not installed, so the Node SDKs cannot be tried")
    _install_once(package, _install_with_npm)
    return package.folder / "node_modules"


def without_proxies() -> dict[str, str]:
    """The environment less its proxies: a client would look for the service behind them."""
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}


def _install_once(package: Package, install: Callable[[Package], None]) -> None:
    installed, wanted = package.folder / "installed.json", json.dumps(package.pins)
    if not installed.is_file() or installed.read_text() != wanted:
        shutil.rmtree(package.folder, ignore_errors=True)
        package.folder.mkdir(parents=True)
        install(package)
        installed.write_text(wanted)


def _install_with_pip(package: Package) -> None:
    subprocess.run([sys.executable, "-m", "venv", package.folder], check=True)
    pip = [package.folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pins = [f"{name}=={version}" for name, version in package.pins.items()]
    subprocess.run([*pip, "--no-compile", *pins], check=True)


def _install_with_npm(package: Package) -> None:
    (package.folder / "package.json").write_text(json.dumps({"private": True, "dependencies": package.pins}))
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
    subprocess.run(npm, cwd=package.folder, check=True)
