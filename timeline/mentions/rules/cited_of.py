"""Sources that one sentence cites, and the name of each."""

from collections.abc import Collection, Iterator

from spacy.tokens import Token

from timeline.lexicon.actors import ActorEntry
from timeline.lexicon.countries import countries
from timeline.lexicon.lists import word_list
from timeline.lexicon.media import media_ids
from timeline.mentions.rules.actors_of import entity_of
from timeline.mentions.rules.antecedents import Seen, is_anaphoric
from timeline.mentions.rules.attribution import QUOTES, is_reporting, speakers
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dependencies import (
    objects_of,
    prepositions,
    surface_subject,
)
from timeline.mentions.rules.entities import Entity
from timeline.mentions.rules.noun_phrases import bare, phrase
from timeline.mentions.rules.spelling import as_spelt
from timeline.mentions.rules.triggers import lemma_of
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
    cited = [
        (head, citation)
        for head, verb in speakers(token, sentence.tokens, sentence.words)
        if (citation := _attribution(sentence, head, verb)) is not None
    ]
    return [
        citation
        for head, citation in cited
        if is_own_act or not _is_passed_on(cited[0], head, citation)
    ]


def _is_passed_on(
    nearest: tuple[Token, Attribution], head: Token, citation: Attribution
) -> bool:
    """Return whether a medium only passes on what a nearer speaker says.

    "One resident said that the army had left, the agency reported".
    """
    speaker, first = nearest
    if not first.name or speaker.head == head.head:
        return False
    return _is_medium(citation)


def _is_medium(citation: Attribution) -> bool:
    """Return whether someone cited is a medium."""
    if citation.ref is not None:
        return citation.ref in media_ids()
    last = citation.text.split()[-1].lower()
    return last in MEDIA_NOUNS


def counted_by(sentence: Sentence, verb: Token) -> list[Attribution]:
    """Return those cited for a sentence that only counts.

    "the Observatory counted 13 dead", "it had spoken of four".
    """
    if lemma_of(verb) not in COUNTING or is_passive(verb):
        return citations_of(sentence, verb)
    subjects = surface_subject(verb, sentence.words)
    citations = (_attribution(sentence, head, verb.text) for head in subjects)
    counting = [citation for citation in citations if citation is not None]
    return counting or citations_of(sentence, verb)


def _attribution(sentence: Sentence, head: Token, verb: str) -> Attribution | None:
    """Return the citation of a speaker; None where the words name nobody who can speak."""
    if is_anaphoric(head):
        return _anaphoric_attribution(sentence, head, verb)
    speaker = _voice(sentence, head, verb)
    if speaker is not None:
        return _cite(sentence, speaker, verb)
    antecedent = _teller(sentence, head)
    return None if antecedent is None else _cite_again(sentence, head, antecedent, verb)


def _anaphoric_attribution(sentence: Sentence, head: Token, verb: str) -> Attribution:
    """Return the citation of "it", "the agency": of the one mentioned before, where it is known."""
    antecedent = _antecedent(sentence, head)
    if antecedent is not None:
        return _cite_again(sentence, head, antecedent, verb)
    if head.pos_ == "NOUN":  # "the agency", which the article names nowhere
        return _cite(sentence, _in_own_words(head), verb)
    return _unread(sentence, head, verb)


def _antecedent(sentence: Sentence, head: Token) -> Seen | None:
    """Return who is meant: the last speaker where a pronoun can mean them, else as resolved."""
    last = sentence.discourse.speaker
    resolved = sentence.discourse.resolve(head, sentence.offset, sentence.number)
    if last is not None and _can_mean(head.lower_, last.entity):
        return last
    return resolved


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
    """Return the name beside a description.

    "an activist group, the Coastal Watch, said", "Musa Bah, an activist who said".
    """
    for child in _names_beside(head):
        named = _agency(sentence, child) or entity_of(sentence, child)
        if named is not None and not _is_nameless(named):
            return named
    return _organisation_of(sentence, head)


def _names_beside(head: Token) -> Iterator[Token]:
    """Yield the heads of the names that a description stands beside."""
    for child in head.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            yield child
    if head.dep_ == "appos" and head.head.pos_ == "PROPN":
        yield head.head


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


def _cite(sentence: Sentence, speaker: Entity, verb: str) -> Attribution:
    """Return the citation of a source under the words that name it."""
    return _cite_by(
        sentence, sentence.span(speaker.first, speaker.last), speaker, verb, None
    )


def _cite_again(
    sentence: Sentence, word: Token, antecedent: Seen, verb: str
) -> Attribution:
    """Return the citation of a source mentioned before, under a word that refers to it."""
    referent = TextSpan(start=antecedent.start, end=antecedent.end)
    span = sentence.span(word.i, word.i)
    return _cite_by(sentence, span, antecedent.entity, verb, referent)


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


