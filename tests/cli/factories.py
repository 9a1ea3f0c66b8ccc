"""How do the tests run the command line, and on what?"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from timeline.cli import main

ROOT = Path(__file__).resolve().parents[2]
NAME = "good-2012-03-05.txt"
GOOD = (
    "Army gunners shelled the market of Subek on Monday, killing four people, two witnesses said.\n\n"
    "Rebels captured the town of Orlo on Sunday, a police officer said.\n"
)


@dataclass(frozen=True)
class Ran:
    """What a command gave: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Ran:
    """Run a command in this process; an exception that is no error of ours fails the test."""
    found = CliRunner().invoke(
        main, [str(one) for one in arguments], catch_exceptions=False
    )
    return Ran(found.exit_code, found.stdout, found.stderr)


def process(*arguments: str | Path, env: dict[str, str] | None = None) -> Ran:
    """Run a command as people do."""
    command = [sys.executable, "-m", "timeline", *(str(one) for one in arguments)]
    done = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def process_code(code: str, *arguments: str | Path) -> int:
    """Run code in a process of its own and give its exit code."""
    command = [sys.executable, "-c", code, *(str(one) for one in arguments)]
    return subprocess.run(command, capture_output=True, timeout=60).returncode


def good(folder: Path, name: str = NAME) -> Path:
    """Write one good article."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(GOOD, encoding="utf-8")
    return path


def line(text: str, start: str) -> str:
    """Give the only line that starts so."""
    found = [one for one in text.split("\n") if one.startswith(start)]
    assert len(found) == 1, text
    return found[0]
