"""One environment for each SDK: two of them own the same top-level package. Kept between runs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CACHE = Path(__file__).parents[2] / ".cache" / "sdk"


@dataclass(frozen=True)
class Sdk:
    package: str
    version: str
    language: str
    """What its clients ask for by default."""
    extras: tuple[str, ...] = ("httpx==0.28.1",)  # for the asynchronous client, which the SDKs do not ask for

    @property
    def requirements(self) -> tuple[str, ...]:
        return (f"{self.package}=={self.version}", *self.extras)


MAINLAND = Sdk("tencentcloud-sdk-python-ocr", "3.1.193", "zh-CN")
INTERNATIONAL = Sdk("tencentcloud-sdk-python-intl-en", "3.1.193", "en-US")


def interpreter_with(sdk: Sdk) -> Path:
    """The interpreter of an environment that has the SDK and nothing of this project."""
    folder = CACHE / f"{sdk.package}-{sdk.version}"
    installed = folder / "installed.txt"
    wanted = "\n".join(sdk.requirements)
    if not installed.is_file() or installed.read_text() != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--no-compile", *sdk.requirements], check=True)
        installed.write_text(wanted)
    return folder / "bin" / "python"
