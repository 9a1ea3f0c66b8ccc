"""Sources that one sentence cites, and the name of each."""

from collections.abc import Collection

from spacy.tokens import Token

from timeline.lexicon.actors import ActorEntry
from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.lexicon.media import media_ids
from timeline.mentions.rules.actors_of import entity_of
from timeline.mentions.rules.attribution import QUOTES, is_reporting, speakers
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.coreference import Seen, is_anaphoric
from timeline.mentions.rules.dependencies import (
    is_passive,
    objects_of,
    phrase,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.entities import Entity, as_spelt, bare
from timeline.mentions.rules.triggers import lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Attribution
from timeline.model.text import TextSpan

# A quotation may run on for so many sentences behind the one that names the speaker.
QUOTED_FOR = 3
# What stands for the reporting word where somebody is cited as the speaker of a running quotation.
QUOTATION = "quotation"
# Verbs whose subject gives the figures that a sentence counts.
COUNTING = word_list("cited_of.counting")
# People who speak without a name: "an Iraqi policeman" is not the Iraqi police, "officials" are no state.
UNNAMED = word_list("cited_of.unnamed")
# Subjects of verbs of saying that are nobody's word: "reports say".
NO_VOICE = word_list("cited_of.no_voice")
# Words by which even someone unknown is cited.
PLAINLY_SAID = word_list("cited_of.plainly_said")
# Prepositions by which people are said to belong to those for whom they speak.
FOR_WHOM = frozenset({"at", "for", "from", "of", "with"})
# Those for whom people speak; a state has many voices.
SPOKEN_FOR = frozenset({ActorKind.ORGANISATION, ActorKind.ARMED_GROUP})
# Nouns for the media: "reports in the British media say".
MEDIA_NOUNS = word_list("cited_of.media")
# Texts that belong to the one cited just before.
TEXTS_OF_SPEAKERS = frozenset({"statement", "communique", "communiqué", "message", "letter"})


def citations_of(sentence: Sentence, token: Token) -> list[Attribution]:
    """Give those cited for a trigger."""
    found: list[Attribution] = []
    for head, verb in speakers(token, sentence.tokens, sentence.words):
        attribution = _attribution(sentence, head, verb)
        if attribution is not None:
            found.append(attribution)
    return found


def counted_by(sentence: Sentence, verb: Token) -> list[Attribution]:
    """Give those cited for a sentence that only counts.

    "the Observatory counted 13 dead", "it had spoken of four".
    """
    if lemma_of(verb) not in COUNTING or is_passive(verb):
        return citations_of(sentence, verb)
    told = (
        _attribution(sentence, head, verb.text) for head in surface_subject(verb, sentence.words)
    )
    return [one for one in told if one is not None] or citations_of(sentence, verb)


def _attribution(sentence: Sentence, head: Token, verb: str) -> Attribution | None:
    if is_anaphoric(head):
        last = sentence.discourse.speaker
        seen = sentence.discourse.resolve(head, sentence.offset, sentence.number) or last
        if last is not None and _can_mean(head.lower_, last.entity):
            seen = last
        if seen is None and head.pos_ == "NOUN":
            unknown = _in_own_words(head)  # "the agency", which the article names nowhere
            span = sentence.span(unknown.first, unknown.last)
            return _cite(sentence, span, unknown, verb, None)
        if seen is None:
            return _unread(sentence, head, verb)
        return _cite(sentence, sentence.span(head.i, head.i), seen.entity, verb, seen)
    found = _voice(sentence, head, verb)
    if found is not None:
        return _cite(sentence, sentence.span(found.first, found.last), found, verb, None)
    teller = _teller(sentence, head)
    if teller is None:
        return None
    return _cite(sentence, sentence.span(head.i, head.i), teller.entity, verb, teller)


def _voice(sentence: Sentence, head: Token, verb: str) -> Entity | None:
    """Return who is cited by a phrase: the name beside it, the one it names, else its own words."""
    found = _agency(sentence, head) or entity_of(sentence, head) or _speech_owner(sentence, head)
    if found is not None and not _is_nameless(found):
        return found
    named = _named_beside(sentence, head)
    if named is not None or found is not None:
        return named or found
    return _unnamed(head, verb, sentence.words["nouns_of_speech.nouns"])


def _teller(sentence: Sentence, head: Token) -> Seen | None:
    """Return the one cited just before, for "the statement said"."""
    seen = sentence.discourse.speaker
    is_speech = lemma_of(head) in TEXTS_OF_SPEAKERS
    if seen is None or not is_speech or sentence.number - seen.sentence > QUOTED_FOR:
        return None
    return seen


def _agency(sentence: Sentence, head: Token) -> Entity | None:
    """Read "Sana" where it is cited as the news agency of that name, not as the town."""
    if countries().by_seat(head.text) is None:
        return None
    entry = sentence.discourse.lexicon.find(head.text.upper())
    if entry is None or entry.id not in media_ids():
        return None
    return _as_entry(head, entry)


def _named_beside(sentence: Sentence, head: Token) -> Entity | None:
    """Return the name behind a description: "an activist group, the Coastal Watch, said"."""
    for child in head.rights:
        is_name = child.dep_ == "appos" and child.pos_ == "PROPN"
        found = (_agency(sentence, child) or entity_of(sentence, child)) if is_name else None
        if found is not None and not _is_nameless(found):
            return found
    return _organisation_of(sentence, head)


def _organisation_of(sentence: Sentence, head: Token) -> Entity | None:
    """Return the known organisation for which people speak: "activists from the Watch"."""
    if lemma_of(head) not in UNNAMED:
        return None
    for preposition in prepositions(head, FOR_WHOM):
        for owner in objects_of(preposition):
            entity = entity_of(sentence, owner)
            if entity is None:
                continue
            is_known = entity.entry is not None and entity.kind in SPOKEN_FOR
            if is_known or _is_organisation_name(entity):
                return entity
    return None


def _unread(sentence: Sentence, head: Token, verb: str) -> Attribution:
    """Return a citation whose source is not read ("it said", where nothing tells who it is)."""
    span = sentence.span(head.i, head.i)
    return Attribution(span=span, text=sentence.slice(span), verb=verb)


def _cite(
    sentence: Sentence, span: TextSpan, found: Entity, verb: str, seen: Seen | None
) -> Attribution:
    return Attribution(
        span=span,
        text=sentence.slice(span),
        verb=verb,
        resolved=TextSpan(start=seen.start, end=seen.end) if seen is not None else None,
        name=cited_name(found),
        ref=found.entry.id if found.entry is not None else None,
    )


def _speech_owner(sentence: Sentence, head: Token) -> Entity | None:
    """Read "a United Nations report" and "a statement by the army" as the United Nations and the army."""
    if lemma_of(head) not in sentence.words["nouns_of_speech.nouns"]:
        return None
    for child in head.children:
        if (
            child.dep_ in {"compound", "poss", "nmod", "amod"}
            and (found := entity_of(sentence, child)) is not None
        ):
            return found
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "in"}:
            inner = next((one for one in child.children if one.dep_ == "pobj"), None)
            teller = _teller_in(sentence, inner, child.lower_) if inner is not None else None
            if teller is not None:
                return teller
    return None


