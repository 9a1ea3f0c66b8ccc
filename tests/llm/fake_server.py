"""A fake OpenAI-compatible server on 127.0.0.1 that answers, fails and misbehaves as told."""

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

ARTICLE = re.compile(r"=== (\w+) begins ===\n(.*)\n=== \1 ends ===", re.DOTALL)


@dataclass
class Response:
    """What the server sends: status, body and headers; a negative pause closes the connection."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0


Reply = Callable[["Request"], Response]


@dataclass
class Request:
    """One request: its number from 1, its JSON, its headers, and the article in it."""

    number: int
    content: dict[str, Any]
    headers: dict[str, str]

    @property
    def article(self) -> str:
        match = ARTICLE.search(self.content["messages"][-1]["content"])
        return match[2] if match else ""


def says(text: str, *, finish: str = "stop", **message: Any) -> Response:
    """Return a response in which the model writes some text."""
    choice = {
        "message": {"role": "assistant", "content": text, **message},
        "finish_reason": finish,
    }
    usage = {"prompt_tokens": 100, "completion_tokens": 20}
    return Response(body=json.dumps({"choices": [choice], "usage": usage}).encode())


def answers(request: Request) -> Response:
    """Return an answer with one incident, quoted from the first words of the article."""
    return says(json.dumps(answer_for(request.article)))


def answer_for(article: str) -> dict[str, Any]:
    quote = " ".join(article.split()[:4])
    incident = {
        "type": "ASSAULT",
        "mode": "shelling",
        "evidence": [quote],
        "trigger": "shelled",
    }
    return {"incidents": [incident], "not": []}


@dataclass
class FakeServer:
    url: str
    requests: list[Request] = field(default_factory=list)


@contextmanager
def fake_server(reply: Reply) -> Iterator[FakeServer]:
    """Run a server whose responses `reply` gives."""
    lock = threading.Lock()
    log = FakeServer(url="")

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            content = json.loads(self.rfile.read(length))
            with lock:
                request = Request(len(log.requests) + 1, content, dict(self.headers))
                log.requests.append(request)
            response = reply(request)
            if response.pause < 0:
                self.connection.close()
                return
            threading.Event().wait(response.pause)
            try:
                self.send_response(response.status)
                for name, value in response.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(response.body)))
                self.end_headers()
                self.wfile.write(response.body)
            except OSError:
                return

        def log_message(self, format: str, *args: Any) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(
        target=server.serve_forever, kwargs={"poll_interval": 0.02}
    )
    thread.start()
    log.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield log
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
