"""Print lines, tables and text. Only this module writes to the terminal."""

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import TextIOWrapper

import click

from timeline.cli.text import clean

# Width of a table that goes into a file or to another program, in characters.
FILE_WIDTH = 160


def print_lines(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines without control characters, as they may hold words of articles and file names."""
    for line in lines:
        click.echo(clean(line), err=err)


def print_text(text: str) -> None:
    """Print text of our own that ends its lines itself."""
    click.echo(text, nl=False)


def print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table as wide as the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        # words of articles are text, never rich's markup
        cells = [Text(clean(cell)) for cell in row]
        table.add_row(*cells)
    width = None if _is_on_terminal() else FILE_WIDTH
    Console(width=width, soft_wrap=False).print(table)


def _is_on_terminal() -> bool:
    """Return whether a terminal shows what is printed; a program may have no output at all."""
    return sys.stdout is not None and sys.stdout.isatty()


def print_rest(rows: int) -> None:
    """Print how many rows a table does not show, if any."""
    if rows > 0:
        print_lines([f"and {rows:,} more"])


def print_failure(message: str) -> None:
    """Print why a command failed, even where its output is what failed (a full disk)."""
    if isinstance(sys.stdout, TextIOWrapper):
        _write_nowhere(sys.stdout)
    with suppress(OSError):
        print_lines([message], err=True)


def _write_nowhere(stream: TextIOWrapper) -> None:
    """Drop what is left to write: it would fail once more when the program ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def replace_missing_letters() -> None:
    """Let a terminal that lacks a letter show '?' for it instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def is_confirmed(question: str) -> bool:
    """Ask on the terminal, and return whether the answer is yes."""
    return click.confirm(question, default=False, err=True)