def _teller_in(sentence: Sentence, owner: Token, preposition: str) -> Entity | None:
    """Return whose speech it is: "a report by the army", "reports in the Italian media"."""
    if lemma_of(owner) in MEDIA_NOUNS:
        return _in_own_words(owner)
    return entity_of(sentence, owner) if preposition != "in" else None


def carried_speaker(sentence: Sentence) -> Attribution | None:
    """Give the last one cited for a sentence that stands in quotation marks from end to end, or goes on in them."""
    words = [token for token in sentence.tokens if not token.is_space]
    whole = words[0].text in QUOTES and words[-1].text in QUOTES
    seen = sentence.discourse.speaker
    if (
        seen is None
        or sentence.number - seen.sentence > QUOTED_FOR
        or not (whole or sentence.discourse.quoting)
    ):
        return None
    here = sentence.span(words[0].i, words[0].i)
    return _cite(sentence, here, seen.entity, QUOTATION, seen)


def note_speaker(sentence: Sentence) -> None:
    """Remember who spoke in this sentence, for 'it said' in the next."""
    for token in sentence.tokens:
        if is_reporting(token, sentence.words):
            for child in token.children:
                if (
                    child.dep_ == "nsubj"
                    and not is_anaphoric(child)
                    and (found := entity_of(sentence, child)) is not None
                ):
                    span = sentence.span(found.first, found.last)
                    sentence.discourse.speaker = Seen(
                        found, span.start, span.end, True, sentence.number
                    )


