"""Does every failure of a server end in an answer or in a named document, and does the key stay secret?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.llm.fake_server import (
    FakeServer,
    Request,
    Response,
    answers,
    fake_server,
    says,
)
from timeline.errors import InputError, UsageError
from timeline.llm.answers import Recorder, read_recorded
from timeline.llm.asking import Asking, Model, Outcome, estimate
from timeline.llm.endpoint import Endpoint, endpoint_of
from timeline.llm.queries import Query, reading_query
from timeline.model.text import Document

KEY = "sk-secret-0123456789"
TEXT = "Rebels shelled the town of Lemo on Monday. Four people died."


def document(number: int = 1, text: str = TEXT) -> Document:
    return Document(id=f"doc-{number}", text=text)


def queries(*documents: Document) -> list[Query]:
    return [reading_query(one) for one in documents]


def model(server: FakeServer, **options: object) -> Model:
    endpoint = Endpoint(url=server.url, model="fake", timeout=1.0, key=KEY)
    return Model(endpoint, sleep=lambda seconds: None, **options)  # type: ignore[arg-type]


def asked(reply: Callable[[Request], Response]) -> tuple[Outcome, FakeServer]:
    with fake_server(reply) as server:
        return model(server).ask(reading_query(document())), server


def first(failing: Response) -> Callable[[Request], Response]:
    """Return what fails once and answers then."""
    return lambda request: failing if request.number == 1 else answers(request)


@pytest.mark.parametrize(
    "failing",
    [
        Response(status=500),
        Response(status=503, headers={"Retry-After": "0"}),
        Response(status=429, headers={"Retry-After": "0.01"}),
        Response(pause=-1),
        Response(body=b"<html>busy</html>"),
        Response(body=b'{"choices": []}'),
        Response(body=b'{"choices": [{"message": {"content": null}}]}'),
        says("I think there are two incidents."),
        says('{"incidents": [{"type": "ASS', finish="length"),
        says("[" * 100_000),
        Response(status=400, body=b'{"error": "response_format is not supported"}'),
        Response(
            status=500, body=b"1 validation error: ('body', 'response_format', 'type')"
        ),
    ],
    ids=[
        "error",
        "unavailable",
        "limited",
        "closed",
        "html",
        "no choice",
        "empty",
        "prose",
        "cut",
        "deep",
        "form",
        "form as an error",
    ],
)
def test_asks_again_after_a_passing_failure(failing: Response) -> None:
    outcome, server = asked(first(failing))
    assert outcome.failure is None
    assert outcome.content is not None and len(outcome.content["incidents"]) == 1
    assert len(server.requests) == 2


def test_asks_again_after_no_reply_in_time() -> None:
    outcome, _ = asked(first(Response(pause=3.0)))
    assert outcome.failure is None


@pytest.mark.parametrize(
    ("failing", "calls", "words"),
    [
        (says("", refusal="I cannot help with violence."), 1, "refuses"),
        (says("x", finish="content_filter"), 1, "refuses"),
        (
            Response(status=401, body=b"wrong key " + KEY.encode()),
            1,
            "TIMELINE_LLM_KEY",
        ),
        (Response(status=404, body=b"no such model"), 1, "model"),
        (Response(status=302, headers={"Location": "http://127.0.0.1:1/"}), 1, "302"),
        (Response(status=500), 4, "500"),
        (says("no JSON"), 4, "not JSON"),
        (Response(body=b" " * 8_000_001), 1, "no end"),
    ],
)
def test_names_why_there_is_no_answer(
    failing: Response, calls: int, words: str
) -> None:
    outcome, server = asked(lambda request: failing)
    assert outcome.content is None
    assert outcome.failure is not None and words in outcome.failure
    assert len(server.requests) == calls
    assert KEY not in outcome.failure


def test_no_server_is_a_failure() -> None:
    endpoint = Endpoint(url="http://127.0.0.1:9/v1", model="fake")
    outcome = Model(endpoint, sleep=lambda seconds: None).ask(reading_query(document()))
    assert outcome.failure is not None and "no connection" in outcome.failure


def test_keeps_whole_incidents_of_a_cut_answer() -> None:
    text = '{"incidents": [{"type": "AID", "evidence": ["a \\"b\\" [c"]}, {"type": "ASSAULT", "evid'
    outcome, server = asked(lambda request: says(text, finish="length"))
    assert outcome.content is not None
    assert [row["type"] for row in outcome.content["incidents"]] == ["AID"]
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "text",
    [
        '```json\n{"incidents": []}\n```',
        '<think>{"incidents": 3}</think>{"incidents": []}',
        'Here is the answer: {"incidents": []} I hope it helps.',
    ],
)
def test_reads_json_among_words(text: str) -> None:
    outcome, server = asked(lambda request: says(text))
    assert outcome.content == {"incidents": [], "not": []}
    assert len(server.requests) == 1


def test_a_refused_text_does_not_weaken_the_form() -> None:
    def reply(request: Request) -> Response:
        return Response(status=400) if request.number <= 4 else answers(request)

    with fake_server(reply) as server:
        asker = model(server)
        assert asker.ask(reading_query(document(1))).failure is not None
        assert asker.ask(reading_query(document(2))).failure is None
    assert len(server.requests) == 5
    assert server.requests[-1].content["response_format"]["type"] == "json_schema"


def test_falls_back_to_weaker_forms_of_json() -> None:
    def reply(request: Request) -> Response:
        if "response_format" in request.content:
            return Response(status=400)
        return answers(request)

    with fake_server(reply) as server:
        asker = model(server)
        assert asker.ask(reading_query(document(1))).failure is None
        assert asker.ask(reading_query(document(2))).failure is None
    kinds = [
        request.content.get("response_format", {}).get("type")
        for request in server.requests
    ]
    assert kinds == ["json_schema", "json_object", "json_object", None, None]


def test_a_wrong_key_ends_all_calls() -> None:
    with fake_server(lambda request: Response(status=401)) as server:
        asker = model(server)
        outcomes = [asker.ask(reading_query(document(number))) for number in range(5)]
    assert len(server.requests) == 1
    assert all(outcome.failure for outcome in outcomes)


def test_a_budget_ends_all_calls() -> None:
    with fake_server(answers) as server:
        asker = model(server, budget=200)
        outcomes = [asker.ask(reading_query(document(number))) for number in range(5)]
    assert len(server.requests) == 2
    assert [outcome.failure is None for outcome in outcomes] == [
        True,
        True,
        False,
        False,
        False,
    ]
    assert "budget" in str(outcomes[-1].failure)


def test_requests_are_deterministic() -> None:
    with fake_server(answers) as server:
        model(server).ask(reading_query(document()))
        model(server).ask(reading_query(document()))
    first_request, second = server.requests
    assert first_request.content == second.content
    assert (second.content["temperature"], second.content["seed"]) == (0, 0)
    assert second.headers["Authorization"] == f"Bearer {KEY}"


def test_parallel_answers_keep_the_order() -> None:
    def reply(request: Request) -> Response:
        response = answers(request)
        response.pause = 0.05 * (request.number % 3)
        return response

    documents = [
        document(number, f"Troops {number} shelled Lemo.") for number in range(12)
    ]
    with fake_server(reply) as server:
        asking = Asking(name="fake", model=model(server), parallel=4)
        outcomes = list(asking.outcomes(map(reading_query, documents)))
    assert [outcome.document.id for outcome in outcomes] == [
        one.id for one in documents
    ]
    for outcome in outcomes:
        assert outcome.content is not None
        quote = outcome.content["incidents"][0]["evidence"][0]
        assert outcome.document.text.startswith(quote)


def test_long_articles_are_sent_in_parts() -> None:
    sentences = [f"Troops shelled village {number} at dawn." for number in range(700)]
    text = " ".join(sentences)
    with fake_server(answers) as server:
        outcome = model(server).ask(reading_query(document(1, text)))
    assert len(server.requests) == 3
    assert len(estimate_calls(text)) == 3
    articles = [request.article for request in server.requests]
    assert all(
        any(sentence in article for article in articles) for sentence in sentences
    )
    assert outcome.content is not None and len(outcome.content["incidents"]) == 3


def estimate_calls(text: str) -> range:
    return range(estimate([document(1, text)]).calls)


def test_an_ordinary_article_is_one_call() -> None:
    text = "word " * 1500
    assert estimate([document(1, text)]).calls == 1


def test_the_key_never_shows() -> None:
    endpoint = Endpoint(url="https://example.org/v1", model="m", key=KEY)
    assert KEY not in repr(endpoint) + str(endpoint) + endpoint.host


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/v1",
        "localhost:11434",
        "https://user:pass@example.org/v1",
        "http://example.org/v1",
        "https://example.org/v1?key=x",
    ],
)
def test_refuses_addresses_that_would_leak(url: str) -> None:
    with pytest.raises(UsageError) as error:
        Endpoint(url=url, model="m", key=KEY)
    assert "pass" not in str(error.value).replace("password", "") and KEY not in str(
        error.value
    )


def test_the_key_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_LLM_KEY", KEY)
    monkeypatch.setenv("TIMELINE_LLM_URL", "https://example.org/v1/")
    endpoint = endpoint_of(None, "m")
    assert (endpoint.url, endpoint.key) == ("https://example.org/v1", KEY)
    monkeypatch.delenv("TIMELINE_LLM_URL")
    with pytest.raises(UsageError, match="TIMELINE_LLM_URL"):
        endpoint_of(None, "m")


def test_recorded_answers_replay(tmp_path: Path) -> None:
    path = tmp_path / "answers.jsonl"
    recorder = Recorder(path, model="fake")
    with fake_server(answers) as server:
        asking = Asking(name="fake", model=model(server), recorder=recorder)
        outcomes = list(
            asking.outcomes(queries(document(1), document(2, "Jets shelled Subek.")))
        )
    recorder.close()
    recorded = read_recorded(path)
    assert recorded.model == "fake"
    replayed = list(
        Asking(name="fake", recorded=recorded).outcomes(
            queries(document(1), document(3))
        )
    )
    assert replayed[0].content is not None and outcomes[0].content is not None
    assert replayed[0].content["incidents"] == outcomes[0].content["incidents"]
    assert replayed[1].failure == "answers.jsonl holds no answer for it"
    assert KEY not in path.read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="exists already"):
        Recorder(path, model="fake")


@pytest.mark.parametrize("line", ["no JSON", "[]", '{"incidents": []}', '{"id": 3}'])
def test_names_the_line_of_a_wrong_recording(tmp_path: Path, line: str) -> None:
    path = tmp_path / "answers.jsonl"
    path.write_text(
        json.dumps({"id": "a", "incidents": []}) + f"\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"answers\.jsonl, line 2"):
        read_recorded(path)
