"""Runs the steps of the Dockerfile where there is no container engine, and then what they made.

``python -m deploy.prove.container FOLDER`` (as root, on Debian with debootstrap, unshare, curl and openssl; 5 GB and
ten minutes): each stage is a root directory that debootstrap made, with Python in it in place of the official image.
What results is started the way ``docker run --read-only --network none --cap-drop ALL`` starts it: as the user of the
image, from a root that cannot be written, in a network namespace with loopback alone. The image's own HEALTHCHECK must
pass, and a signed request must be answered.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from deploy.prove.dockerfile import Instruction, allowed, fill, instructions

ROOT = Path(__file__).resolve().parents[2]
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
_PACKAGES = "python3,python3-venv,python-is-python3,ca-certificates"
_OF_THIS_MACHINE = ("etc/resolv.conf", "etc/pip.conf", "etc/ssl/certs/ca-certificates.crt")
"""How this machine reaches package indexes; taken out again, as no stage ends with them."""


@dataclass
class Stage:
    """A root directory that instructions change, and what they say of the process to come."""

    root: Path
    environment: dict[str, str] = field(default_factory=lambda: {"PATH": _PATH})
    arguments: dict[str, str] = field(default_factory=dict)
    folder: str = "/"
    user: str = "0"
    health: list[str] = field(default_factory=list)
    entry: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)

    @property
    def variables(self) -> Mapping[str, str]:
        """What ``$NAME`` means."""
        return {**self.arguments, **self.environment}


class Build:
    """Executes the instructions one by one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._outer: dict[str, str] = {}
        self._stages: dict[str, Stage] = {}
        self._current: Stage | None = None

    @property
    def stage(self) -> Stage:
        """The one that instructions change."""
        assert self._current, "an instruction before FROM"
        return self._current

    def execute(self, instruction: Instruction) -> None:
        """Do what one instruction says; raises :class:`KeyError` for one that is not known here."""
        print(f"--> {instruction.name} {instruction.text}", flush=True)
        steps = {
            "FROM": self._from, "ARG": self._arg, "ENV": self._env, "WORKDIR": self._workdir, "COPY": self._copy,
            "RUN": self._run, "USER": self._user, "EXPOSE": lambda _: None, "HEALTHCHECK": self._healthcheck,
            "ENTRYPOINT": self._entrypoint, "CMD": self._cmd,
        }  # fmt: skip
        steps[instruction.name](instruction)

    def _from(self, instruction: Instruction) -> None:
        words = instruction.words(self._outer)
        name = words[-1] if "AS" in words else "last"
        root = self._folder / f"stage-{name}"
        shutil.rmtree(root, ignore_errors=True)
        subprocess.run(["cp", "--archive", "--reflink=auto", self._folder / "base", root], check=True)
        self._current = self._stages[name] = Stage(root)

    def _arg(self, instruction: Instruction) -> None:
        scope = self._current.arguments if self._current else self._outer
        scope |= instruction.assignments({})

    def _env(self, instruction: Instruction) -> None:
        self.stage.environment |= instruction.assignments(self.stage.variables)

    def _workdir(self, instruction: Instruction) -> None:
        self.stage.folder = instruction.text
        (self.stage.root / instruction.text.lstrip("/")).mkdir(parents=True, exist_ok=True)

    def _copy(self, instruction: Instruction) -> None:
        words = instruction.words(self.stage.variables)
        if words[0].startswith("--from="):
            other = self._stages[words[0].removeprefix("--from=")]
            _copy_tree(other.root / words[1].lstrip("/"), self.stage.root / words[2].lstrip("/"))
            return
        target = self.stage.root / self.stage.folder.lstrip("/")
        names = allowed(ROOT / ".dockerignore") if words[0] == "." else words[:-1]
        for name in names:
            _copy_tree(ROOT / name, target / name)

    def _run(self, instruction: Instruction) -> None:
        for name in _OF_THIS_MACHINE:
            if (Path("/") / name).exists():
                shutil.copy(Path("/") / name, self.stage.root / name)
        line = fill(instruction.text, self.stage.arguments)
        _enter(self.stage, f"cd {self.stage.folder} && {line}", network=True)
        for name in _OF_THIS_MACHINE[:2]:
            (self.stage.root / name).unlink(missing_ok=True)

    def _user(self, instruction: Instruction) -> None:
        self.stage.user = instruction.text

    def _healthcheck(self, instruction: Instruction) -> None:
        self.stage.health = json.loads(instruction.text.partition("CMD ")[2])

    def _entrypoint(self, instruction: Instruction) -> None:
        self.stage.entry = json.loads(instruction.text)

    def _cmd(self, instruction: Instruction) -> None:
        self.stage.command = json.loads(instruction.text)


def _copy_tree(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy(source, target)


def _enter(stage: Stage, line: str, *, network: bool) -> None:
    """Run a shell line in the root, as root, with the mounts that a container has."""
    mounts = f"mount -t proc proc {stage.root}/proc && mount --rbind /dev {stage.root}/dev"
    inside = ["chroot", str(stage.root), "/usr/bin/env", "-i", *_pairs(stage.environment), "/bin/sh", "-c", line]
    spaces = ["--mount", "--pid", "--fork"] + ([] if network else ["--net"])
    subprocess.run(["unshare", *spaces, "sh", "-c", f'{mounts} && exec "$@"', "sh", *inside], check=True)


def _pairs(environment: Mapping[str, str]) -> list[str]:
    return [f"{name}={value}" for name, value in environment.items()]


def prove(stage: Stage) -> None:
    """Start what was built as a locked-down container, wait for its HEALTHCHECK, and have a request answered."""
    environment = stage.environment | {"PERMIT_OCR_CREDENTIALS": "AKIDprove:prove", "PERMIT_OCR_SERVER__WORKERS": "1"}
    inside = ["chroot", f"--userspec={stage.user}:{stage.user}", str(stage.root), "/usr/bin/env", "-i"]
    start = [*inside, *_pairs(environment)]
    script = ROOT / "deploy" / "prove" / "locked-down.sh"
    command = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", str(script), str(stage.root)]
    subprocess.run(
        [*command, _quoted([*start, *stage.entry, *stage.command]), _quoted([*start, *stage.health])], check=True
    )


def _quoted(words: Sequence[str]) -> str:
    return " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)


def main() -> None:
    """Build, then prove."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where to build; an earlier base system in it is used again")
    folder: Path = parser.parse_args().folder.resolve()
    if not (folder / "base" / "usr" / "bin" / "python").exists():
        folder.mkdir(parents=True, exist_ok=True)
        bootstrap = ["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", "bookworm", str(folder / "base")]
        subprocess.run(bootstrap, check=True)
    build = Build(folder)
    for instruction in instructions(ROOT / "Dockerfile"):
        build.execute(instruction)
    prove(build.stage)


if __name__ == "__main__":
    main()
