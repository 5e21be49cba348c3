"""The clock: signatures are good for five minutes, so one that is wrong refuses everybody."""

from __future__ import annotations

import ctypes
import time
from pathlib import Path

from permit_ocr.api.authentication import WINDOW_SECONDS
from permit_ocr.cli.checkup.check import Check, bad, good, note

_TIME_ERROR = 5
"""What ``adjtimex`` answers while nothing keeps the clock in step; -1 where it may not be asked (adjtimex(2))."""
_ROOM = 1024
"""Bytes; more than ``struct timex`` has on any machine."""


def check_clock(installed: Path = Path(__file__)) -> Check:
    """Whether something keeps the clock in step, and whether it is at least later than this program."""
    minutes = WINDOW_SECONDS // 60
    remedy = f"requests are refused when client and server differ by {minutes} minutes: run chrony or systemd-timesyncd"
    if time.time() < installed.stat().st_mtime:
        return bad("clock", "earlier than the installation of this program", remedy)
    state = _kernel_state()
    if state == _TIME_ERROR:
        return note("clock", "the kernel knows of nothing that keeps it in step", remedy)
    if state < 0:
        return note("clock", "whether it is kept in step cannot be told from in here", remedy)
    return good("clock", "kept in step")


def _kernel_state() -> int:
    asked = ctypes.create_string_buffer(_ROOM)  # all zero: look, change nothing
    return ctypes.CDLL(None).adjtimex(asked)
