"""An operator's own photos, sorted into folders by what they show: scores and warnings of each.

``python -m benchmarks.warnings.folder PHOTOS`` expects ``PHOTOS/<label>/**/*.jpg``. A label is ``genuine`` or a warning
(``photocopied``, ``glare``, ...), or one of DLC-2021's (Polevoy et al., 2022): ``or`` original, ``cc`` colour copy,
``cg`` grey copy, ``re`` recaptured. Permits are read; cards of other kinds, which are refused, are looked at where a
``quads.json`` beside the photos says that they are. Nothing but figures and the names of files is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from benchmarks.attacks.real import real_views
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.errors import PermitOcrError
from permit_ocr.pipeline import PermitReader, Rules
from permit_ocr.quality.assess import assess
from permit_ocr.quality.policy import Policy, thresholds
from permit_ocr.types import WarningKind

_DLC: Mapping[str, str] = {"or": "genuine", "cc": "photocopied", "cg": "photocopied", "re": "recaptured"}
_PICTURES = (".jpg", ".jpeg", ".png")

Verdict = tuple[str, frozenset[WarningKind]]
"""A photo's name and its warnings."""


def main(
    folder: Annotated[Path, typer.Argument(help="The folder of labelled folders.", show_default=False)],
    policy: Annotated[Policy, typer.Option(help="permissive, standard or strict.")] = Policy.STANDARD,
) -> None:
    """Read every photo and count the warnings by label."""
    reader = PermitReader(rules=Rules(warn_from=thresholds(policy)))
    for label in sorted(path for path in folder.iterdir() if path.is_dir()):
        verdicts = list(_verdicts(reader, label, policy))
        print(f"{label.name} ({_DLC.get(label.name, label.name)}): {len(verdicts)} photos")
        for kind in WarningKind:
            print(f"  {kind}: {Share.of(kind in warned for _, warned in verdicts)}")
        for name, warned in verdicts:
            if warned:
                print(f"    {name}: {', '.join(sorted(warned))}")


def _verdicts(reader: PermitReader, folder: Path, policy: Policy) -> Iterator[Verdict]:
    for place in sorted({path.parent for path in folder.rglob("*") if path.suffix.lower() in _PICTURES}):
        if (place / "quads.json").exists():
            yield from looked_at(place, policy)
        else:
            yield from _read(reader, place)


def looked_at(folder: Path, policy: Policy) -> Iterator[Verdict]:
    """Look at cards of any kind, by where ``quads.json`` says that they are, and give the warnings of each."""
    for name, view in real_views(folder):
        yield name, frozenset(assess(view, thresholds(policy)).warnings)


def _read(reader: PermitReader, folder: Path) -> Iterator[Verdict]:
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() in _PICTURES):
        try:
            yield path.name, frozenset(reader.read(path).warnings or ())
        except PermitOcrError as error:
            print(f"    {path.name}: {error}")


if __name__ == "__main__":
    typer.run(main)
