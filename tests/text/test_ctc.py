"""The decoder collapses repeats, drops blanks, keeps to a charset and knows where each character stands."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from permit_ocr.text.ctc import BLANK, CtcDecoder

ALPHABET = ["", *"ABO0 1"]


def output(steps: str, sure: float = 0.9) -> np.ndarray:
    """Class probabilities of a path, one character a step, ``_`` for the blank."""
    rows = np.full((len(steps), len(ALPHABET)), (1 - sure) / (len(ALPHABET) - 1), np.float32)
    for t, character in enumerate(steps):
        rows[t, BLANK if character == "_" else ALPHABET.index(character)] = sure
    return rows


def test_repeats_collapse_unless_a_blank_parts_them() -> None:
    assert CtcDecoder(ALPHABET).decode(output("AA_AB__B")).text == "AABB"


@given(st.text("ABO01", max_size=12))
def test_any_text_survives_the_longest_path(text: str) -> None:
    path = "".join(f"_{c}{c}" for c in text) + "_"
    assert CtcDecoder(ALPHABET).decode(output(path)).text == text


def test_charset_forbids_other_characters_and_keeps_their_doubt() -> None:
    """The head sees an O; told to find digits it answers 0, at the head's own low probability for it."""
    steps = output("_O_1_")
    steps[1, ALPHABET.index("0")] = 0.08
    reading = CtcDecoder(ALPHABET).decode(steps, charset="01")
    assert reading.text == "01"
    assert reading.probabilities[0] < 0.1 < reading.probabilities[1]


def test_a_gap_that_the_head_saw_is_a_space_even_where_it_kept_silent() -> None:
    steps = output("A___B")
    steps[2, ALPHABET.index(" ")] = 0.3
    assert CtcDecoder(ALPHABET).decode(steps).text == "A B"
    assert CtcDecoder(ALPHABET).decode(steps, charset="AB").text == "AB"


def test_a_doubtful_character_keeps_its_alternatives() -> None:
    steps = output("_O_", sure=0.7)
    steps[1, ALPHABET.index("0")] = 0.25
    (others,) = CtcDecoder(ALPHABET).decode(steps).alternatives
    assert max(others, key=lambda character: others[character]) == "0"


def test_positions_are_relative_to_the_crop_without_its_padding() -> None:
    reading = CtcDecoder(ALPHABET).decode(output("_A_B______"), used_width=0.4)
    assert reading.positions == pytest.approx((1.5 / 4, 3.5 / 4))


def test_blank_output_is_an_empty_text_without_confidence() -> None:
    reading = CtcDecoder(ALPHABET).decode(output("____"))
    assert (reading.text, reading.confidence) == ("", 0.0)
