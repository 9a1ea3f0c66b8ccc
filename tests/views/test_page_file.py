"""Is the page one file that loads nothing, the same each time, written whole or not at all?"""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import pytest

from tests.views import generated, hostile, sample
from timeline.errors import UsageError
from timeline.views.page import STYLES, page_html, scripts, write_page

ASSETS = files("timeline.views").joinpath("assets")


class Parts(HTMLParser):
    """Collects the tags of a page; the list for browsers without scripts is left out."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(re.sub(r"<noscript>.*?</noscript>", "", html, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_is_written_and_its_size_told(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert write_page(sample.small(), path) == path.stat().st_size
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]
    assert path.stat().st_mode & 0o444


def test_page_of_a_case_is_small(tmp_path: Path) -> None:
    assert write_page(sample.small(), tmp_path / "page.html") < 1_000_000


def test_unknown_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as error:
        write_page(sample.small(), tmp_path / "page.html", layout="poster")
    expected = (
        "--layout: 'poster' is not a layout. Use one of: auto, case, archive, embed."
    )
    assert str(error.value) == expected
    assert list(tmp_path.iterdir()) == []


def test_equal_timelines_give_equal_bytes(tmp_path: Path) -> None:
    for name in ("a.html", "b.html"):
        write_page(generated.generated(60), tmp_path / name)
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


def test_page_that_cannot_be_written_leaves_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.mkdir()
    with pytest.raises(UsageError, match="it is a folder"):
        write_page(sample.nothing(), path)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["page.html"]


def test_the_policy_forbids_everything_but_the_page_itself() -> None:
    page = page_html(sample.nothing())
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    [script] = re.findall(r'<script type="module">(.*?)</script>', page, re.DOTALL)
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; script-src 'sha256-{digest}'; ")
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "connect-src" not in policy


def test_the_policy_stands_before_anything_it_must_govern() -> None:
    tags = Parts(page_html(sample.small())).tags
    names = [tag for tag, _ in tags]
    metas = [
        number
        for number, (tag, attributes) in enumerate(tags)
        if tag == "meta" and "http-equiv" in attributes
    ]
    assert len(metas) == 1
    assert metas[0] < min(names.index("style"), names.index("script"))


def test_the_page_names_no_address_of_its_own() -> None:
    html = page_html(sample.small())
    assert set(re.findall(r"https?://[^\s\"'<>)]+", html)) == {
        "http://www.w3.org/2000/svg"
    }  # a name, never loaded
    for tag, attributes in Parts(html).tags:
        assert not {"src", "srcset", "action"} & set(attributes), tag
        assert (attributes.get("href") or "data:").startswith("data:")


def test_hostile_text_adds_no_element_to_the_page() -> None:
    plain, attacked = (
        Parts(page_html(timeline)).tags
        for timeline in (sample.nothing(), hostile.hostile())
    )
    assert [tag for tag, _ in plain] == [tag for tag, _ in attacked]


def test_placeholders_in_the_data_are_left_alone() -> None:
    html = page_html(hostile.hostile())
    assert html.count("{{script}}") > 1


def test_no_script_writes_markup() -> None:
    forbidden = re.compile(
        r"innerHTML|outerHTML *=|insertAdjacentHTML|document\.write|\beval\(|new Function"
    )
    for path, text in scripts():
        assert not forbidden.search(text), path


def test_only_the_copy_of_the_page_reads_markup() -> None:
    assert [path for path, text in scripts() if "outerHTML" in text] == [
        "download/copy.js"
    ]


def test_no_script_ends_its_element() -> None:
    for path, text in scripts():
        assert "</script" not in text.lower(), path
        assert "<!--" not in text, path


def test_every_file_says_first_which_question_it_answers() -> None:
    styles = [
        (name, ASSETS.joinpath(name).read_text(encoding="utf-8")) for name in STYLES
    ]
    for path, text in [*scripts(), *styles]:
        first = text.splitlines()[0]
        assert "?" in first and first.startswith(("// ", "/* ")), path


def test_no_script_is_long() -> None:
    for path, text in scripts():
        assert len(text.splitlines()) <= 700, path


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, two: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_text_and_marks_have_contrast_in_both_themes(theme: str) -> None:
    css = ASSETS.joinpath("styles/tokens.css").read_text(encoding="utf-8")
    block = css.split(f':root[data-theme="{theme}"] {{', 1)[1].split("}", 1)[0]
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))
    for ground in ("surface", "paper", "sunk", "selected", "mark"):
        assert _contrast(colours["ink"], colours[ground]) >= 7, ground
    for ground in ("surface", "paper", "sunk", "selected"):
        assert _contrast(colours["ink2"], colours[ground]) >= 4.5, ground
    for mark in ("A", "B", "C", "edge"):
        assert _contrast(colours[mark], colours["paper"]) >= 3, mark


def test_only_the_sizes_of_the_design_are_used() -> None:
    allowed = {
        "12px",
        "14px",
        "16px",
        "22px",
        "21px",
        "38px",
    }  # the last two in lessons
    for name in STYLES:
        css = ASSETS.joinpath(name).read_text(encoding="utf-8")
        sizes = set(re.findall(r"font-size: (\d[\d.]*px)", css))
        assert sizes <= allowed, (name, sizes - allowed)
