"""Copies of cards: printed, laid before the camera and photographed; and genuine cards that look like copies."""

from benchmarks.attacks.attack import Attack
from benchmarks.attacks.photocopied import other_printers, printers
from benchmarks.attacks.photocopied.harmless import LIKENESSES
from benchmarks.attacks.photocopied.paper import Copying
from benchmarks.specimens import Split

ATTACKS: tuple[Attack, ...] = (
    Attack("grey_laser", Split.TUNING, Copying(printers.grey_laser)),
    Attack("grey_threshold", Split.TUNING, Copying(printers.threshold)),
    Attack("grey_copied_again", Split.TUNING, Copying(printers.grey_again)),
    Attack("colour_laser", Split.TUNING, Copying(printers.colour_laser)),
    Attack("colour_mezzotint", Split.TUNING, Copying(printers.colour_mezzotint)),
    Attack("grey_inkjet", Split.REPORTING, Copying(other_printers.grey_inkjet)),
    Attack("grey_lines", Split.REPORTING, Copying(other_printers.grey_lines)),
    Attack("grey_smooth", Split.REPORTING, Copying(other_printers.grey_smooth)),
    Attack("colour_inkjet", Split.REPORTING, Copying(other_printers.colour_inkjet)),
    Attack("colour_stippled", Split.REPORTING, Copying(other_printers.colour_stippled)),
    Attack("colour_chains", Split.REPORTING, Copying(other_printers.colour_chains)),
    *(Attack(f"harmless_{name}", split, stage) for split in Split for name, stage in LIKENESSES.items()),
)
