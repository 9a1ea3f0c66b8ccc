"""Serve the review page on this machine only, to whoever has the token of this start.

Every request must name this server as its Host, come from no other Origin, and carry the token.
Nothing else listens; the server keeps no state beside the project's files.
"""

import json
import secrets
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from timeline.safety.boundary import reason
from timeline.safety.numbers import whole_number
from timeline.safety.paths import storable

ADDRESS = "127.0.0.1"
TOKEN_HEADER = "X-Review-Token"
# A correction is a few hundred characters; anything longer is refused before it is read.
LARGEST_BODY = 64 * 1024

Answer = Mapping[str, Any]
Getter = Callable[[str], Answer]
Poster = Callable[[Mapping[str, Any]], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """What the server answers.

    Attributes:
        page: Makes the page, given the token and a nonce for its script and style.
        get: By first part of the path after /api/: a function of the rest of the path.
        post: By first part of the path: a function of the decoded JSON object.
    """

    page: Callable[[str, str], str]
    get: Mapping[str, Getter]
    post: Mapping[str, Poster]


class RefusedError(Exception):
    """A request that cannot be granted, with its HTTP status, what was wrong and how to go on."""

    def __init__(self, status: HTTPStatus, problem: str, fix: str = "") -> None:
        """Keep the parts of the message."""
        super().__init__(problem)
        self.status = status
        self.problem = problem
        self.fix = fix


class ReviewServer(ThreadingHTTPServer):
    """A server bound to the loopback address."""

    daemon_threads = True

    def __init__(self, routes: Routes, *, port: int = 0) -> None:
        """Bind to a port of this machine, 0 for any that is free; draw a new token.

        Raises:
            OSError: The port is taken.
        """
        self.routes = routes
        self.token = secrets.token_urlsafe(24)
        super().__init__((ADDRESS, port), _Handler)

    def handle_error(
        self,
        request: socket.socket | tuple[bytes, socket.socket],
        client_address: object,
    ) -> None:
        """Pass over a browser that left before it was answered; report anything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """The address of the page, token included."""
        return f"http://{ADDRESS}:{self.port}/?token={self.token}"

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that mean this server."""
        return frozenset({f"{ADDRESS}:{self.port}", f"localhost:{self.port}"})


def _storable(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object in whose texts no half of a surrogate pair stands."""
    return {
        storable(name): storable(value) if isinstance(value, str) else value
        for name, value in pairs
    }


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "timeline"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer(self._get)

    def do_POST(self) -> None:
        self._answer(self._post)

    def log_message(self, format: str, *args: object) -> None:
        """Print nothing: the token stands in the address."""

    def _answer(self, work: Callable[[], None]) -> None:
        try:
            self._check_caller()
            work()
        except RefusedError as refused:
            self._refuse(refused)
        except ConnectionError:
            raise
        except Exception as error:  # noqa: BLE001 - one request never ends without an answer
            problem = f"The request was not answered: {reason(error, 'it failed')}."
            fix = "Load the page again to see what is saved."
            self._refuse(RefusedError(HTTPStatus.INTERNAL_SERVER_ERROR, problem, fix))

    def _refuse(self, refused: RefusedError) -> None:
        self.close_connection = True
        body = {"problem": refused.problem, "fix": refused.fix}
        self._send_json(body, status=refused.status)

    def _check_caller(self) -> None:
        """Refuse requests that another site or program made."""
        if self.headers.get("Host", "") not in self.server.hosts:
            raise RefusedError(
                HTTPStatus.FORBIDDEN, "This is not the host that was asked for."
            )
        origin = self.headers.get("Origin")
        if origin is not None and self._split(origin).netloc not in self.server.hosts:
            raise RefusedError(
                HTTPStatus.FORBIDDEN, "Another site may not use this server."
            )
        given = self.headers.get(TOKEN_HEADER) or self._token_in_address()
        if not secrets.compare_digest(given.encode(), self.server.token.encode()):
            problem = "The token is missing or is one of an earlier start."
            fix = "Open the address that `timeline review` printed."
            raise RefusedError(HTTPStatus.FORBIDDEN, problem, fix)

    def _split(self, address: str) -> SplitResult:
        """Return the parts of an address that a caller sent."""
        try:
            return urlsplit(address)
        except ValueError:
            raise RefusedError(HTTPStatus.BAD_REQUEST, "This is no address.") from None

    def _token_in_address(self) -> str:
        """Return the token of the address; only the page itself may be asked for this way."""
        address = self._split(self.path)
        if self.command != "GET" or address.path != "/":
            return ""
        return parse_qs(address.query).get("token", [""])[0]

    def _get(self) -> None:
        path = self._split(self.path).path
        if path == "/":
            nonce = secrets.token_urlsafe(16)
            self._send_page(self.server.routes.page(self.server.token, nonce), nonce)
            return
        name, _, rest = path.removeprefix("/api/").partition("/")
        getter = self.server.routes.get.get(name) if path.startswith("/api/") else None
        if getter is None:
            raise RefusedError(
                HTTPStatus.NOT_FOUND, "There is nothing at this address."
            )
        self._send_json(getter(unquote(rest)))

    def _post(self) -> None:
        path = self._split(self.path).path
        poster = self.server.routes.post.get(path.removeprefix("/api/"))
        if poster is None or not path.startswith("/api/"):
            raise RefusedError(
                HTTPStatus.NOT_FOUND, "There is nothing at this address."
            )
        self._send_json(poster(self._body()))

    def _body(self) -> Mapping[str, Any]:
        if self.headers.get_content_type() != "application/json":
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send JSON.")
        length = whole_number(self.headers.get("Content-Length", ""))
        if length is None or length > LARGEST_BODY:
            problem = (
                f"The request is longer than {LARGEST_BODY:,} bytes, "
                "or its length is not given."
            )
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, problem)
        try:
            decoded = json.loads(self.rfile.read(length), object_pairs_hook=_storable)
        except (ValueError, RecursionError):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "This is not JSON.") from None
        if not isinstance(decoded, dict):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "Send a JSON object.")
        return decoded

    def _send_json(self, answer: Answer, *, status: HTTPStatus = HTTPStatus.OK) -> None:
        body = json.dumps(answer, ensure_ascii=True).encode()
        self._send(
            status, "application/json; charset=utf-8", body, policy="default-src 'none'"
        )

    def _send_page(self, page: str, nonce: str) -> None:
        policy = (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        body = page.encode("utf-8", "replace")
        self._send(HTTPStatus.OK, "text/html; charset=utf-8", body, policy=policy)

    def _send(self, status: HTTPStatus, kind: str, body: bytes, *, policy: str) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-store",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
