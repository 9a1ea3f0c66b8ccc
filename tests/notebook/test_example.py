"""The session in examples/ runs, and what is printed there has the form that it gives."""

import re
from pathlib import Path

import pytest

from tests.notebook.executed import cells_of, written

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "notebook.py"
PRINTED = re.compile(r"^```text\n.*?^```$", re.MULTILINE | re.DOTALL)


def test_cells_are_words_and_code() -> None:
    script = '"""Title."""\n\n# %% [markdown]\n# Some\n# words.\n\n# %%\nx = 1\nx\n'
    assert [(cell.is_words, cell.text) for cell in cells_of(script)] == [
        (True, "Some\nwords."),
        (False, "x = 1\nx"),
    ]


@pytest.mark.slow
def test_session_has_the_cells_of_its_script() -> None:
    # Numbers may differ until the session is run again, as the rules read better: only the
    # cells, what each of them shows, and the pictures are compared.
    text = SCRIPT.with_suffix(".md").read_text(encoding="utf-8")
    again = written(SCRIPT, with_pictures=False)
    assert PRINTED.sub("printed", again) == PRINTED.sub("printed", text)
    for number in (1, 2):
        picture = SCRIPT.with_name(f"notebook-{number}.png")
        assert picture.read_bytes().startswith(b"\x89PNG")
