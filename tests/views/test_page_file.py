"""Is the page one file that loads nothing, the same each time, written whole or not at all?"""

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from tests.views import generated, hostile, sample
from timeline.errors import UsageError
from timeline.views import labels
from timeline.views.page import (
    PLOTLYJS_FILE,
    content_security_policy,
    page_html,
    plotly_script,
    write_page,
)

ASSETS = files("timeline.views").joinpath("assets")


class Parts(HTMLParser):
    """Collects the tags of a page and what stands in its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_is_written_and_its_size_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert write_page(sample.small(), path) == path.stat().st_size > 4_000_000
    assert [one.name for one in tmp_path.iterdir()] == ["page.html"]
    assert path.stat().st_mode & 0o444


def test_plotly_can_stand_beside_the_page(tmp_path: Path) -> None:
    size = write_page(sample.small(), tmp_path / "page.html", plotlyjs="directory")
    assert size < 400_000
    assert sorted(one.name for one in tmp_path.iterdir()) == ["page.html", PLOTLYJS_FILE]
    assert f'<script src="{PLOTLYJS_FILE}"></script>' in (tmp_path / "page.html").read_text(
        encoding="utf-8"
    )


def test_another_way_to_ship_plotly_is_refused_with_the_right_ones(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        write_page(sample.small(), tmp_path / "page.html", plotlyjs="cdn")
    assert (
        str(error.value)
        == "--plotlyjs: 'cdn' is not a way to ship Plotly. Use one of: inline, directory."
    )
    assert list(tmp_path.iterdir()) == []


def test_equal_timelines_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_page(generated.generated(60), tmp_path / name, plotlyjs="directory")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_a_page_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.mkdir()
    with pytest.raises(OSError):
        write_page(sample.nothing(), path, plotlyjs="directory")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["page.html", PLOTLYJS_FILE]


@pytest.mark.parametrize("beside", [True, False])
def test_the_policy_forbids_everything_but_the_page_itself(beside: bool) -> None:
    policy = content_security_policy(beside=beside)
    assert policy.startswith("default-src 'none'; script-src 'unsafe-inline'")
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "connect-src" not in policy


def test_the_policy_stands_before_anything_it_must_govern() -> None:
    tags = Parts(page_html(sample.small(), library=None)).tags
    names = [tag for tag, _ in tags]
    metas = [
        number
        for number, (tag, attributes) in enumerate(tags)
        if tag == "meta" and "http-equiv" in attributes
    ]
    assert len(metas) == 1
    assert metas[0] < min(names.index("style"), names.index("script"))


def test_the_page_names_no_address_of_its_own() -> None:
    html = page_html(sample.small(), library="")
    assert set(re.findall(r"https?://[^\s\"'<>)]+", html)) == {
        "http://www.w3.org/2000/svg"
    }  # a name, never loaded
    for tag, attributes in Parts(html).tags:
        assert not {"src", "srcset", "action"} & set(attributes), tag
        assert (attributes.get("href") or "data:").startswith("data:")


def test_hostile_text_adds_no_element_to_the_page() -> None:
    plain, attacked = (
        Parts(page_html(timeline, library="")).tags
        for timeline in (sample.nothing(), hostile.hostile())
    )
    assert [tag for tag, _ in plain] == [tag for tag, _ in attacked]


def test_placeholders_in_the_data_are_left_alone() -> None:
    html = page_html(hostile.hostile(), library="LIBRARY {{data}}")
    assert html.count("{{script}}") > 1
    assert html.count("LIBRARY {{data}}") == 1


def test_share_chart_and_logo_are_off_wherever_plotly_draws() -> None:
    scripts = {
        one.name: one.read_text(encoding="utf-8")
        for one in ASSETS.iterdir()
        if one.name.endswith(".js")
    }
    assert "showSendToCloud: false, displaylogo: false" in scripts["chart.js"]
    calls = [
        call
        for text in scripts.values()
        for call in re.findall(r"plotly\(\)\.(?:react|newPlot)\(.*", text)
    ]
    assert len(calls) == 2
    assert all("QUIET" in call for call in calls)


def test_no_script_writes_markup() -> None:
    for one in ASSETS.iterdir():
        if one.name.endswith(".js"):
            text = one.read_text(encoding="utf-8")
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|hovertemplate",
                text,
            ), one.name


def test_every_file_says_first_which_question_it_answers() -> None:
    for one in ASSETS.iterdir():
        if one.name.endswith((".js", ".css")):
            first = one.read_text(encoding="utf-8").splitlines()[0]
            assert "?" in first and first.startswith(("// ", "/* ")), one.name


def test_no_script_is_long() -> None:
    for one in ASSETS.iterdir():
        assert len(one.read_text(encoding="utf-8").splitlines()) <= 400, one.name


def test_figures_and_page_have_the_same_colours() -> None:
    css = ASSETS.joinpath("page.css").read_text(encoding="utf-8")
    for family in (*labels.FAMILIES, labels.OTHER_FAMILY):
        assert f"--family-{family.id}: {family.colour};" in css


def test_plotly_holds_nothing_that_ends_its_script() -> None:
    assert "</script" not in plotly_script().lower()


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, two: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [":root {", ':root[data-theme="dark"] {'])
def test_text_and_marks_have_contrast_in_both_themes(theme: str) -> None:
    css = ASSETS.joinpath("page.css").read_text(encoding="utf-8")
    block = css.split(theme, 1)[1].split("}", 1)[0]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    for ground in ("panel", "paper"):
        for ink in ("ink", "ink-soft", "accent"):
            assert _contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert _contrast(colours["warn"], colours["warn-soft"]) >= 4.5
    for name, colour in colours.items():
        if name.startswith("family-"):
            assert _contrast(colour, colours["panel"]) >= 3, name
        if name.startswith("slot-") and name != "slot-ink":
            assert _contrast(colours["ink"], colour) >= 7, name
            assert _contrast(colours["slot-ink"], colour) >= 4.5, name
