"""Do the page's scripts reckon rightly, and do their types fit? Node runs their own tests, TypeScript checks them."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "scripts"
SCRIPTS = sorted(FOLDER.glob("*.test.mjs"))


def tool(name: str, package: str) -> str:
    """Find a program; skip without it, fail where everything is required."""
    found = shutil.which(name)
    if found is None:
        reason = f"no {name} found (Debian: apt-get install {package}); the browser tests run the same scripts in the page"
        if os.environ.get("TIMELINE_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def run(*command: str) -> None:
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_own_tests_pass(script: Path) -> None:
    run(tool("node", "nodejs"), "--test", str(script))


def test_types_of_scripts_fit() -> None:
    run(tool("tsc", "node-typescript"), "-p", str(FOLDER / "tsconfig.json"))
