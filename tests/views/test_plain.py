"""Does the list for a browser without scripts hold the first view, and nothing that runs?"""

import re
from dataclasses import replace

from tests.builders import document, incident, passage, timeline_data
from tests.views import generated, hostile, sample
from timeline.views.page import page_html
from timeline.views.plain import MOST_INCIDENTS, MOST_PASSAGES, plain_view


def test_page_without_scripts_lists_its_sentences() -> None:
    timeline = sample.small()
    html = page_html(timeline)
    [_, plain] = re.findall(r"<noscript>(.*?)</noscript>", html, re.DOTALL)
    assert plain.count("<li>") == len(timeline.incidents)
    first = timeline.incidents[0].reports[0]
    assert first.text.strip() in plain


def test_plain_list_is_ordered_by_day() -> None:
    days = re.findall(
        r"<h3>(\d{4}-\d\d-\d\d|No day)", plain_view(generated.generated(60))
    )
    assert days == sorted(days)
    assert len(days) == 60


def test_first_view_alone_is_listed() -> None:
    timeline = sample.small()
    one = replace(timeline.incidents[0], prominent=True)
    plain = plain_view(replace(timeline, incidents=(one, *timeline.incidents[1:])))
    assert plain.count("<li>") == 1
    assert f"Listed are 1 of {len(timeline.incidents)} incidents." in plain


def test_plain_list_of_large_timeline_is_short() -> None:
    plain = plain_view(generated.generated(4_000))
    assert plain.count("<li>") == MOST_INCIDENTS


def test_source_stands_once_below_its_sentences() -> None:
    passages = tuple(passage(start=10 * n, end=10 * n + 9) for n in range(5))
    timeline = timeline_data(incident(reports=passages), documents=(document(),))
    plain = plain_view(timeline)
    assert plain.count("<blockquote") == MOST_PASSAGES
    assert plain.count(str(document().publisher)) == 1
    assert "and 2 more" in plain


def test_nothing_of_a_text_becomes_an_element() -> None:
    opened = re.findall(r"<(\w+)", plain_view(hostile.hostile()))
    assert set(opened) == {"p", "ol", "li", "h3", "blockquote"}


def test_plain_view_of_nothing_has_no_list() -> None:
    plain = plain_view(sample.nothing())
    assert "Your browser runs no script" in plain
    assert "<ol" not in plain
