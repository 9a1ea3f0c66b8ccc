"""Sources that one sentence cites, and the name of each."""

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Token

from timeline.lexicon.countries import countries
from timeline.lexicon.entries import ActorEntry
from timeline.lexicon.lists import word_list
from timeline.lexicon.media import is_medium, media_ids
from timeline.mentions.rules.antecedents import Seen, is_anaphoric
from timeline.mentions.rules.attribution import speakers
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dependencies import (
    objects_of,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.entities import Entity, entity_of_word, names_in_apposition
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.noun_phrases import bare, phrase
from timeline.mentions.rules.own_speaker import seen_speaking
from timeline.mentions.rules.owners import antecedent, entity_of
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.spelling import as_spelt
from timeline.mentions.rules.trailing_speakers import QUOTES
from timeline.mentions.rules.tree import OWNERS, child_by, children_by
from timeline.mentions.rules.voice import is_passive
from timeline.model.actors import ActorKind
from timeline.model.mentions import Attribution
from timeline.model.text import TextSpan

# A quotation may run on for so many sentences behind the one that names the speaker.
QUOTED_FOR = 3
# What stands for the reporting word where somebody is cited as the speaker of a running quotation.
QUOTATION = "quotation"
# Verbs whose subject gives the figures that a sentence counts.
COUNTING = word_list("cited_of.counting")
# People who speak without a name: "an Iraqi policeman" is not the Iraqi police, "officials" are no
# state.
UNNAMED = word_list("cited_of.unnamed")
# Subjects of verbs of saying that are nobody's word: "reports say".
NO_VOICE = word_list("cited_of.no_voice")
# Words by which even someone unknown is cited.
PLAINLY_SAID = word_list("cited_of.plainly_said")
# Relations of the nouns for those who say something.
SPEAKING = frozenset({"conj", "nsubj", "pobj"})
# Prepositions by which people are said to belong to those for whom they speak.
FOR_WHOM = frozenset({"at", "for", "from", "of", "with"})
# Those for whom people speak; a state has many voices.
SPOKEN_FOR = frozenset({ActorKind.ORGANISATION, ActorKind.ARMED_GROUP})
# Nouns for the media: "reports in the British media say".
MEDIA_NOUNS = word_list("cited_of.media")
# Texts that belong to the one cited just before.
TEXTS_OF_SPEAKERS = frozenset(
    {"statement", "communique", "communiqué", "message", "letter"}
)


def citations_of(
    sentence: Sentence, token: Token, *, is_own_act: bool = False
) -> list[Attribution]:
    """Return those cited for a trigger.

    Args:
        sentence: The sentence.
        token: The trigger.
        is_own_act: Whether those who speak may tell of what they do themselves; then a medium
            that passes it on is the one cited.
    """
    cited = list(_named_speakers(sentence, token))
    if is_own_act:
        return [citation for _, citation in cited]
    return [
        citation
        for head, citation in cited
        if not _is_passed_on(cited[0], head, citation)
    ]


def _named_speakers(
    sentence: Sentence, trigger: Token
) -> Iterator[tuple[Token, Attribution]]:
    """Yield the citation of each who is cited for a trigger, with the head of the words."""
    for head, verb in speakers(trigger, sentence.tokens, sentence.words):
        citation = _attribution(sentence, head, verb)
        if citation is not None:
            yield head, citation


def _is_passed_on(
    nearest: tuple[Token, Attribution], head: Token, citation: Attribution
) -> bool:
    """Return whether a medium only passes on what a nearer speaker says.

    "One resident said that the army had left, the agency reported".
    """
    speaker, first = nearest
    if not first.name or speaker.head == head.head:
        return False
    return _is_by_medium(citation)


def _is_by_medium(citation: Attribution) -> bool:
    """Return whether someone cited is a medium."""
    if citation.ref is not None:
        return citation.ref in media_ids()
    words = citation.text.lower().split()
    return words[-1] in MEDIA_NOUNS


def counted_by(sentence: Sentence, verb: Token) -> list[Attribution]:
    """Return those cited for a sentence that only counts.

    "the Observatory counted 13 dead", "it had spoken of four".
    """
    return _counting(sentence, verb) or citations_of(sentence, verb)


def _counting(sentence: Sentence, verb: Token) -> list[Attribution]:
    """Return the subjects of a verb of counting; none for other verbs."""
    citations: list[Attribution] = []
    if lemma_of(verb) not in COUNTING or is_passive(verb):
        return citations
    for head in surface_subject(verb, sentence.words):
        citation = _attribution(sentence, head, verb.text)
        if citation is not None:
            citations.append(citation)
    return citations


def _attribution(sentence: Sentence, head: Token, verb: str) -> Attribution | None:
    """Return the citation of a speaker; None where the words name nobody who can speak."""
    if is_anaphoric(head):
        return _anaphoric_attribution(sentence, head, verb)
    speaker = _voice(sentence, head, verb)
    if speaker is not None:
        return _cite(sentence, speaker, verb)
    before = _teller(sentence, head)
    if before is None:
        return None
    return _cite_again(sentence, head, before, verb)


def _anaphoric_attribution(sentence: Sentence, head: Token, verb: str) -> Attribution:
    """Return the citation of "it", "the agency": of the one mentioned before, where it is known."""
    meant = _meant_by(sentence, head)
    if meant is not None:
        return _cite_again(sentence, head, meant, verb)
    if head.pos_ == "NOUN":  # "the agency", which the article names nowhere
        return _cite(sentence, _in_own_words(head), verb)
    return _unread(sentence, head, verb)


def _meant_by(sentence: Sentence, head: Token) -> Seen | None:
    """Return who is meant: the last speaker where a pronoun can mean them, else as resolved."""
    last = sentence.discourse.speaker
    if last is not None and _can_mean(head.lower_, last.entity):
        return last
    return antecedent(sentence, head)


def _voice(sentence: Sentence, head: Token, verb: str) -> Entity | None:
    """Return who is cited by a phrase: the name beside it, the one it names, else its own words."""
    speaker = (
        _agency(sentence, head)
        or entity_of(sentence, head)
        or _speech_owner(sentence, head)
    )
    if speaker is not None and not _is_nameless(speaker):
        return speaker
    named = _named_beside(sentence, head)
    if named is not None or speaker is not None:
        return named or speaker
    return _unnamed(head, verb, sentence.words["nouns_of_speech.nouns"])


def _teller(sentence: Sentence, head: Token) -> Seen | None:
    """Return the one cited just before, for "the statement said"."""
    if lemma_of(head) not in TEXTS_OF_SPEAKERS:
        return None
    return _last_speaker(sentence)


def _last_speaker(sentence: Sentence) -> Seen | None:
    """Return the last one cited, if that was only a few sentences before."""
    seen = sentence.discourse.speaker
    if seen is None or sentence.number - seen.sentence > QUOTED_FOR:
        return None
    return seen


def _agency(sentence: Sentence, head: Token) -> Entity | None:
    """Read "Sana" where it is cited as the news agency of that name, not as the town."""
    name = head.text
    if countries().by_seat(name) is None:
        return None
    entry = sentence.discourse.lexicon.find(name.upper())
    if entry is None or not is_medium(entry):
        return None
    return entity_of_word(head, entry, plural=False)


def _named_beside(sentence: Sentence, head: Token) -> Entity | None:
    """Return the name beside a description.

    "an activist group, the Coastal Watch, said", "Musa Bah, an activist who said".
    """
    for name in _names_beside(head):
        named = _agency(sentence, name) or entity_of(sentence, name)
        if named is not None and not _is_nameless(named):
            return named
    return _organisation_of(sentence, head)


def _names_beside(head: Token) -> Iterator[Token]:
    """Yield the heads of the names that a description stands beside."""
    yield from names_in_apposition(head)
    if head.dep_ == "appos" and head.head.pos_ == "PROPN":
        yield head.head


def _organisation_of(sentence: Sentence, head: Token) -> Entity | None:
    """Return the known organisation for which people speak: "activists from the Watch"."""
    if lemma_of(head) not in UNNAMED:
        return None
    for preposition in prepositions(head, FOR_WHOM):
        for owner in objects_of(preposition):
            entity = entity_of(sentence, owner)
            if entity is not None and _has_speakers(entity):
                return entity
    return None


def _has_speakers(entity: Entity) -> bool:
    """Return whether somebody is an organisation or group for which people speak."""
    if entity.entry is None:
        return _is_organisation_name(entity)
    return entity.kind in SPOKEN_FOR


def _unread(sentence: Sentence, head: Token, verb: str) -> Attribution:
    """Return a citation whose source is not read ("it said", where nothing tells who it is)."""
    span = sentence.span(head.i, head.i)
    return Attribution(span=span, text=sentence.slice(span), verb=verb)


def _cite(sentence: Sentence, speaker: Entity, verb: str) -> Attribution:
    """Return the citation of a source under the words that name it."""
    span = sentence.span(speaker.first, speaker.last)
    return _cite_by(sentence, span, speaker, verb, None)


def _cite_again(
    sentence: Sentence, word: Token, before: Seen, verb: str
) -> Attribution:
    """Return the citation of a source mentioned before, under a word that refers to it."""
    referent = TextSpan(start=before.start, end=before.end)
    span = sentence.span(word.i, word.i)
    return _cite_by(sentence, span, before.entity, verb, referent)


def _cite_by(
    sentence: Sentence,
    span: TextSpan,
    speaker: Entity,
    verb: str,
    referent: TextSpan | None,
) -> Attribution:
    return Attribution(
        span=span,
        text=sentence.slice(span),
        verb=verb,
        resolved=referent,
        name=cited_name(speaker),
        ref=speaker.entry.id if speaker.entry is not None else None,
    )


# Prepositions between a noun of speech and whose it is.
OF_WHOM = frozenset({"by", "from", "in"})


def _speech_owner(sentence: Sentence, head: Token) -> Entity | None:
    """Return whose speech it is: "a United Nations report", "a statement by the army"."""
    if lemma_of(head) not in sentence.words["nouns_of_speech.nouns"]:
        return None
    for child in head.children:
        owner = _owner_by(sentence, child)
        if owner is not None:
            return owner
    return None


def _owner_by(sentence: Sentence, child: Token) -> Entity | None:
    """Return whose speech it is by a word or preposition of the noun of speech."""
    if child.dep_ in OWNERS:
        return entity_of(sentence, child)
    if child.dep_ != "prep" or child.lower_ not in OF_WHOM:
        return None
    noun = child_by(child, "pobj")
    if noun is None:
        return None
    return _teller_in(sentence, noun, child.lower_)


def _teller_in(sentence: Sentence, owner: Token, preposition: str) -> Entity | None:
    """Return whose speech it is: "a report by the army", "reports in the Italian media"."""
    if lemma_of(owner) in MEDIA_NOUNS:
        return _in_own_words(owner)
    if preposition == "in":
        return None
    return entity_of(sentence, owner)


def carried_speaker(sentence: Sentence) -> Attribution | None:
    """Return the last one cited for a sentence in quotation marks, or that goes on in them."""
    speaker = _last_speaker(sentence)
    if speaker is None:
        return None
    words = [token for token in sentence.tokens if not token.is_space]
    if not sentence.discourse.quoting and not _is_in_quotes(words):
        return None
    return _cite_again(sentence, words[0], speaker, QUOTATION)


def _is_in_quotes(words: Sequence[Token]) -> bool:
    """Return whether words begin and end with a quotation mark."""
    first, last = words[0], words[-1]
    return first.text in QUOTES and last.text in QUOTES


def note_speaker(sentence: Sentence) -> None:
    """Remember who spoke in this sentence, for 'it said' in the next."""
    for subject in _subjects_of_saying(sentence):
        if is_anaphoric(subject):
            continue
        speaker = _named_speaker(sentence, subject)
        if speaker is not None:
            sentence.discourse.speaker = seen_speaking(sentence, speaker)


def _named_speaker(sentence: Sentence, subject: Token) -> Entity | None:
    """Return who speaks, by the name beside the office where there is one."""
    speaker = entity_of(sentence, subject)
    if speaker is None or not _is_nameless(speaker):
        return speaker
    return _named_beside(sentence, subject) or speaker


def _subjects_of_saying(sentence: Sentence) -> Iterator[Token]:
    """Yield the subjects of the verbs of saying of a sentence."""
    for verb in sentence.tokens:
        if is_reporting(verb, sentence.words):
            yield from children_by(verb, "nsubj")


def _can_mean(pronoun: str, speaker: Entity) -> bool:
    """Return whether a pronoun before a verb of saying means the last one who spoke."""
    if pronoun in ONE_PERSON:
        return _is_one_person(speaker) or _is_unknown_name(speaker)
    if pronoun == "it":
        return _is_one_body(speaker)
    if pronoun in BODIES:
        return _is_known_body(speaker)
    if pronoun != "they":
        return False
    return speaker.plural or speaker.kind in SPOKEN_FOR


def _is_one_body(speaker: Entity) -> bool:
    """Return whether "it" can mean somebody: a body, also one with a plural name."""
    if speaker.plural and not _is_organisation_name(speaker):
        return False
    return not _is_one_person(speaker)


def _is_known_body(speaker: Entity) -> bool:
    """Return whether a speaker is a known organisation or group."""
    if speaker.entry is None or speaker.plural:
        return False
    return speaker.kind in SPOKEN_FOR


def _is_one_person(speaker: Entity) -> bool:
    """Return whether words name or describe one person: "Ms Diallo", "a Malian official"."""
    if speaker.plural:
        return False
    return speaker.kind is ActorKind.PERSON or lemma_of(speaker.head) in UNNAMED


def _is_unknown_name(speaker: Entity) -> bool:
    """Return whether a name that nobody knows may be a person's."""
    return speaker.kind is ActorKind.UNKNOWN and not speaker.plural


# Pronouns for one person.
ONE_PERSON = frozenset({"he", "she"})
# Nouns that before a verb of saying mean the body that spoke last.
BODIES = frozenset({"group", "organisation", "organization"})


# Nouns that end the names of organisations.
ORGANISATIONS = word_list("cited_of.organisations")


def _is_organisation_name(entity: Entity) -> bool:
    """Return whether an unknown name is that of an organisation: "the Coastal Committees"."""
    if entity.entry is not None or entity.head.pos_ != "PROPN":
        return False
    if lemma_of(entity.head) not in ORGANISATIONS:
        return False
    return " " in entity.text


# Nouns of an office that mean nobody without what it is of: "the head of the mission".
OFFICES = word_list("cited_of.offices")


def _is_nameless(entity: Entity) -> bool:
    return entity.entry is None and entity.actor_class != "proper"


def _unnamed(head: Token, verb: str, speeches: Collection[str]) -> Entity | None:
    """Return someone cited who is no known actor, in the words of the text ("hospital workers")."""
    if lemma_of(head) not in UNNAMED and not _can_speak(head, verb, speeches):
        return None
    return _in_own_words(head)


def _in_own_words(head: Token) -> Entity:
    """Return someone cited under the words of the text."""
    first, last = bare(head)
    if lemma_of(head) in OFFICES:
        last = _end_of_office(head) or last
    return Entity(
        head=head,
        first=first,
        last=last,
        kind=ActorKind.PERSON,
        actor_class="unnamed",
        entry=None,
        country=None,
        plural=head.tag_ in {"NNS", "NNPS"},
    )


def _end_of_office(head: Token) -> int | None:
    """Return the index of the last word of what an office is of: "the head of the mission"."""
    for of in prepositions(head, {"of"}):
        for noun in objects_of(of):
            return phrase(noun)[1]
    return None


def _can_speak(head: Token, verb: str, speeches: Collection[str]) -> bool:
    """Return whether a noun that the lexicon does not know can be somebody who says something."""
    if verb.lower() not in PLAINLY_SAID:
        return False
    if head.dep_ not in SPEAKING:
        return False
    if head.pos_ not in {"NOUN", "PROPN"} or head.ent_type_ in {"DATE", "TIME"}:
        return False
    lemma = lemma_of(head)
    return lemma not in NO_VOICE and lemma not in speeches


def cited_name(speaker: Entity) -> str:
    """Return the name of someone cited: canonical where there is one, else the text's words."""
    entry = speaker.entry
    if entry is None or _is_voice_of(speaker, entry):
        return speaker.text
    return as_spelt(entry.name, speaker.text)


def _is_voice_of(speaker: Entity, entry: ActorEntry) -> bool:
    """Return whether words name who speaks for an actor: "Turkish officials", "the Kremlin"."""
    if entry.kind is ActorKind.PERSON:
        return False
    if lemma_of(speaker.head) in UNNAMED:
        return True
    if entry.kind is not ActorKind.STATE or countries().by_id(entry.id) is None:
        return False
    if speaker.head.tag_ == "NNPS":  # "Malians at the camp said"
        return True
    return _is_common_noun(speaker.head) or _is_metonym(speaker)


def _is_common_noun(head: Token) -> bool:
    return head.pos_ == "NOUN" and head.text.islower()


def _is_metonym(speaker: Entity) -> bool:
    """Return whether a state is cited by the name of its seat: "the Kremlin", "Beijing"."""
    names = countries()
    if names.by_name(speaker.text) is not None:
        return False
    return names.by_demonym(speaker.text) is None
