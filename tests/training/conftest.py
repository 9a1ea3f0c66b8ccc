"""Keep pytest from importing the commands of the experiment: torch and scikit-learn are installed only where it is run."""

from pathlib import Path

collect_ignore = [
    file.name
    for file in Path(__file__).parent.glob("*.py")
    if not file.name.startswith("test_")
]
