"""What does one sentence say of the happenings that its triggers name?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from spacy.tokens import Span, Token

from timeline.lexicon.actors import generic
from timeline.lexicon.countries import countries
from timeline.lexicon.gazetteer import Gazetteer
from timeline.lexicon.words import Words
from timeline.mentions.rules.arguments import Filler, fillers
from timeline.mentions.rules.attribution import is_reporting, speakers, trailing, trailing_start
from timeline.mentions.rules.counts import (
    Counted,
    bare_figures,
    casualty_of_adjective,
    count,
    resultatives,
    toll_figures,
)
from timeline.mentions.rules.discourse import Discourse, Seen, refers_back
from timeline.mentions.rules.entities import Entity, as_spelt, country_of_words
from timeline.mentions.rules.places import NO_PLACE, PlaceMention, definite_place
from timeline.mentions.rules.places import mentions as place_mentions
from timeline.mentions.rules.scope import at_offsets, owners, top
from timeline.mentions.rules.status import Found, is_purpose, read_status
from timeline.mentions.rules.syntax import conjuncts, objects_of, phrase, prepositions, surface_subject, tense
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Attribution, Count, EventMention, Slot
from timeline.model.text import Document, TextSpan
from timeline.model.types import CasualtyKind, IncidentType, PartOfSpeech, Status
from timeline.model.when import TemporalExpression, TimexType

# Kinds and classes whose presence makes a weak trigger ("hit", "meet") an incident.
CONFLICT_KINDS = frozenset({ActorKind.STATE, ActorKind.SECURITY_FORCES, ActorKind.ARMED_GROUP})
# Types whose object or target, if it is a capital, is the town and not the government in it.
PLACED = frozenset({"ASSAULT", "MOBILIZE", "DISPLACE", "RETREAT", "CONSULT", "COERCE"})
TALKERS = frozenset(ActorKind) - {ActorKind.UNKNOWN, ActorKind.CIVILIANS, ActorKind.FACILITY}
CONFLICT_CLASSES = frozenset({"forces", "armed", "government", "named"})
# Fillers of these classes are things; they count as actors only through the country or group they belong to.
# Clauses whose date is theirs alone ("a man who had been arrested in 2009").
ASIDES = frozenset({"relcl", "acl", "ccomp"})
# Words under which force is aimed at or feared rather than planned.
VAGUE_AIMS = frozenset({
    "seek", "aim", "hope", "want", "risk", "fear", "danger", "possible", "potential", "if", "unless", "could", "might", "may", "can",
    "threat", "possibility", "likely", "would", "should", "bid", "effort", "campaign", "struggle", "fight",
})  # fmt: skip
NO_ACTOR_CLASSES = frozenset({"facility"})
DEFINITES = frozenset({"the", "this", "these", "that", "those", "such", "both"})


@dataclass
class SentenceReader:
    """Reads one sentence; everything it finds is kept, so that each word is looked up once."""

    document: Document
    sentence: Span
    offset: int
    number: int
    triggers: Sequence[Trigger]
    expressions: Sequence[TemporalExpression]
    discourse: Discourse
    knowledge_types: Mapping[str, IncidentType]
    gazetteer: Gazetteer
    words: Words
    reading: str = ""
    _entities: dict[int, Entity | None] = field(default_factory=dict)

    # --- offsets ---------------------------------------------------------------------------------------------------

    def span(self, first: int, last: int) -> TextSpan:
        """Give the offsets in the document's text of the tokens from `first` to `last`, both included."""
        doc = self.sentence.doc
        return TextSpan(start=doc[first].idx + self.offset, end=doc[last].idx + len(doc[last]) + self.offset)

    def slice(self, span: TextSpan) -> str:
        """Give the words at these offsets."""
        return self.document.text[span.start : span.end]

    # --- who -------------------------------------------------------------------------------------------------------

    def entity(self, head: Token) -> Entity | None:
        """Say which actor a phrase names; weapons and things stand for the country or owner that they name."""
        if head.i not in self._entities:
            found = self.discourse.entity(head)
            if found is None or (found.entry is None and found.klass in NO_ACTOR_CLASSES):
                found = self._owner_country(head) or found
            self._entities[head.i] = found
        return self._entities[head.i]

    def _owner_country(self, head: Token) -> Entity | None:
        """Read "Israeli missiles" and "Turkish observation posts" as Israel and Turkey."""
        if head.pos_ not in {"NOUN", "PROPN"}:
            return None
        first, last = phrase(head)
        code = country_of_words(head, first)
        if code is None:
            owner = next((child for child in head.children if child.dep_ == "poss" and child.pos_ == "PROPN"), None)
            return self.discourse.entity(owner) if owner is not None else None
        country = countries().by_id(code)
        entry = self.discourse.lexicon.find(country.name) if country is not None else None
        while first < head.i and head.doc[first].pos_ in {"DET", "NUM"}:
            first += 1
        return Entity(head, first, last, ActorKind.STATE, "named", entry, code, False)

    def _owned(self, head: Token, found: Entity | None) -> Entity | None:
        """Read "its tanks" and "his troops" as those of the country or group that the pronoun stands for."""
        if found is None or found.entry is not None or found.klass not in {"forces", "armed", "government"}:
            return found
        owner = next((child for child in head.children if child.dep_ == "poss" and child.pos_ == "PRON"), None)
        seen = self.discourse.resolve(owner, self.offset, self.number) if owner is not None else None
        if seen is None or seen.entity.country is None:
            return found
        country = countries().by_id(seen.entity.country)
        entry = (
            self.discourse.lexicon.find(f"{country.demonyms[0]} {head.text}") if country and country.demonyms else None
        )
        return replace(found, entry=entry, country=seen.entity.country) if entry is not None else found

    def _holder(self, head: Token) -> Entity | None:
        """Read "the actions of the militia" and "positions held by rebels" as the militia and the rebels."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "by", "belonging"}:
                for inner in child.children:
                    if inner.dep_ == "pobj" and (found := self.discourse.entity(inner)) is not None:
                        return found
            if child.dep_ in {"poss", "compound"} and (found := self.discourse.entity(child)) is not None:
                return found if found.entry is not None or found.klass != "proper" else None
        return None

    def argument(self, filler: Filler) -> Argument | None:
        """Make the argument that a filler gives; None when its words name no actor."""
        head = filler.head
        if refers_back(head):
            seen = self.discourse.resolve(head, self.offset, self.number)
            if seen is not None:
                return self._argument(filler.slot, self.span(head.i, head.i), head, seen.entity, filler.rule, seen)
        found = self.entity(head)
        if found is None and filler.slot is Slot.TARGET:
            found = self._holder(head)
        found = self._owned(head, found)
        if found is None or self._is_place_only(head, found, filler) or self._is_place_only(found.head, found, filler):
            return None
        if found.klass in NO_ACTOR_CLASSES and filler.slot is not Slot.TARGET:
            return None
        return self._argument(filler.slot, self.span(found.first, found.last), head, found, filler.rule, None)

    def _argument(
        self, slot: Slot, span: TextSpan, head: Token, found: Entity, rule: str, seen: Seen | None
    ) -> Argument:
        name = as_spelt(found.entry.name, found.text) if found.entry is not None else found.text
        return Argument(
            slot=slot,
            span=span,
            text=self.slice(span),
            head=self.span(head.i, head.i),
            resolved=TextSpan(start=seen.start, end=seen.end) if seen is not None else None,
            rule=rule,
            name=name,
            ref=found.entry.id if found.entry is not None else None,
            kind=found.kind,
            country=found.country,
            klass=found.klass,
        )

    def _coordinated(self, filler: Filler) -> Iterator[Argument]:
        """Give the other actors of "Eritrean and Ethiopian forces": each adjective with the noun they share."""
        head = filler.head
        nations = [
            one
            for child in head.children
            if child.dep_ in {"amod", "compound", "nmod"}
            for one in conjuncts(child)
            if countries().by_demonym(one.text) or countries().by_name(one.text)
        ]
        if len(nations) < 2:
            return
        shared = self.sentence.doc[max(one.i for one in nations) + 1 : head.i + 1].text
        for one in nations[:-1] if head.i - nations[-1].i <= 3 else nations:
            entry = self.discourse.lexicon.find(f"{one.text} {shared}") or self.discourse.lexicon.find(one.text)
            if entry is not None:
                found = Entity(one, one.i, one.i, entry.kind, "named", entry, entry.country, True)
                yield self._argument(filler.slot, self.span(one.i, one.i), one, found, filler.rule, None)

    def _is_place_only(self, head: Token, found: Entity, filler: Filler) -> bool:
        """Say whether the words are a place here: towns are attacked and entered, they do not act."""
        if any(one.head.i == head.i for one in self.places) and found.klass in {"proper", "facility"}:
            return True
        if (
            found.entry is None
            or found.kind is not ActorKind.STATE
            or (filler.slot is Slot.INITIATOR and filler.rule != "modifier")
        ):
            return False
        if self.reading not in PLACED:
            return False
        seat = countries().by_seat(head.text)
        named = countries().by_name(found.text)
        return seat is not None and named is None and filler.slot is not Slot.PARTY

    # --- where and when --------------------------------------------------------------------------------------------

    @cached_property
    def places(self) -> list[PlaceMention]:
        """The places of the sentence."""
        found = place_mentions(self.sentence, self.gazetteer, self.words)
        named = {one.head.i for one in found}
        if self.discourse.last_place is not None:
            found += [
                one
                for token in self.sentence
                if token.i not in named and (one := definite_place(token, *self.discourse.last_place)) is not None
            ]
        return found

    @cached_property
    def heads(self) -> list[Token]:
        """The head words of the triggers."""
        return [token for one in self.triggers for token in one.tokens]

    @cached_property
    def citing(self) -> frozenset[int]:
        """The words for those cited at the end of the sentence, which the parser may have glued to what stands before."""
        return frozenset(head.i for one in self.triggers for head, _ in trailing(one.token, self.sentence, self.words))

    def places_of(self, group: Sequence[Trigger], arguments: Sequence[Argument]) -> list[Argument]:
        """Give the places of a happening, without those that are its actors."""
        own = {token.i for one in group for token in one.tokens}
        taken = {(one.head.start, one.head.end) for one in arguments}
        found: list[Argument] = []
        for place in self.places:
            span = self.span(place.head.i, place.head.i)
            if (span.start, span.end) in taken or not self._locates(place, group):
                continue
            if any(token.i in own for token in owners(place.head, self.heads, self.words)):
                found.append(self._place_argument(place))
        return [one for one in found if not self._is_wider(one, found)]

    def _locates(self, place: PlaceMention, group: Sequence[Trigger]) -> bool:
        """Say whether a place stands where the place of a happening stands."""
        if place.head.i >= self.speech_start or self._is_origin(place):
            return False
        if place.preposition in {"of", "for"}:  # "the shelling of Stepanakert", "the battle for Aleppo"
            return place.hint != "country" and any(
                place.head.head.head.i == token.i for one in group for token in one.tokens
            )
        if place.preposition == "between":
            return place.hint != "country" and all(one.group.frame != "parties" for one in group)
        if place.preposition:
            return place.preposition not in NO_PLACE
        if place.head.dep_ in {"dobj", "nsubjpass", "npadvmod"}:
            return True
        if place.head.dep_ in {"conj", "appos", "nmod"}:
            return place.hint != "country"
        if place.head.dep_ == "compound":
            return any(place.head.head.i == token.i for one in group for token in one.tokens)
        return place.head.dep_ in {"nsubj", "poss"} and place.hint not in {"country", None}

    @cached_property
    def speech_start(self) -> int:
        """The first token of the words for those cited at the end of the sentence; what stands there is not the scene."""
        starts = [
            start
            for one in self.triggers
            if (start := trailing_start(one.token, self.sentence, self.words)) is not None
        ]
        return min(starts, default=self.sentence.end)

    def _is_origin(self, place: PlaceMention) -> bool:
        """Say whether a place is only where somebody comes from: "a trader from Peshawar"."""
        noun = place.head.head.head if place.preposition == "from" else None
        return noun is not None and noun.pos_ in {"NOUN", "PROPN"} and _is_people(noun)

    def _place_argument(self, place: PlaceMention) -> Argument:
        span = self.span(place.first, place.last)
        return Argument(
            slot=Slot.PLACE,
            span=span,
            text=self.slice(span),
            head=self.span(place.head.i, place.head.i),
            rule=f"behind '{place.preposition}'" if place.preposition else place.head.dep_,
            name=place.name,
            hint=place.hint,
            wider=place.wider,
        )

    def _is_wider(self, place: Argument, others: Sequence[Argument]) -> bool:
        """Say whether a place is only the wider one of another ("Saraqeb in Idlib")."""
        return any(other.wider is not None and place.name in other.wider for other in others if other is not place)

    def when(self, group: Sequence[Trigger]) -> TemporalExpression | None:
        """Give the temporal expression that dates a happening; None if none governs it."""
        dating = [one for one in self.expressions if one.type is not TimexType.SET and one.interval is not None]
        own = {token.i for one in group for token in one.tokens}
        free: list[TemporalExpression] = []
        for one in dating:
            tokens = at_offsets(self.sentence, one.start, one.end, self.offset)
            if not tokens:
                continue
            owning = owners(top(tokens), self.heads, self.words)
            if any(token.i in own for token in owning):
                return one
            if owning and not any(above.dep_ in ASIDES for above in (owning[0], *owning[0].ancestors)):
                free.append(one)
        return free[0] if len(free) == 1 and len(dating) == 1 and self._same_tense(group) else None

    def _same_tense(self, group: Sequence[Trigger]) -> bool:
        return all(one.group.pos is PartOfSpeech.VERB for one in group)

    # --- how many --------------------------------------------------------------------------------------------------

    def counts(self, group: Sequence[Trigger]) -> list[Count]:
        """Give the casualty figures told with a happening, each once."""
        found: list[tuple[CasualtyKind, Counted]] = []
        for trigger in group:
            if trigger.group.casualty is not None:
                heads = [
                    one.head
                    for one in fillers(trigger, self.words)
                    if one.slot is Slot.TARGET and not self._suffers_else(one.head, trigger.group.casualty)
                ]
                counted = [number for head in heads if (number := count(head, self.words)) is not None]
                found += [(trigger.group.casualty, number) for number in counted]
        if not found and (kind := next((one.group.casualty for one in group if one.group.casualty), None)) is not None:
            found += self._counts_beside(group, kind)
        found += self._captured(group)
        for token in self.sentence:
            own = token.subtree if len(self.triggers) > len(group) else self.sentence
            if any(one.token in own for one in group) or token in (one.token for one in group):
                found += resultatives(token, self.words)
        found += toll_figures(list(self.sentence), self.words, self.discourse.last_kind)
        found += bare_figures(list(self.sentence), self.words)
        return self._unique(found)

    def _suffers_else(self, head: Token, kind: CasualtyKind) -> bool:
        """Say whether a participle of its own says that something else was done to them: "30 others wounded"."""
        own = [child for child in head.children if child.dep_ in {"acl", "amod"} and child.i > head.i]
        kinds = [found for one in own if (found := casualty_of_adjective(one, self.words)) is not None]
        return bool(kinds) and kind not in kinds

    def _captured(self, group: Sequence[Trigger]) -> list[tuple[CasualtyKind, Counted]]:
        """Count the people that a verb of capture has for its object ("captured four others"); towns are not counted."""
        heads = [
            one.head
            for trigger in group
            if trigger.group.mode == "capture"
            and trigger.group.casualty is None
            and trigger.group.pos is PartOfSpeech.VERB
            for one in fillers(trigger, self.words)
            if one.slot is Slot.TARGET and (_is_people(one.head) or lemma_of(one.head) == "other")
        ]
        counted = [number for head in heads if (number := count(head, self.words)) is not None]
        return [(CasualtyKind.CAPTURED, number) for number in counted if (number.number.best or 0) > 1]

    def _counts_beside(self, group: Sequence[Trigger], kind: CasualtyKind) -> list[tuple[CasualtyKind, Counted]]:
        """Count the target of a noun that shares its happening with a noun of killing ("killing in a strike of a general")."""
        heads = [
            one.head
            for trigger in group
            if trigger.group.pos is PartOfSpeech.NOUN
            for one in fillers(trigger, self.words)
            if one.rule == "of" and _is_people(one.head)
        ]
        return [(kind, number) for head in heads if (number := count(head, self.words)) is not None]

    def _unique(self, found: Sequence[tuple[CasualtyKind, Counted]]) -> list[Count]:
        unique: dict[tuple[CasualtyKind, int], Count] = {}
        for kind, number in found:
            unstated = number.number.best is None and number.number.low is None
            if number.number.best == 0 or (unstated and kind is CasualtyKind.DISPLACED):
                continue
            span = self.span(number.first, number.last)
            value = number.number
            unique.setdefault(
                (kind, span.end),
                Count(kind=kind, group=number.group, low=value.low, best=value.best, high=value.high, span=span),
            )
        return list(unique.values())

    # --- who says so -----------------------------------------------------------------------------------------------

    def cited(self, token: Token) -> list[Attribution]:
        """Give those cited for a trigger."""
        found: list[Attribution] = []
        for head, verb in speakers(token, self.sentence, self.words):
            attribution = self._attribution(head, verb)
            if attribution is not None:
                found.append(attribution)
        return found

    def _attribution(self, head: Token, verb: str) -> Attribution | None:
        if refers_back(head):
            seen = self.discourse.resolve(head, self.offset, self.number) or self.discourse.speaker
            if head.lower_ in {"it", "he", "she"} and self.discourse.speaker is not None:
                seen = self.discourse.speaker
            if seen is None:
                return None
            return self._cite(self.span(head.i, head.i), seen.entity, verb, seen)
        found = self.entity(head) or self._speech_owner(head)
        if found is None:
            return None
        return self._cite(self.span(found.first, found.last), found, verb, None)

    def _cite(self, span: TextSpan, found: Entity, verb: str, seen: Seen | None) -> Attribution:
        return Attribution(
            span=span,
            text=self.slice(span),
            verb=verb,
            resolved=TextSpan(start=seen.start, end=seen.end) if seen is not None else None,
            name=as_spelt(found.entry.name, found.text) if found.entry is not None else found.text,
            ref=found.entry.id if found.entry is not None else None,
        )

    def _speech_owner(self, head: Token) -> Entity | None:
        """Read "a United Nations report" and "a statement by the army" as the United Nations and the army."""
        if lemma_of(head) not in self.words["nouns_of_speech.nouns"]:
            return None
        for child in head.children:
            if child.dep_ in {"compound", "poss", "nmod", "amod"} and (found := self.entity(child)) is not None:
                return found
            if child.dep_ == "prep" and child.lower_ in {"by", "from"}:
                inner = next((one for one in child.children if one.dep_ == "pobj"), None)
                if inner is not None and (found := self.entity(inner)) is not None:
                    return found
        return None

    def note_place(self) -> None:
        """Remember the last town of this sentence, for 'the village' in the next."""
        towns = [
            one
            for one in self.places
            if one.hint in {None, "city"} and one.head.pos_ == "PROPN" and countries().by_seat(one.name) is None
        ]
        if towns:
            self.discourse.last_place = (towns[-1].name, towns[-1].hint, towns[-1].wider)

    def note_speaker(self) -> None:
        """Remember who spoke in this sentence, for 'it said' in the next."""
        for token in self.sentence:
            if is_reporting(token, self.words):
                for child in token.children:
                    if child.dep_ == "nsubj" and not refers_back(child) and (found := self.entity(child)) is not None:
                        span = self.span(found.first, found.last)
                        self.discourse.speaker = Seen(found, span.start, span.end, True, self.number)

    # --- together --------------------------------------------------------------------------------------------------

    def mention(self, group: Sequence[Trigger]) -> EventMention | None:
        """Make the event mention of triggers that name one happening; None when the words name no incident here."""
        main = self._main(group)
        kind = self.knowledge_types[main.group.type]
        arguments = self._arguments(group, kind)
        places = self.places_of(group, arguments)
        if all(one.group.weak for one in group) and not self._is_conflict(group, arguments):
            return None
        status = self._status(group, kind)
        if (
            self._is_of_nature(group)
            or self._is_goal(group, status, arguments)
            or self._is_testimony()
            or _is_only_weapon(group)
        ):
            return None
        cited = {one.span.start: one for trigger in group for one in self.cited(trigger.token)}
        if status.status is Status.DENIED and not cited and not _is_denial(status):
            return None  # the article's own voice says that it did not happen: there is nothing to draw
        return EventMention(
            document=self.document.id,
            start=self.sentence.start_char + self.offset,
            end=self.sentence.end_char + self.offset,
            trigger=self.span(main.tokens[0].i, main.tokens[-1].i)
            if main.group.pos is PartOfSpeech.NOUN
            else self.span(main.token.i, main.token.i),
            lemma=main.lemma,
            type=main.group.type,
            mode=self._mode(group),
            status=status.status,
            status_span=self.span(status.token.i, status.token.i) if status.token is not None else None,
            arguments=(*arguments, *places),
            counts=tuple(self.counts(group)),
            attribution=tuple(cited[start] for start in sorted(cited)),
            when=self.when(group),
            definite=self._is_definite(group),
            tense=tense(main.token),
            sentence=self.number,
            rule=f"{main.group.type.lower()} {main.group.pos.value} '{main.lemma}' ({main.group.frame})",
        )

    def _is_goal(self, group: Sequence[Trigger], status: Found, arguments: Sequence[Argument]) -> bool:
        """Say whether force is only aimed at, feared or imagined: no plan that anyone announced, and no date for it."""
        if status.status is Status.FAILED and tense(group[0].token) == "perfect":
            return self.when(group) is None
        if status.status not in {Status.PLANNED, Status.POSSIBLE} or group[0].group.type not in {"ASSAULT", "DISPLACE"}:
            return False
        lemma = lemma_of(status.token) if status.token is not None else ""
        vague = lemma in VAGUE_AIMS or all(is_purpose(one.token) for one in group)
        return (vague or not arguments) and self.when(group) is None

    def _is_of_nature(self, group: Sequence[Trigger]) -> bool:
        """Say whether a storm, a crash or a disease did it: no armed force."""
        if group[0].group.type not in {"ASSAULT", "DISPLACE"}:
            return False
        doers = [one.head for trigger in group for one in fillers(trigger, self.words)]
        doers += [
            head
            for one in group
            for preposition in prepositions(one.token, {"in", "by"})
            for head in objects_of(preposition)
        ]
        return any(lemma_of(one) in self.words["senses.nature"] for one in doers)

    def _is_testimony(self) -> bool:
        """Say whether a witness tells in the first person singular what happened to him or her."""
        quoted = any(token.text in {'"', "``", "''"} for token in self.sentence) or self.discourse.quoting
        return quoted and any(token.lower_ in {"i", "my", "me"} for token in self.sentence)

    def _main(self, group: Sequence[Trigger]) -> Trigger:
        """Choose the trigger that tells most: one with a mode, not a casualty verb, the first."""
        strong = ["ASSAULT", "COERCE", "MOBILIZE"]

        def rank(one: Trigger) -> tuple[int, bool, bool, int]:
            kind = strong.index(one.group.type) if one.group.type in strong else 0
            return kind, one.group.mode is None, one.group.casualty is not None, one.token.i

        return min(group, key=rank)

    def _mode(self, group: Sequence[Trigger]) -> str | None:
        return self._main(group).group.mode

    def _status(self, group: Sequence[Trigger], kind: IncidentType) -> Found:
        """Read the status: what any of the triggers shows to have happened, happened."""
        read = [read_status(one, kind.default_status, self.words) for one in group]
        foiled = self.words["status.failed"]
        failed = next(
            (
                one
                for one in read
                if one.status is Status.FAILED and one.token is not None and lemma_of(one.token) in foiled
            ),
            None,
        )
        if failed is not None:
            return failed
        happened = [one for one in read if one.status in {Status.OCCURRED, Status.ONGOING}]
        return happened[0] if happened and kind.default_status is Status.OCCURRED else read[0]

    def _is_definite(self, group: Sequence[Trigger]) -> bool:
        nouns = [one.token for one in group if one.group.pos is PartOfSpeech.NOUN]
        if not nouns:  # "The shells hit troops": weapons told of before
            nouns = [
                head
                for one in group
                for head in surface_subject(one.token, self.words)
                if lemma_of(head) in WEAPONS and head.tag_ == "NNS"
            ]
        pointing = [one for one in nouns if any(child.lower_ in DEFINITES for child in (*one.lefts, *_measure(one)))]
        return bool(nouns) and len(pointing) == len(nouns)

    def _is_conflict(self, group: Sequence[Trigger], arguments: Sequence[Argument]) -> bool:
        """Say whether the arguments are such that a word of many senses means an incident."""
        actors = [one for one in arguments if one.kind in CONFLICT_KINDS or one.klass in CONFLICT_CLASSES]
        if group[0].group.frame == "move":  # soldiers who enter, not those who flee there
            actors = [one for one in actors if one.slot is not Slot.TARGET]
        if group[0].group.type == "ASSAULT" and self._has_weapon(group):
            return True
        if group[0].group.type in {"ASSAULT", "MOBILIZE"}:
            return bool(actors)
        if group[0].group.type == "CONSULT":  # those who talk are people, states, organisations
            return any(one.kind in TALKERS or one.klass == "government" for one in arguments)
        if group[0].group.frame == "ask":  # asking somebody, not expecting something
            return any(one.slot is Slot.TARGET for one in actors) and len(arguments) > 1
        return bool(actors) or any(one.klass == "proper" for one in arguments)

    def _has_weapon(self, group: Sequence[Trigger]) -> bool:
        """Say whether a weapon does it or is used: "shells hit a market"."""
        return any(lemma_of(one.head) in WEAPONS for trigger in group for one in fillers(trigger, self.words))

    def _arguments(self, group: Sequence[Trigger], kind: IncidentType) -> list[Argument]:
        """Give the actors of a happening, each once, in the roles that its type and mode have."""
        symmetric = kind.symmetric or (self._mode(group) in kind.symmetric_modes)
        self.reading = kind.id
        own = {one.token.i for one in group}
        unique: dict[tuple[int, int], Argument] = {}
        for trigger in group:
            for filler in fillers(trigger, self.words):
                if filler.head.i in own or filler.head.i in self.citing:
                    continue
                if symmetric and trigger.group.casualty is not None and len(group) > 1:
                    continue  # those killed in a clash are counted, they are no party to it
                slot = Slot.PARTY if symmetric else filler.slot
                if slot is Slot.PARTY and not symmetric:
                    slot = Slot.INITIATOR
                for argument in (
                    self.argument(Filler(slot, filler.head, filler.rule)),
                    *self._coordinated(Filler(slot, filler.head, filler.rule)),
                ):
                    if argument is not None:
                        unique.setdefault((argument.head.start, argument.head.end), argument)
        return sorted(unique.values(), key=lambda one: one.head.start)

    def toll(self) -> EventMention | None:
        """Make a mention of a sentence that only counts ("The toll rose to 40"); None if it does not."""
        found = [one for token in self.sentence for one in resultatives(token, self.words)]
        found += toll_figures(list(self.sentence), self.words, self.discourse.last_kind)
        found += bare_figures(list(self.sentence), self.words)
        counts = self._unique(found)
        if not counts:
            return None
        words = counts[0].span
        root = self.sentence.root
        cited = self.cited(root) if not is_reporting(root, self.words) else []
        return EventMention(
            document=self.document.id,
            start=self.sentence.start_char + self.offset,
            end=self.sentence.end_char + self.offset,
            trigger=words,
            lemma="toll",
            type="DISPLACE" if counts[0].kind is CasualtyKind.DISPLACED else "ASSAULT",
            mode=None,
            status=Status.OCCURRED,
            counts=tuple(counts),
            attribution=tuple(cited),
            when=self.when([]) if self.triggers else None,
            definite=True,
            tense=tense(root),
            sentence=self.number,
            rule="casualty statement",
        )


# Things that are used in force; by themselves they are no happening.
WEAPONS = frozenset(
    {"bomb", "mine", "landmine", "rocket", "missile", "shell", "grenade", "bullet", "ied", "drone", "mortar"}
)


def _is_people(head: Token) -> bool:
    """Say whether a noun is one of people."""
    known = generic(lemma_of(head))
    return head.ent_type_ == "PERSON" or (
        known is not None and known.klass in {"civilians", "forces", "armed", "government"}
    )


def _is_only_weapon(group: Sequence[Trigger]) -> bool:
    """Say whether the words name a weapon without anything done with it."""
    return all(lemma_of(one.token) in WEAPONS and one.group.pos is PartOfSpeech.NOUN for one in group)


def _is_denial(status: Found) -> bool:
    """Say whether somebody denies, rather than the text that negates."""
    return status.token is not None and lemma_of(status.token) in {"deny", "dispute", "reject", "refute", "dismiss"}


def _measure(noun: Token) -> list[Token]:
    """Give the words before the noun that counts this one: "the current round of fighting"."""
    counts_it = noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma_of(noun.head.head) in MEASURED
    return list(noun.head.head.lefts) if counts_it else []


MEASURED = frozenset(
    {"round", "wave", "bout", "series", "spate", "string", "act", "wake", "aftermath", "day", "start", "end"}
)
