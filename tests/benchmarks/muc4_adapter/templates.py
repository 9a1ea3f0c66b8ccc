"""Which MUC-4 templates does one text give? The project's incidents, joined and sifted, slot by slot."""

import re
from collections.abc import Sequence

from spacy.tokens import Span

from tests.benchmarks.muc4_adapter.candidates import (
    Candidate,
    add_damaged,
    add_identified,
    add_means,
    around,
    candidate,
    join,
    spoken_of,
)
from tests.benchmarks.muc4_adapter.fills import Fill, tagged
from tests.benchmarks.muc4_adapter.people import without_vague
from tests.benchmarks.muc4_adapter.perpetrators import perpetrators
from tests.benchmarks.muc4_adapter.reading import Article
from tests.benchmarks.muc4_adapter.relevance import (
    home_country,
    in_region,
    is_recent,
    is_relevant,
)
from tests.benchmarks.muc4_adapter.where import location
from tests.benchmarks.muc4_adapter.words import listed, regions
from timeline.model.incidents import Incident
from timeline.model.when import Basis, Precision


def templates(
    article: Article, incidents: Sequence[Incident]
) -> list[dict[str, object]]:
    """Give the templates of one text, as the scorer reads them."""
    made = [
        one
        for incident in incidents
        if (one := candidate(article, incident)) is not None
    ]
    made += [
        spoken_of(article, incident, tellings)
        for incident, tellings in article.contents(incidents)
    ]
    made = [one for one in made if is_recent(one, article)]
    joined = join(made)
    for one in joined:
        add_damaged(one, article)
        add_means(one, article)
    kept = [one for one in joined if is_relevant(one, article)]
    add_identified(kept, article)
    home = home_country(article, incidents)
    return [
        {"slots": slots(one, article, home)} for one in kept if in_region(one, home)
    ]


def slots(one: Candidate, article: Article, home: str | None) -> dict[str, object]:
    """Give the fills of a template."""
    made: dict[str, object] = {
        "date": date_of(one, article),
        "location": location(one, article, home),
        "type": one.kind,
        "stage": one.stage,
    }
    made.update(perpetrators(one, article))
    if one.kind not in {"KIDNAPPING", "ARSON"}:
        made["instrument_id"] = [words for words, _ in one.means]
        made["instrument_type"] = [tagged(fill, words) for words, fill in one.means]
        if not one.means:
            made["instrument_type"] = implied(one)
    if one.kind != "KIDNAPPING":
        made["phys_id"] = [target.id for target in one.things]
        made["phys_type"] = [tagged(target.kind, target.id) for target in one.things]
        made["phys_number"] = [
            tagged(target.number, target.id) for target in one.things
        ]
        default = ["SOME DAMAGE"] if one.kind == "ARSON" else []
        made["phys_effect"] = [
            tagged(effect, target.id)
            for target in one.things
            for effect in (target.effects or default)[:1]
        ]
        made["phys_nation"] = [
            tagged(target.nation, target.id)
            for target in one.things
            if target.nation and target.nation != regions().get(home or "")
        ]
    one.people = without_vague(one.people)
    made["hum_name"] = [target.name for target in one.people if target.name]
    made["hum_description"] = [
        tagged(target.description, target.tag) if target.name else target.description
        for target in one.people
        if target.description
    ]
    made["hum_type"] = [tagged(target.kind, target.tag) for target in one.people]
    made["hum_number"] = [tagged(target.number, target.tag) for target in one.people]
    made["hum_nation"] = [
        tagged(target.nation, target.tag)
        for target in one.people
        if target.nation and target.nation != regions().get(home or "")
    ]
    made["hum_effect"] = [
        tagged(effect, target.tag)
        for target in one.people
        for effect in target.effects[:1]
    ] or unhurt(one, around(one, article))
    return {name: value for name, value in made.items() if value}


def implied(one: Candidate) -> list[Fill]:
    """Give the type of the means where a verb tells it and no noun: somebody was shot, something was bombed."""
    verbs = {token.lemma_.lower() for sentence in one.sentences for token in sentence}
    if one.kind == "BOMBING":
        kinds = {"bomb": "BOMB", "bombing": "BOMB", "dynamite": "DYNAMITE"}
        return [tagged(kind, "-") for verb, kind in kinds.items() if verb in verbs][:1]
    if verbs & {"machinegun", "machine-gun", "submachinegun"}:
        return [tagged("MACHINE GUN", "-")]
    return [tagged("GUN", "-")] if verbs & listed("verbs", "guns") else []


def unhurt(one: Candidate, sentences: Sequence[Span]) -> list[Fill]:
    """Give "no injury or death" where the text says that nobody was hurt."""
    text = " ".join(" ".join(sentence.text.lower().split()) for sentence in sentences)
    if re.search(
        r"\bno (?:casualties|victims|injuries|deaths|one was (?:injured|hurt|killed)|people were)|\bunharmed|\bunhurt|\bescaped unscathed|\bno reports? of (?:casualties|victims|injur)",
        text,
    ):
        return [tagged("NO INJURY OR DEATH", one.people[0].tag if one.people else "-")]
    return []


def date_of(one: Candidate, article: Article) -> str | dict[str, str | None] | None:
    """Give the day where the text tells one; else "on or before the day of publication"."""
    told = [
        incident.date
        for incident in one.incidents
        if incident.date is not None and incident.date.basis is not Basis.ASSUMED
    ]
    exact = [when for when in told if when.precision in {Precision.DAY, Precision.TIME}]
    if exact:
        return exact[0].start.isoformat()
    if told and told[0].precision in {Precision.PERIOD, Precision.MONTH}:
        return {
            "value": told[0].text,
            "from": told[0].start.isoformat(),
            "to": told[0].end.isoformat(),
        }
    published = article.document.published
    return (
        {"value": None, "from": None, "to": published.isoformat()}
        if published is not None
        else None
    )
