"""What reads beyond doubt is not hidden; what the code line gave, or may be a part of a name, is no proof."""

from __future__ import annotations

from dataclasses import replace

import pytest

from permit_ocr.quality.surface.unread import surely_read
from permit_ocr.types import CheckState, Evidence, Field, FieldReading
from tests.quality.shipped_views import view_of

SURE = FieldReading("x", 0.999, printed="x")


def proves(field: Field, reading: FieldReading) -> bool:
    return surely_read(replace(view_of("hk-macao.jpg"), fields={field: reading}), field.value)


def test_a_set_form_that_reads_surely_is_whole() -> None:
    assert proves(Field.VALIDITY, SURE)
    assert not proves(Field.VALIDITY, replace(SURE, confidence=0.5))


def test_what_the_code_line_gave_was_not_read() -> None:
    assert not proves(Field.NUMBER, replace(SURE, printed="y", check=CheckState.REPAIRED))


@pytest.mark.parametrize("field", [Field.NAME, Field.LATIN_NAME])
def test_a_name_is_whole_where_its_spelling_confirms_it(field: Field) -> None:
    assert not proves(field, SURE)
    assert not proves(field, replace(SURE, evidence=Evidence(0.999, 1)))
    assert proves(field, replace(SURE, evidence=Evidence(0.999, 1, support=1)))
