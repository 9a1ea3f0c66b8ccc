"""What do the tests of shards and clusters read?"""

from pathlib import Path

from timeline import datasets, pipeline
from timeline.cluster import shards
from timeline.exporters.json import to_text
from timeline.settings import Settings

TOWNS = ("Idlib", "Aleppo", "Homs", "Hama", "Raqqa", "Daraa", "Palmyra", "Deir ez-Zor")


def articles(folder: Path, count: int = 7) -> Path:
    """Write short articles into two folders; one file name stands in both, so that ids must be made unique."""
    for number in range(count):
        town = TOWNS[number % len(TOWNS)]
        inner = folder / ("north" if number % 2 else "south")
        inner.mkdir(parents=True, exist_ok=True)
        name = "same.txt" if number < 2 else f"article-{number}.txt"
        text = (
            f"DAMASCUS, 0{number + 1} March 2012\n\n"
            f"Government troops shelled the city of {town} on Monday, killing {number + 3} people, "
            "a doctor said.\n\nRebels attacked a checkpoint near Homs on Sunday, the army said.\n"
        )
        (inner / name).write_text(text, encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def planned(folder: Path, size: int) -> shards.Plan:
    """Return a plan with shards of `size` bytes."""
    return shards.plan(
        [folder], settings=Settings(), size=size, claims=datasets.is_table_file
    )


def text_of_one_process(folder: Path) -> str:
    """Return the timeline.json that one process builds."""
    return to_text(pipeline.build([folder], version="test"))


def text_of_shards(folder: Path, **options: object) -> str:
    """Return the timeline.json that is built from a folder of shards."""
    return to_text(pipeline.build_from_shards(folder, version="test", **options))  # type: ignore[arg-type]
