"""Call an OpenAI-compatible endpoint: one request, one reply or one clear failure.

Only the standard library is used: the request is one POST of JSON, and every byte that leaves
the machine is made here.
"""

import ipaddress
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from timeline.errors import UsageError

KEY_VARIABLE, URL_VARIABLE = "TIMELINE_LLM_KEY", "TIMELINE_LLM_URL"
# Bytes of the longest reply that is read; an answer of two hundred incidents has a tenth of this.
LONGEST_REPLY = 8_000_000
# Characters of a server's own words in a message.
LONGEST_REASON = 160
# Seconds that a server's "Retry-After" is obeyed at most.
LONGEST_WAIT = 60.0
LIMITED, UNKNOWN_MODEL = 429, 404
WRONG_KEY = frozenset({401, 403})
# Answers of servers that do not know a way to ask for JSON.
UNKNOWN_FORM = frozenset({400, 415, 422, 501})
FORM_FIELD = "response_format"
# Answers of servers that may do better a moment later.
PASSING = frozenset({408, 409, 425, LIMITED, 500, 502, 503, 504, 529})


class CallError(Exception):
    """A call that gave no answer.

    Attributes:
        reason: Why, in words; never with the key in it.
        may_retry: Whether a moment later it may succeed.
        ends_all: Whether every further call would fail too (wrong key, unknown model).
        wrong_form: Whether the server may not know the way in which JSON was asked for.
        wait: Seconds that the server asks to wait; None if it does not say.
    """

    def __init__(
        self,
        reason: str,
        *,
        may_retry: bool = False,
        ends_all: bool = False,
        wrong_form: bool = False,
        wait: float | None = None,
    ) -> None:
        """Keep why, and what may be done."""
        super().__init__(reason)
        self.reason = reason
        self.may_retry = may_retry
        self.ends_all = ends_all
        self.wrong_form = wrong_form
        self.wait = wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a model wrote.

    Attributes:
        text: Its words.
        is_cut: Whether it was cut at the greatest length.
        tokens_in: Tokens read, as the server counts them; 0 if it does not say.
        tokens_out: Tokens written.
    """

    text: str
    is_cut: bool = False
    tokens_in: int = 0
    tokens_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where a model is asked.

    Attributes:
        url: Base of the interface, up to and with "/v1".
        model: Name of the model there.
        timeout: Seconds to wait for a reply.
        seed: Seed for the server's random numbers; temperature is 0 in any case.
        most_tokens: Tokens of the longest answer; None leaves it to the server.
        key: Secret that the server wants; None for none. It is never shown.
    """

    url: str
    model: str
    timeout: float = 180.0
    seed: int = 0
    most_tokens: int | None = None
    key: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        """Check the address before anything is sent."""
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            problem = "the address of the language model is not an http or https URL."
            raise UsageError(
                "llm url", problem, "Write it like http://127.0.0.1:11434/v1."
            )
        if parts.username or parts.password or parts.query:
            problem = (
                "the address of the language model holds a name, a password or a query."
            )
            raise UsageError(
                "llm url", problem, f"Leave it out; put a key into {KEY_VARIABLE}."
            )
        is_open = parts.scheme == "http" and not self.is_local
        if self.key and is_open:
            problem = "the key would be sent without encryption to another machine."
            raise UsageError("llm url", problem, f"Use https, or unset {KEY_VARIABLE}.")

    @property
    def is_local(self) -> bool:
        """True when the model runs on this machine."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def host(self) -> str:
        """Scheme, host and port: what a summary names."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


def endpoint_of(
    url: str | None, model: str | None, *, timeout: float = 180.0, seed: int = 0
) -> Endpoint:
    """Return the endpoint that settings or environment name, with the key from the environment.

    Raises:
        UsageError: No address or no model is given, or the address cannot be used.
    """
    address = url or os.environ.get(URL_VARIABLE)
    if not address:
        hint = f'Set {URL_VARIABLE}, or write url = "http://127.0.0.1:11434/v1" under [llm].'
        raise UsageError("llm", "no address of a language model is given.", hint)
    if not model:
        hint = 'Give --llm-model, or write model = "…" under [llm].'
        raise UsageError("llm", "no model is named.", hint)
    key = os.environ.get(KEY_VARIABLE) or None
    return Endpoint(
        url=address.rstrip("/"), model=model, timeout=timeout, seed=seed, key=key
    )


def complete(
    endpoint: Endpoint, messages: Sequence[Mapping[str, str]], form: Mapping[str, Any]
) -> Reply:
    """Send one request and return the reply.

    Args:
        endpoint: Where.
        messages: The chat so far: role and content.
        form: How JSON is asked for: the "response_format", or nothing.

    Raises:
        CallError: There is no reply, or none that can be used.
    """
    content = _posted(endpoint, _body(endpoint, messages, form))
    return _reply(content)


