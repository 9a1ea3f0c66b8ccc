"""How good are type and sides of single sentences, measured on PLOVER's gold sentences with their scorer?

usage: python tests/benchmarks/plover.py [FILE] [--plain]   (default: ../shared/gold/plover/plover-gsr-dev.jsonl)

A timeline keeps everything that a sentence tells, with a status; PLOVER's sentences carry the one event that they assert,
coded by CAMEO's conventions. `coded` turns the first into the second by the rules that stand there, none of which knows a
word of a sentence. `--plain` scores the incidents as they are.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from spacy.tokens import Doc, Token

from timeline import pipeline
from timeline.exporters import jsonl
from timeline.lexicon.countries import countries
from timeline.mentions import article_countries
from timeline.model.timeline import TimelineData
from timeline.parsing import parse
from timeline.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
Incident = dict[str, Any]

# CAMEO's convention, by the manual: an intent to yield is 035 (AGREE), an announced harm 13 (THREATEN), what must be done
# a demand (10), cooperation that is refused or fails 12 (REJECT).
YIELDING = frozenset({"RETREAT", "CONCEDE"})
HARM = frozenset({"ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"})
COOPERATION = frozenset(
    {"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT", "CONCEDE"}
)
READYING = frozenset(
    {"prepare", "ready", "poise", "poised", "prepared", "gear", "brace"}
)
# CAMEO 057 "sign formal agreement" stands among the codes of SUPPORT.
SIGNING = frozenset({"sign", "initial", "ratify"})
# The gold codes states that are no more by the one that followed.
FOLLOWED = {
    "SUN": "RUS", "YUG": "SRB", "SCG": "SRB", "CSK": "CZE", "DDR": "DEU", "BRD": "DEU", "ZAR": "COD", "BUR": "MMR",
}  # fmt: skip
# CAMEO 164 "halt negotiations" stands among the reduced relations (16); 085 "ease sanctions, boycott, embargo", 086 "allow
# international involvement" (inspectors, observers, aid, peacekeepers) and 0872 "ease military blockade" are RETREAT.
ENDING = frozenset(
    {"break", "suspend", "halt", "end", "freeze", "stop", "cut", "abandon"}
)
OPENED = frozenset({
    "blockade", "siege", "sanction", "embargo", "boycott", "inspector", "inspection", "observer", "monitor",
    "peacekeeper", "delivery", "convoy", "shipment", "aid", "humanitarian",
})  # fmt: skip
# Links of the parse that lead out of what a sentence asserts, into its background.
ASIDES = frozenset({"relcl", "acl", "advcl", "appos", "csubj"})
# Prepositions whose phrase is part of the act ("killed in an attack", "came under shelling"), unlike "after clashes".
WITHIN = frozenset(
    {"in", "by", "with", "through", "under", "on", "into", "of", "to", "between"}
)


def main() -> None:
    """Build every sentence as a document of its own and print the scorer's table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        default=SHARED / "gold" / "plover" / "plover-gsr-dev.jsonl",
    )
    parser.add_argument(
        "--plain", action="store_true", help="score the incidents as they are"
    )
    parser.add_argument(
        "--errors", default="0", help="print so many sentences that are not right"
    )
    args = parser.parse_args()
    scorer = SHARED / "bench" / "plover" / "score.py"
    if not (args.file.is_file() and scorer.is_file()):
        raise SystemExit(
            f"{args.file}: no such file, or no scorer beside it at {scorer}."
        )
    with tempfile.TemporaryDirectory() as folder:
        made = subprocess.run(
            [sys.executable, scorer, "--documents", args.file],
            capture_output=True,
            text=True,
            check=True,
        )
        data, told = built(made.stdout, Path(folder))
        incidents = Path(folder) / "incidents.jsonl"
        if not args.plain:
            lines = (json.dumps(one) + "\n" for one in coded(data, told))
            incidents.write_text("".join(lines), encoding="utf-8")
        subprocess.run(
            [sys.executable, scorer, args.file, incidents, "--errors", args.errors],
            check=True,
        )


def built(rows: str, folder: Path) -> tuple[TimelineData, list[Incident]]:
    """Build documents given as lines of JSON, each by itself; give the timeline, and its lines in `incidents.jsonl`."""
    documents, incidents = folder / "documents.jsonl", folder / "incidents.jsonl"
    documents.write_text(rows, encoding="utf-8")
    data = pipeline.build(
        [documents], version="benchmark", settings=Settings(separate=True), jobs=1
    )
    jsonl.write(data, incidents)
    return data, [
        json.loads(line) for line in incidents.read_text(encoding="utf-8").splitlines()
    ]


def coded(data: TimelineData, told: Iterable[Incident]) -> list[Incident]:
    """Turn incidents of single sentences into what PLOVER codes of them.

    1. Of a sentence only what stands highest in its clauses is coded: what a relative clause, an adverbial clause or a
       phrase such as "after clashes" recalls is not, nor what is only possible ("if", "unless", "might").
    2. Type and status become a type by CAMEO's convention (`plover_type`).
    3. Who has no country of his own is of the country where it happens, and a side that is not named is that country.
    """
    parsed = {
        document.id: [(one.doc, one.offset) for one in parse(document)]
        for document in data.documents
    }
    by_document: dict[str, list[Incident]] = defaultdict(list)
    for incident in told:
        by_document[incident["reports"][0]["document"]].append(incident)
    found: list[Incident] = []
    for document, incidents in by_document.items():
        ranks = [rank_of(incident, parsed[document]) for incident in incidents]
        for incident, rank in zip(incidents, ranks, strict=True):
            if rank == min(ranks):
                kind = plover_type(incident, parsed[document])
                found.append(
                    at_home(incident, land_of(parsed[document]))
                    | {"type": kind, "status": "occurred"}
                )
    return found


