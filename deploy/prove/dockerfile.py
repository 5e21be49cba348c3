"""A Dockerfile as a list of instructions: as much of the language as this project's own file needs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

_VARIABLE = re.compile(r"\$\{?(?P<name>[A-Za-z_][A-Za-z0-9_]*)\}?")


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: its name, and what follows as it is written."""

    name: str
    text: str

    def words(self, variables: Mapping[str, str]) -> list[str]:
        """What follows as words, with variables filled in."""
        return shlex.split(fill(self.text, variables))

    def assignments(self, variables: Mapping[str, str]) -> dict[str, str]:
        """``NAME=VALUE`` pairs."""
        pairs = (word.partition("=") for word in self.words(variables))
        return {name: value for name, _, value in pairs}


def fill(text: str, variables: Mapping[str, str]) -> str:
    """Replace ``$NAME`` and ``${NAME}``."""
    return _VARIABLE.sub(lambda match: variables.get(match["name"], ""), text)


def instructions(path: Path) -> list[Instruction]:
    """Read a file: comments dropped, continued lines joined."""
    return list(_parse(path.read_text("utf-8")))


def allowed(path: Path) -> list[str]:
    """What a ``.dockerignore`` that begins with ``*`` lets in again."""
    lines = path.read_text("utf-8").splitlines()
    return [line.removeprefix("!") for line in lines if line.startswith("!")]


def _parse(text: str) -> Iterator[Instruction]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    for line in filter(None, (line.strip() for line in joined.splitlines())):
        name, _, rest = line.partition(" ")
        yield Instruction(name, rest.strip())
