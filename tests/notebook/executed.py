"""Run a script of cells as a notebook would, and write what it gives as Markdown with pictures.

usage: python -m tests.notebook.executed examples/notebook.py

Pictures need Chromium (see tests/headless.py); they are drawn from the HTML that a cell's last value
shows in a notebook.
"""

import ast
import contextlib
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.headless import ARGUMENTS, chromium

CELL = re.compile(r"^# %%( \[markdown\])?$", re.MULTILINE)
SIZES = {"_repr_html_": "760,390", "to_html": "1000,640"}


@dataclass(frozen=True)
class Cell:
    """A cell of a script: words or code."""

    is_words: bool
    text: str


@dataclass(frozen=True)
class Result:
    """What a cell gives: what it prints, and the value of its last line if that is shown as HTML."""

    printed: str
    shown: Any


def cells_of(script: str) -> Iterator[Cell]:
    """Yield the cells of a script; what stands before the first is left out."""
    _, *parts = CELL.split(script)
    for mark, text in zip(parts[::2], parts[1::2], strict=True):
        words = text.strip()
        if mark:
            words = re.sub(r"^# ?", "", words, flags=re.MULTILINE)
        yield Cell(is_words=bool(mark), text=words)


def run(cell: Cell, names: dict[str, Any], path: Path) -> Result:
    """Run a cell of code; the names it binds stay for the next."""
    tree = ast.parse(cell.text)
    last = tree.body[-1]
    value = None
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        if isinstance(last, ast.Expr):
            tree.body.pop()
            exec(compile(tree, str(path), "exec"), names)
            value = eval(compile(ast.Expression(last.value), str(path), "eval"), names)
        else:
            exec(compile(tree, str(path), "exec"), names)
    return Result(printed=out.getvalue(), shown=value)


def html_of(value: Any) -> tuple[str, str] | None:
    """Return a value as a page of HTML and the size of its picture; None if it shows none."""
    if hasattr(value, "to_html") and hasattr(value, "update_layout"):
        return str(value.to_html(include_plotlyjs=True)), SIZES["to_html"]
    if hasattr(value, "_repr_html_"):
        return f"<meta charset=utf-8>{value._repr_html_()}", SIZES["_repr_html_"]
    return None


def draw(html: str, size: str, path: Path) -> None:
    """Draw a page as a picture."""
    browser = chromium()
    if browser is None:
        raise SystemExit("Chromium is needed; name it in TIMELINE_CHROMIUM.")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "cell.html"
        page.write_text(html, encoding="utf-8")
        shot = [f"--screenshot={path}", f"--window-size={size}", "--hide-scrollbars"]
        wait = ["--virtual-time-budget=10000"]
        command = [browser, *ARGUMENTS, *shot, *wait, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def written(path: Path, *, with_pictures: bool) -> str:
    """Run a script and return it as Markdown, its pictures beside it as NAME-1.png, ..."""
    script = path.read_text(encoding="utf-8")
    names: dict[str, Any] = {"__file__": str(path.resolve())}
    pieces = [f"# {(ast.get_docstring(ast.parse(script)) or '').splitlines()[0]}"]
    pictures = 0
    for cell in cells_of(script):
        if cell.is_words:
            pieces.append(cell.text)
            continue
        pieces.append(f"```python\n{cell.text}\n```")
        result = run(cell, names, path)
        if result.printed:
            pieces.append(f"```text\n{result.printed.rstrip()}\n```")
        page = html_of(result.shown)
        if page is not None:
            pictures += 1
            picture = path.with_name(f"{path.stem}-{pictures}.png")
            if with_pictures:
                draw(*page, picture)
            pieces.append(f"![What the cell shows]({picture.name})")
    return "\n\n".join(pieces) + "\n"


if __name__ == "__main__":
    script = Path(sys.argv[1])
    script.with_suffix(".md").write_text(
        written(script, with_pictures=True), encoding="utf-8"
    )
