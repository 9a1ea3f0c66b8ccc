"""Do the page's scripts reckon rightly? Runs their own tests with Node, where it is installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPTS = sorted((Path(__file__).parent / "scripts").glob("*.test.mjs"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_own_tests_pass(script: Path) -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("no node found; the browser tests run the same scripts in the page")
    done = subprocess.run([node, "--test", str(script)], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout
