"""Readers for tests: light, importable by name from worker processes, steered by what is in the "photo"."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from permit_ocr.errors import ModelFileError, NoPermitFoundError, SelfCheckError, UndecodableImageError
from permit_ocr.types import DocumentKind, Field, FieldReading, PermitReading, Point, Quad

CARD = Quad((Point(0, 0), Point(10, 0), Point(10, 6), Point(0, 6)))


def reading(name: str) -> PermitReading:
    return PermitReading(DocumentKind.EXIT_ENDORSEMENT_HK_MACAO, CARD, {Field.NAME: FieldReading(name, 0.9)})


class ScriptedReader:
    def read(self, photo: bytes, /) -> PermitReading:
        verb, _, rest = photo.decode().partition(" ")
        return getattr(self, f"do_{verb}")(rest)

    def do_echo(self, text: str) -> PermitReading:
        return reading(text)

    def do_pid(self, _: str) -> PermitReading:
        return reading(str(os.getpid()))

    def do_env(self, name: str) -> PermitReading:
        return reading(os.environ.get(name, ""))

    def do_sleep(self, seconds: str) -> PermitReading:
        time.sleep(float(seconds))
        return reading("slept")

    def do_spin(self, seconds: str) -> PermitReading:
        give_up_at = time.monotonic() + float(seconds)
        while time.monotonic() < give_up_at:
            pass
        return reading("spun")

    def do_refuse(self, _: str) -> PermitReading:
        raise NoPermitFoundError("no permit")

    def do_garble(self, _: str) -> PermitReading:
        raise UndecodableImageError("not a picture")

    def do_bug(self, secret: str) -> PermitReading:
        raise ValueError(secret)

    def do_die(self, _: str) -> PermitReading:
        os.kill(os.getpid(), signal.SIGSEGV)
        raise AssertionError

    def do_end(self, how: str) -> PermitReading:
        """By a signal, and count that in a file."""
        number, marker = how.split()
        with Path(marker).open("a") as file:
            file.write("x")
        os.kill(os.getpid(), int(number))
        raise AssertionError

    def do_stop(self, _: str) -> PermitReading:
        os.kill(os.getpid(), signal.SIGSTOP)
        return reading("continued")

    def do_grow(self, megabytes: str) -> PermitReading:
        self.kept = b"x" * (int(megabytes) << 20)
        return self.do_pid("")

    def do_hog(self, megabytes: str) -> PermitReading:
        bytearray(int(megabytes) << 20)
        return reading("had room")

    def do_dieonce(self, marker: str) -> PermitReading:
        path = Path(marker)
        if not path.exists():
            path.touch()
            self.do_die("")
        return reading("second time")


def trust(_: object) -> None:
    pass


def distrust(_: object) -> None:
    raise SelfCheckError("the specimen was not read")


def no_weights() -> ScriptedReader:
    raise ModelFileError("weights are missing")


def dies_at_birth() -> ScriptedReader:
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError


def never_ready() -> ScriptedReader:
    time.sleep(60)
    raise AssertionError


def buggy() -> ScriptedReader:
    raise RuntimeError("private words")