def _body(
    endpoint: Endpoint, messages: Sequence[Mapping[str, str]], form: Mapping[str, Any]
) -> bytes:
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": list(messages),
        "temperature": 0,
        "seed": endpoint.seed,
        **form,
    }
    if endpoint.most_tokens is not None:
        body["max_tokens"] = endpoint.most_tokens
    return json.dumps(body, ensure_ascii=False).encode()


def _posted(endpoint: Endpoint, body: bytes) -> object:
    """Send a body and return the decoded JSON of the response."""
    raw = _response(endpoint, _request(endpoint, body))
    if len(raw) > LONGEST_REPLY:
        raise CallError("the reply has no end")
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        raise CallError("the reply is not JSON", may_retry=True) from None


def _request(endpoint: Endpoint, body: bytes) -> Request:
    headers = {"Content-Type": "application/json"}
    if endpoint.key:
        headers["Authorization"] = f"Bearer {endpoint.key}"
    return Request(f"{endpoint.url}/chat/completions", body, headers)


def _response(endpoint: Endpoint, request: Request) -> bytes:
    """Return the body of the response, or a little more than its greatest length."""
    opener = _opener(endpoint)
    try:
        with opener.open(request, timeout=endpoint.timeout) as response:
            raw: bytes = response.read(LONGEST_REPLY + 1)
            return raw
    except HTTPError as error:
        raise _http_failure(error, endpoint) from None
    except TimeoutError:
        raise CallError("no reply in time", may_retry=True) from None
    except (URLError, HTTPException, OSError) as error:
        reason = _plain(str(getattr(error, "reason", error)), endpoint)
        raise CallError(f"no connection ({reason})", may_retry=True) from None


class _NoRedirect(HTTPRedirectHandler):
    """Follows no redirect: article and key go to the address that was given, and nowhere else."""

    def redirect_request(
        self,
        req: Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Message,
        newurl: str,
    ) -> None:
        """Return no request."""


def _opener(endpoint: Endpoint) -> OpenerDirector:
    """Return what opens an address; a model on this machine is never reached through a proxy."""
    handlers = [ProxyHandler({})] if endpoint.is_local else []
    return build_opener(_NoRedirect, *handlers)


def _http_failure(error: HTTPError, endpoint: Endpoint) -> CallError:
    with error:
        body = error.read(2000).decode("utf-8", "replace")
    words = _plain(body, endpoint)
    reason = f"the server answers {error.code}"
    if words:
        reason = f"{reason}: {words}"
    if error.code in WRONG_KEY:
        return CallError(f"{reason} (check {KEY_VARIABLE})", ends_all=True)
    if error.code == UNKNOWN_MODEL:
        return CallError(f"{reason} (check address and model)", ends_all=True)
    # llama-cpp-python's server calls a form that it does not know an error of its own (500)
    is_about_form = error.code in UNKNOWN_FORM or FORM_FIELD in body
    return CallError(
        reason,
        may_retry=error.code in PASSING,
        wrong_form=is_about_form,
        wait=_wait(error.headers.get("Retry-After")),
    )


def _wait(value: str | None) -> float | None:
    try:
        seconds = float(value or "")
    except ValueError:
        return None
    return min(max(seconds, 0.0), LONGEST_WAIT)


def _plain(words: str, endpoint: Endpoint) -> str:
    """Return a server's words on one line, cut, and without the key that some servers repeat."""
    if endpoint.key:
        words = words.replace(endpoint.key, "(key)")
    printable = [part if part.isprintable() else " " for part in words]
    line = " ".join("".join(printable).split())
    if len(line) <= LONGEST_REASON:
        return line
    return f"{line[:LONGEST_REASON]}…"


def _reply(content: object) -> Reply:
    """Read the reply out of the response; refusals and empty replies are failures."""
    choice = _first_choice(content)
    message = _table(choice.get("message"))
    reason = choice.get("finish_reason")
    if message.get("refusal") or reason == "content_filter":
        raise CallError("the model refuses to answer")
    text = message.get("content")
    if not isinstance(text, str) or not text.strip():
        raise CallError("the reply is empty", may_retry=True)
    usage = _table(_table(content).get("usage"))
    return Reply(
        text=text,
        is_cut=reason == "length",
        tokens_in=_count(usage.get("prompt_tokens")),
        tokens_out=_count(usage.get("completion_tokens")),
    )


def _first_choice(content: object) -> Mapping[str, Any]:
    match content:
        case {"choices": [{} as choice, *_]}:
            return _table(choice)
    raise CallError("the reply holds no message", may_retry=True)


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _count(value: object) -> int:
    return max(0, value) if isinstance(value, int) else 0
