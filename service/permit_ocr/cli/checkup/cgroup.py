"""What a container or a service manager lets this process have (cgroup version 2, Linux's cgroups(7))."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")


def cpu_limit(root: Path = ROOT, own: Path | None = None) -> float | None:
    """The processors' worth of time that it may use, ``None`` where there is no limit."""
    quotas = (text.split() for text in _values(root, own, "cpu.max"))
    limits = [int(quota) / int(period) for quota, period in quotas if quota != "max"]
    return min(limits, default=None)


def memory_limit(root: Path = ROOT, own: Path | None = None) -> int | None:
    """The bytes that it may use, ``None`` where there is no limit."""
    return min((int(text) for text in _values(root, own, "memory.max") if text != "max"), default=None)


def _values(root: Path, own: Path | None, name: str) -> Iterator[str]:
    """A file of the own group and of every group around it: the tightest limit counts."""
    group = own or _own_group()
    for folder in (group, *group.parents):
        try:
            yield (root / folder / name).read_text().strip()
        except OSError:
            continue


def _own_group() -> Path:
    """The path of this process's group below :data:`ROOT`; the root itself where version 2 is not in use."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return Path()
    return next((Path(line.removeprefix("0::/")) for line in lines if line.startswith("0::/")), Path())
