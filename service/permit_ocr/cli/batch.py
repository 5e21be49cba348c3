"""``permit-ocr batch``: folders of photos in, one file of values out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files, folders (with all below them), globs, and URLs such as s3://bucket/folder or s3://bucket/*.jpg.",
        show_default=False,
    ),
]
Out = Annotated[
    Path,
    typer.Option(metavar="FILE", help="What to write: FILE.jsonl, FILE.csv or FILE.parquet.", show_default=False),
]
NumberOfWorkers = Annotated[
    int | None, typer.Option("--workers", min=1, help="Processes that read. Default: one a core.")
]
Ray = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Read on a Ray cluster: its address, or local for one on this machine. Default: no Ray.",
        show_default=False,
    ),
]
Resume = Annotated[bool, typer.Option("--resume", help="Go on with a batch that was stopped: what it read stays.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is there.")]
Portraits = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Also write the portraits there. Default: they are not kept.", show_default=False),
]
Quiet = Annotated[bool, typer.Option("--quiet", help="No progress bar, and no summary at the end.")]


def batch(
    paths: Paths,
    out: Out,
    workers: NumberOfWorkers = None,
    ray: Ray = None,
    resume: Resume = False,
    force: Force = False,
    portraits: Portraits = None,
    quiet: Quiet = False,
) -> None:
    """Read many photos of permit cards, on all cores, into one file.

    Every photo becomes one record: what was read, or why it could not be. Records are in the order in which they
    were done. Ctrl-C ends after the photos in work; --resume, from the same folder, goes on.

    The output holds people's data, and so does FILE.jsonl beside a CSV or Parquet file that is not complete yet:
    they are created for your user alone (mode 0600), and so are portraits.

    Exit status: 0 all were read, 1 some were not, 2 could not run, 130 stopped by Ctrl-C.
    """
    from permit_ocr.settings import load_settings

    if resume and force:
        raise typer.BadParameter("it is either --resume or --force")
    settings = load_settings({"server": {"workers": workers}} if workers else {})

    from permit_ocr.cli.batching import job
    from permit_ocr.cli.batching.output import Output
    from permit_ocr.cli.batching.photos import find_photos
    from permit_ocr.cli.batching.portraits import PortraitFolder
    from permit_ocr.serving.logs import configure_logging

    # The death of a worker is in the records; the rest would tear the progress bar.
    configure_logging(settings.log.model_copy(update={"level": "error"}))
    output = Output(out)
    photos = find_photos(paths)
    folder = PortraitFolder(portraits, paths) if portraits else None
    crew = job.ray_workers(settings, ray) if ray else job.local_workers(settings)
    status = job.Job(photos, output, folder, quiet).run(crew, resume=resume, force=force)
    raise typer.Exit(status)
