"""Report the progress of a stage, in a bar on stderr if wanted."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

# Called with the name of a stage, the steps done, and all steps (0 if their number is not known).
Progress = Callable[[str, int, int], None]


def silent(stage: str, done: int, total: int) -> None:
    """Report nothing."""


@contextmanager
def progress_bar(*, is_shown: bool) -> Iterator[Progress]:
    """Yield a function that draws progress on stderr, if shown and stderr is a terminal."""
    if not is_shown:
        yield silent
        return
    with tqdm(unit=" documents", disable=None, leave=False) as line:

        def draw(stage: str, done: int, total: int) -> None:
            line.total = total or None  # the rows of a table are counted as they come
            line.unit = " documents" if total else " rows"
            line.set_description(stage)
            line.update(done - line.n)

        yield draw
