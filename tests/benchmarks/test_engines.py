"""What counts as a difference between engines."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.engines import as_markdown, differences
from benchmarks.outcome import Outcome
from permit_ocr.cli.evaluation.share import Share
from permit_ocr.text.network import Runtime
from permit_ocr.types import DocumentKind, Field

KIND = DocumentKind.HOME_RETURN_PERMIT
TRUE = {Field.NAME: "张三", Field.SEX: "男"}
RIGHT = Outcome("photo", KIND, ("clean",), TRUE, {}, dict(TRUE), {}, KIND, 1.0, 0.0, 1.0, 0.1, {})


def test_an_empty_answer_is_another_answer() -> None:
    silent = replace(RIGHT, read={Field.NAME: "张三"})

    assert sum(differences(silent, RIGHT)) == 1
    assert not any(differences(RIGHT, RIGHT))


def test_a_field_that_is_not_on_the_card_is_no_difference() -> None:
    assert not any(differences(replace(RIGHT, read={**TRUE, Field.PLACE: "广东"}), RIGHT))


def test_every_engine_is_counted_against_the_first() -> None:
    wrong = replace(RIGHT, read={Field.NAME: "张二", Field.SEX: "男"})

    table = as_markdown([{Runtime.ONNXRUNTIME: RIGHT, Runtime.PADDLE: wrong}], "one photo")

    half = Share(1, 2)
    assert f"| paddle | {half} | {half} | {half} |" in table
