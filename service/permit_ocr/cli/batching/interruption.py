"""Ctrl-C, and service managers that want the program to end."""

from __future__ import annotations

import asyncio
import signal

_BY_SIGNAL = 128
"""What shells add to a signal's number for the exit status of a program that it ended."""


class Interruption:
    """Whether somebody has asked the program to stop: what is in work is done, and nothing new begun."""

    def __init__(self) -> None:
        self.exit_status = 0
        """The program's, if so; else 0."""

    def watch(self) -> None:
        """Listen, as long as the event loop runs."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._note, number)

    def _note(self, number: int) -> None:
        self.exit_status = _BY_SIGNAL + number
