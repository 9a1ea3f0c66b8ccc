"""A script that gets into the page all the same does not run: the policy names the page's own by its hash."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.views import sample
from timeline.views.page import write_page

pytestmark = pytest.mark.browser
PUT_IN = (
    "<script>window.ran=1</script>",
    "<script type=module>window.ran=1</script>",
    "<img src=x onerror='window.ran=1'>",
    "<svg onload='window.ran=1'></svg>",
    "<a id=link href='javascript:window.ran=1'>x</a>",
    "<iframe srcdoc='<script>parent.ran=1</script>'></iframe>",
    "<script src='other.js'></script>",
)


def test_script_put_into_the_page_does_not_run(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "page.html"
    write_page(sample.small(), path)
    (tmp_path / "other.js").write_text("window.ran=1")
    html = path.read_text(encoding="utf-8")
    assert html.count('<main id="main">') == 1
    path.write_text(
        html.replace('<main id="main">', f'<main id="main">{"".join(PUT_IN)}')
    )
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_timeout(500)
    assert "incident" in page.inner_text("#standfirst")
    page.evaluate("document.getElementById('link').click()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert errors == []
    page.close()
