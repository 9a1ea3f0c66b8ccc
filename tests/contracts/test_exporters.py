"""Does every registered exporter keep the same promises?"""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import actor_role, day, incident, timeline_data
from timeline.errors import UnknownNameError, UsageError
from timeline.exporters.formats import EXPORTERS, Exporter, export, format_of
from timeline.model.actors import Role

EVERY = pytest.mark.parametrize(
    ("name", "write"), list(EXPORTERS), ids=EXPORTERS.names()
)
NASTY = "=1 <b>&amp;\x00\x0b\r\n\u2028\"'; 日本 😀 \u202e"


@EVERY
def test_it_writes_a_file_and_leaves_nothing_else(
    name: str, write: Exporter, tmp_path: Path
) -> None:
    write(timeline_data(), tmp_path / f"t.{name}")
    assert [one.name for one in tmp_path.iterdir()] == [f"t.{name}"]


@EVERY
def test_the_same_timeline_gives_the_same_bytes(
    name: str, write: Exporter, tmp_path: Path
) -> None:
    write(timeline_data(), tmp_path / "a")
    write(timeline_data(), tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@EVERY
def test_it_writes_utf8_whatever_the_words(
    name: str, write: Exporter, tmp_path: Path
) -> None:
    sides = (actor_role(NASTY, Role.INITIATOR), actor_role("Army", Role.TARGET))
    write(
        timeline_data(
            incident(headline=NASTY, attribution=(NASTY,), actors=sides), title=NASTY
        ),
        tmp_path / "t",
    )
    if name == "parquet":  # packed; tests/exporters/test_parquet.py reads it back
        return
    assert "日本" in (tmp_path / "t").read_bytes().decode("utf-8").replace("\r\n ", "")


@EVERY
def test_it_writes_a_timeline_of_nothing(
    name: str, write: Exporter, tmp_path: Path
) -> None:
    empty = replace(timeline_data(), incidents=(), documents=(), actors=(), places=())
    write(empty, tmp_path / "t")
    assert (tmp_path / "t").exists()


@EVERY
def test_it_takes_the_place_of_an_older_file(
    name: str, write: Exporter, tmp_path: Path
) -> None:
    (tmp_path / "t").write_text("old" * 100_000)
    write(timeline_data(incident(date=day("2021-01-01"))), tmp_path / "t")
    assert b"oldold" not in (tmp_path / "t").read_bytes()


@EVERY
def test_folder_in_place_of_file_is_usage_error(
    name: str, write: Exporter, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        write(timeline_data(), tmp_path)
    assert (
        str(caught.value)
        == f"{tmp_path}: cannot be written (it is a folder). Give the name of a file in it."
    )


@EVERY
def test_extension_names_the_format_for_export(
    name: str, write: Exporter, tmp_path: Path
) -> None:
    path = tmp_path / f"war.x.{name.upper()}"
    assert format_of(path) == name
    export(timeline_data(), path)
    write(timeline_data(), tmp_path / "same")
    assert path.read_bytes() == (tmp_path / "same").read_bytes()


def test_name_of_format_wins_over_extension(tmp_path: Path) -> None:
    export(timeline_data(), tmp_path / "x.txt", name="csv")
    assert (tmp_path / "x.txt").read_text(encoding="utf-8").startswith("id,")


@pytest.mark.parametrize("name", ["x.xls", "x", "x.jsn"])
def test_unknown_extension_is_answered_with_known_ones(
    name: str, tmp_path: Path
) -> None:
    with pytest.raises(
        UnknownNameError,
        match="There are: acled, csv, geojson, gexf, graphml, ical, json, jsonl",
    ):
        export(timeline_data(), tmp_path / name)
