"""``permit-ocr doctor``: is this machine ready, and what is to be done if not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from permit_ocr.cli.checkup.check import Check
    from permit_ocr.settings import Settings

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object, for programs.")]
Quick = Annotated[bool, typer.Option("--quick", help="Do not load the models and read the packaged photo.")]


def doctor(as_json: AsJson = False, quick: Quick = False) -> None:
    """Check this machine and this installation, and say what to fix.

    Looks at processor, cores, memory, weights, runtimes, keys, clock, ports, who may see what, and reads the packaged
    photo. Nothing is changed and nothing leaves the machine.

    Exit status: 0 the service can run, 1 it cannot, 2 the settings are wrong.
    """
    from permit_ocr.cli.checkup.check import State
    from permit_ocr.cli.checkup.report import print_checks, to_json
    from permit_ocr.settings import load_settings

    settings = load_settings()
    checks = list(_checks(settings, quick=quick))
    if as_json:
        typer.echo(to_json(checks))
    else:
        print_checks(checks)
    raise typer.Exit(int(any(check.state is State.BAD for check in checks)))


def _checks(settings: Settings, *, quick: bool) -> Iterator[Check]:
    from permit_ocr.cli import reader
    from permit_ocr.cli.checkup import clock, installation, machine, surroundings

    yield machine.check_processor()
    yield machine.check_cores(settings)
    yield machine.check_memory(settings)
    yield from installation.check_weights(settings)
    yield from installation.check_runtimes(settings)
    yield surroundings.check_keys(settings)
    yield clock.check_clock()
    yield from surroundings.check_ports(settings)
    yield from surroundings.check_exposure(settings)
    yield from surroundings.check_redis(settings)
    if not quick:
        yield installation.check_reading(reader.open_reader)
