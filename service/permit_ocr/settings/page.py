"""The settings of the page for people."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from permit_ocr.settings.group import Group
from permit_ocr.settings.groups import ServerSettings


class PageSettings(Group):
    """The page for people, at ``/page/``."""

    served: Literal["auto", "always", "never"] = "auto"
    """Whether there is one; ``auto``: where the service listens on loopback alone."""
    keyless: bool = True
    """Whether, where the service listens on loopback alone, the page reads photos without a key. ``False`` is for where
    a proxy on this machine lets others in."""

    forget_seconds: int = Field(default=300, ge=0)
    """After how many seconds without a touch or a key the page lets go of what it shows; 0 is never."""

    def is_served(self, server: ServerSettings) -> bool:
        """Whether there is a page."""
        return self.served == "always" or (self.served == "auto" and server.on_loopback)

    def is_keyless(self, server: ServerSettings) -> bool:
        """Whether a browser on this machine needs no key for it."""
        return self.keyless and self.is_served(server) and server.on_loopback