def _can_mean(pronoun: str, speaker: Entity) -> bool:
    """Return whether a pronoun before a verb of saying means the last one who spoke."""
    if pronoun in {"it", "he", "she"}:
        return True
    is_group = speaker.kind in SPOKEN_FOR
    if pronoun in BODIES:
        return is_group and not speaker.plural and speaker.entry is not None
    return pronoun == "they" and (speaker.plural or is_group)


# Nouns that before a verb of saying mean the body that spoke last.
BODIES = frozenset({"group", "organisation", "organization"})


def _as_entry(head: Token, entry: ActorEntry) -> Entity:
    return Entity(head, head.i, head.i, entry.kind, "named", entry, entry.country, False)


# Nouns that end the names of organisations.
ORGANISATIONS = word_list("cited_of.organisations")


def _is_organisation_name(found: Entity) -> bool:
    """Return whether an unknown name is that of an organisation: "the Coastal Committees"."""
    is_name = found.entry is None and found.head.pos_ == "PROPN"
    return is_name and " " in found.text and lemma_of(found.head) in ORGANISATIONS


# Nouns of an office that mean nobody without what it is of: "the head of the mission".
OFFICES = word_list("cited_of.offices")


def _is_nameless(found: Entity) -> bool:
    return found.entry is None and found.actor_class != "proper"


def _unnamed(head: Token, verb: str, speeches: Collection[str]) -> Entity | None:
    """Return someone cited who is no known actor, in the words of the text ("hospital workers")."""
    if lemma_of(head) not in UNNAMED and not _can_speak(head, verb, speeches):
        return None
    return _in_own_words(head)


def _in_own_words(head: Token) -> Entity:
    """Return someone cited under the words of the text."""
    first, last = bare(head)
    if lemma_of(head) in OFFICES:
        behind = [noun for of in prepositions(head, {"of"}) for noun in objects_of(of)]
        last = phrase(behind[0])[1] if behind else last
    plural = head.tag_ in {"NNS", "NNPS"}
    return Entity(head, first, last, ActorKind.PERSON, "unnamed", None, None, plural)


def _can_speak(head: Token, verb: str, speeches: Collection[str]) -> bool:
    """Return whether a noun that the lexicon does not know can be somebody who says something."""
    is_noun = head.pos_ in {"NOUN", "PROPN"} and head.ent_type_ not in {"DATE", "TIME"}
    is_subject = head.dep_ in {"nsubj", "pobj", "conj"}
    if not is_noun or not is_subject or lemma_of(head) in NO_VOICE | frozenset(speeches):
        return False
    return verb.lower() in PLAINLY_SAID


def cited_name(found: Entity) -> str:
    """Return the name of someone cited: canonical for those who have a name, else the text's words."""
    entry = found.entry
    if entry is None or _speaks_for_it(found, entry):
        return found.text
    return as_spelt(entry.name, found.text)


def _speaks_for_it(found: Entity, entry: ActorEntry) -> bool:
    """Return whether a common noun speaks for the one it names ("Turkish officials", "the US government")."""
    if entry.kind is ActorKind.PERSON:
        return False
    if lemma_of(found.head) in UNNAMED:
        return True
    if entry.kind is not ActorKind.STATE or countries().by_id(entry.id) is None:
        return False
    is_noun = found.head.pos_ == "NOUN" and found.head.text.islower()
    return is_noun or _is_metonym(found)


def _is_metonym(found: Entity) -> bool:
    """Return whether a state is cited by the name of its seat: "the Kremlin", "Beijing"."""
    names = countries()
    return names.by_name(found.text) is None and names.by_demonym(found.text) is None
