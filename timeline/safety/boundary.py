"""The boundary of a file: whatever a reader raises becomes a named problem of that file."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from timeline.errors import InputError, TimelineError

# Stands in every message about an error that no reader foresaw; the fuzzing campaign counts it.
UNFORESEEN = "in a way that Timeline does not know"
REPORT = "Save it again in another format; please report it, with the file if you may."


DAMAGED = "it is damaged"


@contextmanager
def boundary(
    where: str, *, failed: str = DAMAGED, hint: str = REPORT
) -> Iterator[None]:
    """Let nothing but our own errors out of the reading of one file.

    Args:
        where: Name of the file for the message.
        failed: What the message says has failed.
        hint: What the message says to do.

    Raises:
        InputError: The file cannot be read: as the reader said, or whatever it raised.
        TimelineError: Another error of ours, as it was raised (wrong settings).
        OSError: The system refuses the file, for a reason that it states.
    """
    try:
        yield
    except TimelineError:
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.strerror:
            raise
        raise InputError(where, f"{reason(error, failed)}.", hint) from error


@contextmanager
def quiet() -> Iterator[None]:
    """Silence the warnings of libraries: what matters to a user is a problem that names a file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def reason(error: Exception, failed: str = DAMAGED) -> str:
    """Return in words why a file or row cannot be read, with the kind of error.

    >>> reason(IndexError("list index out of range"))
    'it is damaged in a way that Timeline does not know (IndexError)'
    """
    if isinstance(error, MemoryError):
        return "it needs more memory than there is"
    return f"{failed} {UNFORESEEN} ({type(error).__name__})"
