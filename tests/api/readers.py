"""A made-up person, and readers that need no models."""

from __future__ import annotations

import time

from permit_ocr.api.status import ReaderStatus, Unready
from permit_ocr.errors import NoPermitFoundError, UndecodableImageError
from permit_ocr.types import DocumentKind, Field, FieldReading, PermitReading, Point, Portrait, Quad

PERMIT, CAT, DEFECT = b"\xff\xd8 a permit", b"\xff\xd8 a cat", b"\xff\xd8 a defect"
SLOW = b"\xff\xd8 a permit that takes a second"

CARD = Quad((Point(0, 0), Point(10, 0), Point(10, 6), Point(0, 6)))
PORTRAIT_JPEG = b"\xff\xd8 a face"
VALUES = {
    Field.NAME: "欧阳雪梅",
    Field.LATIN_NAME: "OUYANG,XUEMEI",
    Field.NUMBER: "C87654321",
    Field.SEX: "女",
    Field.BIRTH_DATE: "1981.08.03",
    Field.VALIDITY: "2019.10.09-2029.10.08",
    Field.AUTHORITY: "中华人民共和国出入境管理局",
    Field.PLACE: "广东",
}


def permit_reading() -> PermitReading:
    return PermitReading(
        DocumentKind.EXIT_ENDORSEMENT_HK_MACAO,
        CARD,
        {field: FieldReading(value, 0.99) for field, value in VALUES.items()},
        Portrait(PORTRAIT_JPEG, CARD),
    )


class MadeUpReader:
    """What a worker holds."""

    def read(self, photo: bytes, /) -> PermitReading:
        if photo == SLOW:
            time.sleep(1)
        if photo in (PERMIT, SLOW):
            return permit_reading()
        if photo == CAT:
            raise NoPermitFoundError("no card of a known kind is to be seen")
        if photo == DEFECT:
            raise RuntimeError(f"unexpected {VALUES[Field.NAME]} {VALUES[Field.NUMBER]}")
        raise UndecodableImageError("not a picture")


class MadeUpPhotoReader:
    """What the application is given."""

    def __init__(self, failure: Exception | None = None, *, unready: Unready | None = None) -> None:
        self.status = ReaderStatus(unready)
        self._failure = failure

    def admit(self) -> None:
        pass

    async def read(self, photo: bytes, /) -> PermitReading:
        if self._failure:
            raise self._failure
        return MadeUpReader().read(photo)


def trust(_: object) -> None:
    pass
