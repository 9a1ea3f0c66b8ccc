"""Check that the review server answers nobody but the page of this start."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.review.factories import session_of
from timeline.cli import main
from timeline.cli.reviewing import serve
from timeline.review.server import LARGEST_BODY, TOKEN_HEADER, ReviewServer, Routes


@pytest.fixture
def server() -> Iterator[ReviewServer]:
    routes = Routes(
        page=lambda token, nonce: f"<p>{token} {nonce}</p>",
        get={"echo": lambda rest: {"rest": rest}},
        post={"write": lambda body: {"written": body["text"]}},
    )
    with ReviewServer(routes) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()


def ask(
    server: ReviewServer,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: str | None = None,
) -> tuple[int, Any, http.client.HTTPMessage]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    sent = {TOKEN_HEADER: server.token, **(headers or {})}
    connection.request(method, path, body=body, headers=sent)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    is_json = response.headers.get_content_type() == "application/json"
    return response.status, json.loads(text) if is_json else text, response.headers


def test_page_opens_with_token_in_address(server: ReviewServer) -> None:
    status, text, headers = ask(
        server, f"/?token={server.token}", headers={TOKEN_HEADER: ""}
    )
    assert status == 200
    assert server.token in text
    assert "default-src 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/?token=wrong", "/api/echo/x?token=TOKEN"])
def test_wrong_or_missing_token_is_refused(server: ReviewServer, path: str) -> None:
    address = path.replace("TOKEN", server.token)
    status, answer, _ = ask(server, address, headers={TOKEN_HEADER: ""})
    assert status == 403
    assert "token" in answer["problem"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80", "Origin": "http://evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
    ids=["rebound name", "rebound with origin", "other site", "sandboxed frame"],
)
def test_other_hosts_and_origins_are_refused(
    server: ReviewServer, headers: Mapping[str, str]
) -> None:
    assert ask(server, "/api/echo/x", headers=headers)[0] == 403


def test_form_of_another_site_changes_nothing(server: ReviewServer) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    status, _, _ = ask(server, "/api/write", method="POST", headers=form, body="text=x")
    assert status == 415


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/api/../server.py", "/api/nothing", "/x"]
)
def test_other_paths_are_not_found(server: ReviewServer, path: str) -> None:
    assert ask(server, path)[0] == 404


@pytest.mark.parametrize(
    ("body", "status"),
    [("{", 400), ("[]", 400), ("[" * 60_000, 400), ("x" * (LARGEST_BODY + 1), 413)],
)
def test_bad_bodies_are_refused(server: ReviewServer, body: str, status: int) -> None:
    kind = {"Content-Type": "application/json"}
    assert (
        ask(server, "/api/write", method="POST", headers=kind, body=body)[0] == status
    )


def test_json_is_answered(server: ReviewServer) -> None:
    kind = {"Content-Type": "application/json"}
    body = json.dumps({"text": "é"})
    status, answer, _ = ask(
        server, "/api/write", method="POST", headers=kind, body=body
    )
    assert (status, answer) == (200, {"written": "é"})
    assert ask(server, "/api/echo/a%20b")[1] == {"rest": "a b"}


@pytest.mark.parametrize(
    ("error", "is_reported"), [(BrokenPipeError(), False), (ValueError("a bug"), True)]
)
def test_browser_that_leaves_is_no_error(
    server: ReviewServer,
    error: Exception,
    is_reported: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        raise error
    except type(error):
        server.handle_error(server.socket, ("127.0.0.1", 1))
    assert bool(capsys.readouterr().err) == is_reported


def test_only_loopback_listens(server: ReviewServer) -> None:
    assert server.server_address[0] == "127.0.0.1"


def test_command_says_first_that_it_opens(tmp_path: Path) -> None:
    session_of(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = ["review", str(tmp_path), "--no-browser", "--port", port]
        result = CliRunner().invoke(main, command)
    assert result.output.startswith(f"Opening {tmp_path}.")
    assert "cannot be used" in result.output


@pytest.mark.parametrize("headers", [{"Origin": "http://["}, {"Origin": "http://[::1"}])
def test_broken_origins_are_answered(
    server: ReviewServer, headers: Mapping[str, str]
) -> None:
    status, answer, _ = ask(server, "/api/echo/x", headers=headers)
    assert status == 400
    assert "no address" in answer["problem"]


def test_broken_addresses_are_answered(server: ReviewServer) -> None:
    host = f"127.0.0.1:{server.port}"
    sent = f"GET http://[/ HTTP/1.1\r\nHost: {host}\r\n{TOKEN_HEADER}: {server.token}\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(sent.encode())
        assert b" 400 " in connection.recv(100)


def test_half_letters_become_whole_ones(server: ReviewServer) -> None:
    _, answer, _ = ask(
        server,
        "/api/write",
        method="POST",
        headers={"Content-Type": "application/json"},
        body='{"text": "a\\ud800b"}',
    )
    assert answer == {"written": "a\ufffdb"}


def test_failed_request_is_answered(
    server: ReviewServer, capsys: pytest.CaptureFixture[str]
) -> None:
    status, answer, _ = ask(
        server,
        "/api/write",
        method="POST",
        headers={"Content-Type": "application/json"},
        body="{}",
    )
    assert status == 500
    assert "KeyError" in answer["problem"]
    assert not capsys.readouterr().err


def test_end_of_review_names_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(server: ReviewServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ReviewServer, "serve_forever", interrupt)
    folder = tmp_path / "war"
    serve(session_of(folder), folder=folder, port=0, is_browser_wanted=False)
    assert f"Run `timeline build {folder}`" in capsys.readouterr().out
