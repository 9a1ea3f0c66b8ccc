"""Open pipes without waiting for whoever is at their other end."""

import os


def open_at_once(path: str, flags: int) -> int:
    """Open a file or pipe at once; usable as the opener of `open`.

    A pipe to which nobody writes, or that nobody reads, would else be waited for without end.

    Returns:
        The file's descriptor, not blocking where the system knows that.

    Raises:
        OSError: It cannot be opened; ENXIO for a pipe to be written that nobody reads.
    """
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
