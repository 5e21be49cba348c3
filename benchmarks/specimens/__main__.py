"""Writes samples to a folder: ``python -m benchmarks.specimens OUT --split tuning --count 20``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2

from benchmarks.specimens import Sources, Split, samples
from benchmarks.specimens.truth import as_json, overlay


def main() -> None:
    """Write the photos, ``truth.json`` and, if asked for, pictures with the truth drawn in."""
    arguments = _arguments()
    folder: Path = arguments.folder
    folder.mkdir(parents=True, exist_ok=True)
    truth = {}
    sources = Sources(faces=arguments.faces, scenes=arguments.scenes)
    for sample in samples(arguments.split, arguments.count, first=arguments.first, sources=sources):
        (folder / f"{sample.name}.jpg").write_bytes(sample.jpeg)
        truth[f"{sample.name}.jpg"] = as_json(sample)
        if arguments.overlay:
            cv2.imwrite(str(folder / f"{sample.name}-truth.png"), overlay(sample))
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.specimens", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to write; made if missing")
    parser.add_argument("--split", type=Split, choices=list(Split), default=Split.TUNING)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--first", type=int, default=0, help="number of the first sample")
    parser.add_argument("--faces", type=Path, help="folder of face photos (*.jpg)")
    parser.add_argument("--scenes", type=Path, help="folder of photos of cards with quads.json")
    parser.add_argument("--overlay", action="store_true", help="also write pictures with the truth drawn in")
    return parser.parse_args()


if __name__ == "__main__":
    main()
