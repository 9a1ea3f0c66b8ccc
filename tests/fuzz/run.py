"""Run the campaign on demand: python tests/fuzz/run.py --minutes 60."""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.fuzz.campaign import Outcome, run
from tests.fuzz.targets import targets


def main() -> int:
    """Damage files of every kind until the minutes of CPU time are spent, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--minutes", type=float, default=60, help="CPU minutes in all [60]"
    )
    parser.add_argument(
        "--files", type=int, default=100_000, help="files in all, at most [100000]"
    )
    parser.add_argument(
        "--seed", type=int, default=int(time.time()), help="seed of the damage"
    )
    parser.add_argument(
        "--only", default="", help="targets whose names hold these words"
    )
    parser.add_argument(
        "--kept",
        type=Path,
        default=Path("fuzz-kept"),
        help="folder for files that broke something",
    )
    options = parser.parse_args()
    chosen = [target for target in targets() if options.only in target.name]
    options.kept.mkdir(exist_ok=True)
    each = -(-options.files // len(chosen))
    share = options.minutes * 60 / len(chosen)
    whole = Outcome()
    print(
        f"seed {options.seed}, {len(chosen)} readers, {each:,} files or {share:.0f} CPU seconds each"
    )
    for target in chosen:
        outcome = run(
            target, files=each, seconds=share, seed=options.seed, kept=options.kept
        )
        whole.done += outcome.done
        whole.seconds += outcome.seconds
        whole.faults += outcome.faults
        megabytes = outcome.memory // 1_000_000
        print(
            f"{target.name:22} {outcome.done:7,} files {outcome.seconds:7.0f} s  slowest {outcome.slowest:5.2f} s  "
            f"{megabytes:4} MB  faults {len(outcome.faults)}  unforeseen {sum(outcome.unforeseen.values())}",
            flush=True,
        )
        for line in [
            *sorted(set(outcome.faults))[:10],
            *map(str, outcome.unforeseen.most_common(5)),
        ]:
            print(f"    {line}", flush=True)
    print(
        f"{whole.done:,} files, {whole.seconds:.0f} CPU seconds, {len(whole.faults)} faults; files in {options.kept}"
    )
    return 1 if whole.faults else 0


if __name__ == "__main__":
    sys.exit(main())