def land_of(parsed: Iterable[tuple[Doc, int]]) -> str | None:
    """Give the one country that a sentence names, itself or by its capital; None when it names several or none."""
    docs = [doc for doc, _ in parsed]
    seats = {countries().by_seat(entity.text) for doc in docs for entity in doc.ents}
    named = {*article_countries(docs), *(seat.id for seat in seats if seat is not None)}
    return named.pop() if len(named) == 1 else None


def rank_of(incident: Incident, parsed: Iterable[tuple[Doc, int]]) -> int:
    """Count the steps that lead from what the sentence asserts down to an incident."""
    token = trigger_of(incident, parsed)
    hypothetical = 10 if incident["status"] == "possible" else 0
    return hypothetical + (depth(token) if token is not None else 5)


def trigger_of(incident: Incident, parsed: Iterable[tuple[Doc, int]]) -> Token | None:
    """Give the word of the parse that heads an incident's trigger."""
    place = incident["reports"][0]["trigger"]
    for doc, offset in parsed:
        inside = [
            one for one in doc if place["start"] <= one.idx + offset < place["end"]
        ]
        if inside:
            return next(
                (one for one in inside if one.head not in inside or one.head == one),
                inside[0],
            )
    return None


def depth(token: Token) -> int:
    """Count the asides that a word stands in."""
    steps = 0
    for below in (token, *token.ancestors):
        aside = below.dep_ in ASIDES
        steps += aside or (below.dep_ == "prep" and below.lower_ not in WITHIN)
    return steps


def plover_type(incident: Incident, parsed: Iterable[tuple[Doc, int]]) -> str:
    """Give the type that CAMEO's convention makes of a type and a status."""
    kind, status = str(incident["type"]), incident["status"]
    if status == "demanded" or kind == "REQUEST":
        return "REQUEST"
    if status in {"denied", "failed"} and kind in COOPERATION:
        return "REJECT"
    token = trigger_of(incident, parsed)
    if (
        kind == "ASSAULT"
        and status == "planned"
        and token is not None
        and readied(token)
    ):
        return "MOBILIZE"
    if status in {"planned", "threatened"} and kind in HARM:
        return "THREATEN"
    if status == "planned" and kind in COOPERATION:
        return "AGREE"
    if (
        token is not None
        and (crossed := crosswalk(kind, incident["mode"], token)) is not None
    ):
        return crossed
    if kind == "AGREE" and token is not None and token.lemma_.lower() in SIGNING:
        return "SUPPORT"
    return kind


def crosswalk(kind: str, mode: str | None, token: Token) -> str | None:
    """Give the type under which CAMEO files what stands elsewhere in our ontology; None where both agree."""
    below = {one.lemma_.lower() for one in token.subtree}
    if kind == "REJECT" and mode == "walk-out" and token.lemma_.lower() in ENDING:
        return "SANCTION"
    if kind == "CONCEDE" and mode in {"lift", "ease"} and below & OPENED:
        return "RETREAT"
    return None


def readied(token: Token) -> bool:
    """Say whether force is what somebody makes himself ready for: CAMEO 15, "exhibit military posture"."""
    return any(one.lemma_.lower() in READYING for one in token.ancestors)


def at_home(incident: Incident, land: str | None) -> Incident:
    """Give the actors and the sides of an incident without a country the one in which it happens.

    Organisations with a name of their own (the UN) have no country; who only holds talks with himself holds them there.
    """
    placed = {place["country"] for place in incident["places"]} - {None}
    lands = placed or {actor["country"] for actor in incident["actors"]} - {None}
    home = next(iter(lands)) if len(lands) == 1 else None if lands else land
    actors: list[Incident] = [
        actor
        | {"country": actor["country"] or (None if of_no_country(actor) else home)}
        for actor in incident["actors"]
    ]
    doers = {actor["country"] for actor in actors if actor["role"] == "initiator"} - {
        None
    }
    if len(doers) > 1 and not any(
        actor["role"] == "target" for actor in actors
    ):  # both sides of what they do together
        actors = [actor | {"role": "party"} for actor in actors]
    parties = {actor["id"] for actor in actors if actor["role"] == "party"}
    for side in ("initiator", "target"):
        named = len(parties) > 1 or any(actor["role"] == side for actor in actors)
        if home is not None and not named:
            role = "party" if parties else side
            actors.append(
                {
                    "id": home,
                    "name": home,
                    "role": role,
                    "kind": "state",
                    "country": home,
                }
            )
    return incident | {"actors": actors}


def of_no_country(actor: Mapping[str, Any]) -> bool:
    """Say whether an actor stands above countries: a named organisation, not "a party" or "the newspaper"."""
    return actor["kind"] == "organisation" and not str(actor["name"]).islower()


if __name__ == "__main__":
    main()
