"""What can go wrong, in the words of the domain.

Messages are written for the caller: they say what to do and never repeat the input. Vendor codes live in
``api/errors.py`` alone.
"""


class PermitOcrError(Exception):
    """Base of every error that this package raises on purpose."""


class UndecodableImageError(PermitOcrError):
    """The bytes are not a picture that can be read: wrong format, truncated, or empty."""


class ImageTooLargeError(PermitOcrError):
    """The picture has more pixels than the configured limit; found from its header, before decoding."""


class NoPermitFoundError(PermitOcrError):
    """No card of a known kind is to be seen in the picture."""


class ModelFileError(PermitOcrError):
    """A weight file is missing or is not the one that the manifest names."""


class EngineUnavailableError(PermitOcrError):
    """The asked-for inference engine or device is not present on this machine."""


class SelfCheckError(PermitOcrError):
    """The packaged specimen was not read as it should be; the installation cannot be trusted."""


class OverloadedError(PermitOcrError):
    """More photos wait than the configured queue holds, or longer than a photo may."""

    def __init__(self, message: str, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        """Whole seconds after which there is likely to be room."""


class DeadlineExceededError(PermitOcrError):
    """One photo took longer than the configured limit and was given up."""


class MemoryExceededError(PermitOcrError):
    """One photo took more memory than the configured limit and was given up."""


class WorkerCrashedError(PermitOcrError):
    """The worker process died while it read this photo."""

    def __init__(self, message: str = "", *, killed: bool = False) -> None:
        super().__init__(message)
        self.killed = killed
        """Whether it was killed from outside, as far as is known: then the photo may well be innocent."""


class ReaderDefectError(PermitOcrError):
    """The reader raised something that it should not. The message holds places in the code, never data."""
