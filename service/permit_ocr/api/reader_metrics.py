"""How the readers are doing, as metrics that are looked up when they are collected."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from permit_ocr.api.actions import PhotoReader
from permit_ocr.api.audit import note_reading
from permit_ocr.api.metrics import Metrics
from permit_ocr.api.status import ReaderStatus
from permit_ocr.types import PermitReading


class ReaderMetrics(Collector):
    """Asks the readers for their status whenever metrics are collected."""

    def __init__(self, reader: PhotoReader) -> None:
        self._reader = reader

    def collect(self) -> Iterator[Metric]:
        """The status as metrics."""
        status = self._reader.status
        yield from (GaugeMetricFamily(name, text, value) for name, text, value in _gauges(status))
        restarts = CounterMetricFamily(
            "permit_ocr_worker_restarts", "Workers that were replaced, by the reason.", labels=("reason",)
        )
        for reason, count in status.restarts.items():
            restarts.add_metric((reason,), count)
        yield restarts


def _gauges(status: ReaderStatus) -> Iterator[tuple[str, str, float]]:
    yield "permit_ocr_ready", "1 where a photo given now would be read, else 0.", float(status.ready)
    yield "permit_ocr_workers", "Processes that read, or could.", status.workers
    yield "permit_ocr_spare_workers", "Processes that are ready to take the place of one of those.", status.spares
    yield "permit_ocr_workers_memory_bytes", "Resident memory of all workers after their last answers.", status.memory
    yield "permit_ocr_photos_reading", "Photos that are read at the moment.", status.reading
    yield "permit_ocr_queue_length", "Photos that wait for a worker.", status.waiting


class MeasuredReader:
    """A :class:`PhotoReader` around another one; what it reads is counted."""

    def __init__(self, reader: PhotoReader, metrics: Metrics) -> None:
        self._reader = reader
        self._metrics = metrics

    @property
    def status(self) -> ReaderStatus:
        """That of the reader."""
        return self._reader.status

    def admit(self) -> None:
        """Raise :class:`OverloadedError` where a photo given now would be refused."""
        self._reader.admit()

    async def read(self, photo: bytes, /) -> PermitReading:
        """Read one encoded photo."""
        reading = await self._reader.read(photo)
        self._metrics.note_reading(reading)
        note_reading(reading)
        return reading