# Relations of a word before a noun of speech that says whose it is.
OWNERS = frozenset({"compound", "poss", "nmod", "amod"})


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
    if child.dep_ != "prep" or child.lower_ not in {"by", "from", "in"}:
        return None
    inner = next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None if inner is None else _teller_in(sentence, inner, child.lower_)


def _teller_in(sentence: Sentence, owner: Token, preposition: str) -> Entity | None:
    """Return whose speech it is: "a report by the army", "reports in the Italian media"."""
    if lemma_of(owner) in MEDIA_NOUNS:
        return _in_own_words(owner)
    return entity_of(sentence, owner) if preposition != "in" else None


def carried_speaker(sentence: Sentence) -> Attribution | None:
    """Return the last one cited for a sentence in quotation marks, or that goes on in them."""
    antecedent = sentence.discourse.speaker
    if antecedent is None or sentence.number - antecedent.sentence > QUOTED_FOR:
        return None
    words = [token for token in sentence.tokens if not token.is_space]
    is_quoted = words[0].text in QUOTES and words[-1].text in QUOTES
    if not is_quoted and not sentence.discourse.quoting:
        return None
    return _cite_again(sentence, words[0], antecedent, QUOTATION)


def note_speaker(sentence: Sentence) -> None:
    """Remember who spoke in this sentence, for 'it said' in the next."""
    for token in sentence.tokens:
        if is_reporting(token, sentence.words):
            for child in token.children:
                if child.dep_ == "nsubj" and not is_anaphoric(child):
                    _note_subject(sentence, child)


def _note_subject(sentence: Sentence, subject: Token) -> None:
    speaker = entity_of(sentence, subject)
    if speaker is not None and _is_nameless(speaker):
        speaker = _named_beside(sentence, subject) or speaker
    if speaker is not None:
        span = sentence.span(speaker.first, speaker.last)
        sentence.discourse.speaker = Seen(
            speaker, span.start, span.end, True, sentence.number
        )


def _can_mean(pronoun: str, speaker: Entity) -> bool:
    """Return whether a pronoun before a verb of saying means the last one who spoke."""
    if pronoun in ONE_PERSON:
        return _is_one_person(speaker) or _is_unknown_name(speaker)
    if pronoun == "it":
        return _is_one_body(speaker)
    is_group = speaker.kind in SPOKEN_FOR
    if pronoun in BODIES:
        return is_group and not speaker.plural and speaker.entry is not None
    return pronoun == "they" and (speaker.plural or is_group)


def _is_one_body(speaker: Entity) -> bool:
    """Return whether "it" can mean somebody: a body, also one with a plural name."""
    if speaker.plural and not _is_organisation_name(speaker):
        return False
    return not _is_one_person(speaker)


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


def _as_entry(head: Token, entry: ActorEntry) -> Entity:
    return Entity(
        head=head,
        first=head.i,
        last=head.i,
        kind=entry.kind,
        actor_class="named",
        entry=entry,
        country=entry.country,
        plural=False,
    )


# Nouns that end the names of organisations.
ORGANISATIONS = word_list("cited_of.organisations")


def _is_organisation_name(entity: Entity) -> bool:
    """Return whether an unknown name is that of an organisation: "the Coastal Committees"."""
    is_name = entity.entry is None and entity.head.pos_ == "PROPN"
    return is_name and " " in entity.text and lemma_of(entity.head) in ORGANISATIONS


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
        behind = [noun for of in prepositions(head, {"of"}) for noun in objects_of(of)]
        last = phrase(behind[0])[1] if behind else last
    plural = head.tag_ in {"NNS", "NNPS"}
    return Entity(
        head=head,
        first=first,
        last=last,
        kind=ActorKind.PERSON,
        actor_class="unnamed",
        entry=None,
        country=None,
        plural=plural,
    )


def _can_speak(head: Token, verb: str, speeches: Collection[str]) -> bool:
    """Return whether a noun that the lexicon does not know can be somebody who says something."""
    is_noun = head.pos_ in {"NOUN", "PROPN"} and head.ent_type_ not in {"DATE", "TIME"}
    is_subject = head.dep_ in {"nsubj", "pobj", "conj"}
    if (
        not is_noun
        or not is_subject
        or lemma_of(head) in NO_VOICE | frozenset(speeches)
    ):
        return False
    return verb.lower() in PLAINLY_SAID


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
    is_noun = speaker.head.pos_ == "NOUN" and speaker.head.text.islower()
    is_people = speaker.head.tag_ == "NNPS"  # "Malians at the camp said"
    return is_noun or is_people or _is_metonym(speaker)


def _is_metonym(speaker: Entity) -> bool:
    """Return whether a state is cited by the name of its seat: "the Kremlin", "Beijing"."""
    names = countries()
    return (
        names.by_name(speaker.text) is None and names.by_demonym(speaker.text) is None
    )
