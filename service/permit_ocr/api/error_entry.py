"""One of the vendor's codes, and what is said with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from permit_ocr.api.language import Language


@dataclass(frozen=True, slots=True)
class ErrorEntry:
    """One vendor code. Messages may have ``{blanks}`` that :class:`ApiError` fills."""

    code: str
    english: str
    chinese: str
    unasked: Language = Language.ENGLISH
    """The language where the client asks for none: English at the gateway, Chinese in the OCR product."""

    def because(self, english: str, chinese: str) -> ErrorEntry:
        """The same code with a reason behind its message."""
        return replace(self, english=f"{self.english} {english}", chinese=f"{self.chinese}{chinese}")

    def saying(self, english: str, chinese: str) -> ErrorEntry:
        """The same code with other words."""
        return replace(self, english=english, chinese=chinese)
