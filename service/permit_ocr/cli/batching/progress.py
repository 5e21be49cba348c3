"""How far a batch is, for whoever watches."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text


class _Rate(ProgressColumn):
    """Photos a second, as of late."""

    def render(self, task: Task) -> Text:
        """Show it."""
        return Text(f"{task.speed:.1f} photos/s" if task.speed else "")


def progress_bar(*, quiet: bool) -> Progress:
    """Make the bar. It goes to standard error, and nowhere where that is no terminal."""
    console = Console(stderr=True)
    unread = TextColumn("{task.fields[unread]} not read")
    return Progress(
        BarColumn(),
        MofNCompleteColumn(),
        unread,
        _Rate(),
        TimeRemainingColumn(),
        console=console,
        disable=quiet or not console.is_terminal,
    )
