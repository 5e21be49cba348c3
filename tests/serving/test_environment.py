from __future__ import annotations

import os
import subprocess
import sys

from permit_ocr.serving.environment import prepare_environment

CHARACTERS = "range(0x4E00, 0xA000)"
"""The block of the characters that names are written with."""

PROGRAM = f"""
import hashlib
from permit_ocr.permits.names import syllables
heard = [sorted(syllables(chr(character))) for character in {CHARACTERS}]
print(hashlib.sha256(repr(heard).encode()).hexdigest())
"""


def spelled() -> str:
    return subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout


def test_names_sound_the_same_without_the_table_of_phrases() -> None:
    before = os.environ.copy()
    whole = spelled()
    try:
        prepare_environment(1)
        assert os.environ["PYPINYIN_NO_PHRASES"] == "1"
        assert spelled() == whole
    finally:
        os.environ.clear()
        os.environ.update(before)
