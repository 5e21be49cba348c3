"""Processor, cores and memory, beside what the settings ask of them."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from permit_ocr.cli.checkup.cgroup import cpu_limit, memory_limit
from permit_ocr.cli.checkup.check import Check, good, note
from permit_ocr.settings import Settings, usable_cpus

_WORKER_MB = 350
"""Resident memory of a worker with ONNX Runtime, in MB of 1,048,576 bytes: 0.3 GB and some room for large photos."""
_LISTENER_MB = 120
"""That of the process that listens, with some requests in flight."""


def check_processor() -> Check:
    """Whether it has the vector instructions that inference is quick with."""
    flags = _processor_flags()
    if platform.machine() not in {"x86_64", "AMD64"}:
        return note("processor", platform.machine(), "measured on x86-64 alone; run: permit-ocr read --profile PHOTO")
    known = [flag for flag in ("avx2", "avx512f", "avx512_vnni", "amx_bf16") if flag in flags]
    if "avx2" not in flags:
        return note("processor", "no AVX2", "reading takes several times as long; use a processor made after 2013")
    if "amx_bf16" in flags:
        faster = "OpenVINO may be faster here: pip install 'permit-ocr[openvino]' and PERMIT_OCR_MODELS__RUNTIME=auto"
        return note("processor", ", ".join(known), faster)
    return good("processor", ", ".join(known))


def check_cores(settings: Settings) -> Check:
    """Whether workers and their threads fit the processors."""
    usable = min(float(usable_cpus()), cpu_limit() or float("inf"))
    workers, threads = settings.server.workers, settings.server.threads_per_worker
    found = f"{usable:g} usable of {os.cpu_count()}; {workers} workers of {threads} threads"
    if workers * threads > max(usable, 1):
        fitting = max(1, int(usable) // threads)
        return note(
            "cores", found, f"more threads than cores make everybody late: PERMIT_OCR_SERVER__WORKERS={fitting}"
        )
    if workers * threads < int(usable):
        return note("cores", found, f"some cores idle: PERMIT_OCR_SERVER__WORKERS={int(usable) // threads}")
    return good("cores", found)


def check_memory(settings: Settings) -> Check:
    """Whether the workers fit the memory that is left."""
    server, most = settings.server, settings.server.worker_memory_mb
    workers = server.workers + server.spare_workers
    needed = workers * _WORKER_MB + _LISTENER_MB
    left = min(_available(), memory_limit() or _available()) >> 20
    found = f"{left} MB for {workers} workers with the spare ones, which need about {needed} MB"
    if left < needed:
        fewer = max(1, (left - _LISTENER_MB) // _WORKER_MB - server.spare_workers)
        return note("memory", found, f"start fewer: PERMIT_OCR_SERVER__WORKERS={fewer}")
    if workers * most > left:
        fitting = max(_WORKER_MB, (left - _LISTENER_MB) // workers)
        return note("memory", found, f"each may grow to {most} MB: PERMIT_OCR_SERVER__WORKER_MEMORY_MB={fitting}")
    return good("memory", found)


def _processor_flags() -> frozenset[str]:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return frozenset()
    flags = next((line.partition(":")[2] for line in lines if line.startswith("flags")), "")
    return frozenset(flags.split())


def _available() -> int:
    """Bytes that new programs may take without swapping (proc(5), ``MemAvailable``)."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("MemAvailable"))
