"""Read the event mentions of one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.patterns import TRIGGER, ClausePattern, clause_patterns
from timeline.mentions.rules.addressee_of import CONFLICT_KINDS, Addressed, together
from timeline.mentions.rules.attribution import QUOTES, is_reporting, speakers
from timeline.mentions.rules.casualties import (
    LASTING,
    bare_figures,
    is_nobody,
    resultatives,
    sums_up,
    toll_figures,
)
from timeline.mentions.rules.dependencies import (
    climb,
    objects_of,
    prepositions,
    surface_subject,
    tense,
)
from timeline.mentions.rules.factuality import (
    FactualityCue,
    is_purpose,
    is_under_purpose,
    read_status,
)
from timeline.mentions.rules.genericity import genericity
from timeline.mentions.rules.quotation import quoted_clause
from timeline.mentions.rules.roles import HOST, SAYS, Filler, is_aside, supporting_verb
from timeline.mentions.rules.scope import is_background
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.actors import ActorKind
from timeline.model.mentions import Argument, Attribution, Count, EventMention, Slot
from timeline.model.text import TextSpan
from timeline.model.types import (
    CUMULATIVE,
    HAPPENED,
    SPOKEN,
    CasualtyKind,
    Genericity,
    IncidentType,
    PartOfSpeech,
    Status,
)

# Classes whose presence, like that of `CONFLICT_KINDS`, makes a weak trigger ("hit", "meet") an
# incident.
CONFLICT_CLASSES = word_list("sentence.conflict_classes")
# Kinds of those who can talk, meet and visit.
TALKERS = frozenset(ActorKind) - {ActorKind.UNKNOWN, ActorKind.CIVILIANS, ActorKind.FACILITY}
# What is refused or denied by saying that it will not be, or was not.
WITHHELD = frozenset({"CONSULT", "SANCTION", "CONCEDE", "SUPPORT", "MOBILIZE"})
# Words under which force is aimed at or feared rather than planned.
VAGUE_AIMS = word_list("sentence.vague_aims")
DEFINITES = word_list("sentence.definites")
# Words beside a noun of action that set it apart from what was told before: "a second attack",
# "previous raids".
OTHERS = word_list("sentence.others")
MODIFIERS = frozenset({"amod", "det", "advmod", "poss", "nummod", "compound", "predet"})
# Things that are used in force; by themselves they are no happening.
WEAPONS = word_list("sentence.weapons")
# Nouns that count a noun of action: "the current round of fighting".
MEASURED = word_list("sentence.measured")
# Verbs whose date is that of the count, not of the deaths: "the toll rose to 15 on Tuesday".
RISING = word_list("sentence.rising")
# Words beside a death that say that it was violent.
VIOLENT = word_list("sentence.violent")
# Nouns that by themselves name no single happening.
VAGUE = word_list("sentence.vague")
# So many dead without a day ("has killed 2,700") are the sum of a longer time; no single incident
# is told so.
MANY, PERFECT_MANY = 500, 100
# So few dead are never the toll of a war.
FEW = 5


def _is_place(one: Count, places: Sequence[Argument]) -> bool:
    """Say whether the words that seem to count somebody name a place.

    "the massacre in Houla" is nobody's death.
    """
    return any(
        place.span.start < one.span.end and one.span.start < place.span.end for place in places
    )


def _without_own(
    cited: Mapping[int, Attribution], arguments: Sequence[Argument]
) -> dict[int, Attribution]:
    """Leave out who speaks for himself: "the envoy said that both should stop" cites nobody.

    `cited`: by where the words for each begin.
    """
    speaking = [argument for argument in arguments if argument.slot in {Slot.INITIATOR, Slot.PARTY}]
    own = {name for argument in speaking for name in (argument.ref, argument.name) if name}
    return {
        start: citation
        for start, citation in cited.items()
        if citation.ref not in own and citation.name not in own
    }


class SentenceReader(Addressed):
    """Reads one sentence: makes an event mention of the triggers that name one happening."""

    def mention(self, group: Sequence[Trigger]) -> EventMention | None:
        """Make the event mention of triggers that name one happening.

        None when the words name no incident here.
        """
        main = self._main(group)
        kind = self.knowledge_types[main.group.type]
        arguments = self._arguments(group, kind)
        places = self.places_of(group, [one for one in arguments if one.rule != HOST])
        if all(one.group.weak for one in group) and not self._is_conflict(group, arguments):
            self._refuse(main, "ambiguous word, and nothing in the sentence says conflict")
            return None
        status = self._status(group, kind)
        clause = self._clause_pattern(main)
        if clause is not None and clause.status is None:
            self._refuse(main, f"clause pattern {clause.id!r}")
            return None
        if clause is not None and clause.status is not None and status.status in HAPPENED:
            status = FactualityCue(clause.status, None)
        reason = self._reason_against(group, kind, status, arguments, places)
        if reason is not None:
            self._refuse(main, reason)
            return None
        arguments, fled = _as_fugitive(main, arguments)
        cited = {
            one.span.start: one
            for trigger in group
            if not (is_background(trigger.token) and self._is_definite(group))
            for one in self.cited(trigger.token)
        }
        is_named = any(speaker.name for speaker in cited.values())
        if not is_named and (carried := self.carried_speaker()) is not None:
            cited = {carried.span.start: carried}
        kind_id, mode, arguments = together(main, self._mode(group), arguments)
        if refusing := self._refusing(main, status):
            kind_id, mode = "REJECT", "deny" if tense(main.token) == "past" else "refuse"
            arguments, status = refusing, FactualityCue(Status.OCCURRED, None)
        if kind_id in SPOKEN:
            cited = _without_own(cited, arguments)
        counts = (
            [] if status.status is Status.DENIED else self.counts(group)
        )  # a figure that is denied counts nobody
        counts = [
            one
            for one in counts
            if (one.best is not None and one.best > 1) or not _is_place(one, places)
        ]
        if (
            status.status is Status.DENIED
            and not _is_denial(status)
            and (not any(speaker.name for speaker in cited.values()) or _is_unable(main.token))
        ):
            # the article's own voice says that it did not happen
            self._refuse(main, "the article itself says that it did not happen")
            return None
        mode = CUMULATIVE if self._sums_up(group, counts) else mode
        when = self.when(group)
        aside = all(is_aside(one, self.words) for one in group)
        return EventMention(
            document=self.document.id,
            start=self.sentence.start_char + self.offset,
            end=self.sentence.end_char + self.offset,
            trigger=self.span(main.tokens[0].i, main.tokens[-1].i)
            if main.group.pos is PartOfSpeech.NOUN
            else self.span(main.token.i, main.token.i),
            lemma=main.lemma,
            type="RETREAT" if fled else kind_id,
            mode=mode,
            status=status.status,
            status_span=self.span(status.token.i, status.token.i)
            if status.token is not None
            else None,
            arguments=(*arguments, *places),
            counts=tuple(counts),
            attribution=tuple(cited[start] for start in sorted(cited)),
            when=when,
            definite=self._is_definite(group),
            tense=tense(main.token),
            aside=aside,
            sentence=self.number,
            rule=f"{main.group.type.lower()} {main.group.pos.value} '{main.lemma}' ({main.group.frame})",
            verbal=main.token.pos_ == "VERB",
            other=any(
                child.lower_ in OTHERS for child in main.token.children if child.dep_ in MODIFIERS
            ),
            climb=climb(main.token, self.sentence),
            clause=self._clause(group, main, status.token),
            time_told=self.time_told(group),
            genericity=genericity(
                main.token,
                self.sentence,
                type=main.group.type,
                mode=mode,
                status=status.status,
                is_dated=when is not None,
                is_aside=aside,
                has_figures=any(count.best is not None for count in counts),
            ),
        )

    def _refusing(self, main: Trigger, status: FactualityCue) -> list[Argument]:
        """Return those who say that something will not be, or has not been: they refuse or deny it.

        "The minister said there would be no talks". Where a verb denies, it is told by itself.
        """
        if status.status is not Status.DENIED or main.group.type not in WITHHELD:
            return []
        if _is_denial(status):
            return []
        heads = (head for head, _ in speakers(main.token, self.sentence, self.words))
        told = (self.argument(Filler(Slot.INITIATOR, head, "says no")) for head in heads)
        return [one for one in told if one is not None]

    def _refuse(self, main: Trigger, reason: str) -> None:
        """Keep why a trigger names no incident, for `timeline missed`."""
        self.discourse.refusals.append((main.token.idx + self.offset, reason))

    def _reason_against(
        self,
        group: Sequence[Trigger],
        kind: IncidentType,
        status: FactualityCue,
        arguments: Sequence[Argument],
        places: Sequence[Argument],
    ) -> str | None:
        """Return the first reason why these words name no incident; None if they do."""
        if self._is_of_nature(group):
            return "a storm, crash or disease did it"
        if self._is_goal(group, status, [*arguments, *places]):
            return "only aimed at, feared or imagined"
        if kind.id not in SPOKEN and self._is_testimony():
            return "a witness tells of himself or herself"
        if self._is_vague(group):
            return "force in general, not one use of it"
        if self._is_end_of_life(group, arguments):
            return "one person died, and nothing says by whom"
        return "a weapon without an act" if _is_only_weapon(group) else None

    def _clause_pattern(self, main: Trigger) -> ClausePattern | None:
        """Return the entry of the modality table that the trigger's sentence meets."""
        start = main.token.idx - self.sentence.start_char
        text = self.sentence.text
        marked = f"{text[:start]}{TRIGGER}{text[start + len(main.token) :]}"
        met = (entry for entry in clause_patterns() if entry.is_met(marked, main.group.type))
        return next(met, None)

    def _clause(
        self, group: Sequence[Trigger], main: Trigger, cue: Token | None
    ) -> tuple[TextSpan, ...]:
        """Return the stretches that quote the clause of the main trigger.

        Or else of another one.
        """
        ordered = sorted(group, key=lambda trigger: trigger is not main)
        fields = [filler.head for trigger in group for filler in self.fillers(trigger)]
        ranges = quoted_clause(ordered, self.sentence, cue=cue, fields=fields)
        return tuple(self.span(start, end - 1) for start, end in ranges)

    def _sums_up(self, group: Sequence[Trigger], counts: Sequence[Count]) -> bool:
        """Say whether the figures are those of a war or a longer time.

        Not of an operation that is named with them.
        """
        main = self._main(group)
        killed = [one.best or one.low or 0 for one in counts if one.kind is CasualtyKind.KILLED]
        if main.group.type != "ASSAULT" or max(killed, default=0) < FEW:
            return False
        if sums_up(self.sentence, tense(main.token)) or (
            self.lasted() and self.when(group) is None
        ):
            return True
        named = any(one.group.pos is PartOfSpeech.NOUN for one in group)
        plain = main.group.mode in {None, "clash", "war"} and self.only_date() is None and not named
        return plain and max(killed) >= (PERFECT_MANY if tense(main.token) == "perfect" else MANY)

    def _is_long_toll(self, counts: Sequence[Count], root: Token) -> bool:
        """Say whether a sentence that only counts gives the toll of a war rather than that of the incident told before."""
        many = (
            max(
                (one.best or one.low or 0 for one in counts if one.kind is CasualtyKind.KILLED),
                default=0,
            )
            >= MANY
        )
        undated = self.only_date() is None
        return sums_up(self.sentence, tense(root)) or ((many or self.lasted()) and undated)

    def lasted(self) -> bool:
        """Say whether the force told of lasted weeks or more."""
        return LASTING.search(self.sentence.text) is not None

    def _is_goal(
        self, group: Sequence[Trigger], status: FactualityCue, named: Sequence[Argument]
    ) -> bool:
        """Say whether force is only aimed at, feared or imagined.

        No plan that anyone announced, and no date for it. `named`: the actors and places of it.
        """
        if self.is_condition(group, status) or self.is_aim_of_another(group, status):
            return True
        force = group[0].group.type in {"ASSAULT", "DISPLACE"}
        if force and status.status is Status.FAILED and tense(group[0].token) == "perfect":
            return self.when(group) is None
        if status.status not in {Status.PLANNED, Status.POSSIBLE} or not force:
            return False
        lemma = lemma_of(status.token) if status.token is not None else ""
        vague = lemma in VAGUE_AIMS or all(is_purpose(one.token) for one in group)
        return (vague or not named) and self.when(group) is None

    def _is_of_nature(self, group: Sequence[Trigger]) -> bool:
        """Say whether a storm, a crash or a disease did it: no armed force."""
        if group[0].group.type not in {"ASSAULT", "DISPLACE"}:
            return False
        doers = [one.head for trigger in group for one in self.fillers(trigger)]
        doers += [
            head
            for one in group
            for preposition in prepositions(one.token, {"in", "by"})
            for head in objects_of(preposition)
        ]
        return any(lemma_of(one) in self.words["senses.nature"] for one in doers)

    def _is_testimony(self) -> bool:
        """Say whether a witness tells in the first person singular what happened to him or her."""
        quoted = any(token.text in QUOTES for token in self.sentence) or self.discourse.quoting
        return quoted and any(token.lower_ in {"i", "my", "me"} for token in self.sentence)

    def _is_end_of_life(self, group: Sequence[Trigger], arguments: Sequence[Argument]) -> bool:
        """Say whether one person died and nothing says that anyone had a hand in it.

        "Arafat died in 2004".
        """
        if (
            len(group) > 1
            or group[0].lemma not in {"die", "pass away", "death"}
            or len(arguments) != 1
        ):
            return False
        causes = {lemma_of(one) for one in group[0].token.subtree}
        person = arguments[0].kind is ActorKind.PERSON or arguments[0].actor_class == "proper"
        return person and not causes & VIOLENT

    def _is_vague(self, group: Sequence[Trigger]) -> bool:
        """Say whether a noun names force in general, not one use of it.

        "the architect of its military operations".
        """
        noun = group[0].token
        if len(group) > 1 or self.when(group) is not None:
            return False
        if _is_kind(noun):
            return True
        if group[0].lemma not in VAGUE:
            return False
        own = any(
            one.pos_ == "PROPN"
            for preposition in prepositions(noun, {"in", "on", "against", "near", "at"})
            for one in objects_of(preposition)
        )
        return not own and (supporting_verb(noun, self.words) is None or is_under_purpose(noun))

    def _main(self, group: Sequence[Trigger]) -> Trigger:
        """Choose the trigger that tells most: one with a mode, not a casualty verb, the first."""
        strong = ["ASSAULT", "COERCE", "MOBILIZE"]

        def rank(trigger: Trigger) -> tuple[int, bool, bool, bool, int]:
            group_of_words = trigger.group
            kind = strong.index(group_of_words.type) if group_of_words.type in strong else 0
            # a protest that demands something is a protest
            is_request = group_of_words.type == "REQUEST"
            has_no_mode = group_of_words.mode is None
            has_casualty = group_of_words.casualty is not None
            return kind, is_request, has_no_mode, has_casualty, trigger.token.i

        return min(group, key=rank)

    def _mode(self, group: Sequence[Trigger]) -> str | None:
        return self._main(group).group.mode

    def _status(self, group: Sequence[Trigger], kind: IncidentType) -> FactualityCue:
        """Read the status: what any of the triggers shows to have happened, happened."""
        read = [read_status(one, kind.default_status, self.words) for one in group]
        foiled = self.words["status.failed"]
        failed = next(
            (
                one
                for one in read
                if one.status is Status.FAILED
                and one.token is not None
                and lemma_of(one.token) in foiled
            ),
            None,
        )
        if failed is not None:
            return failed
        denied = [
            trigger.token
            for trigger, one in zip(group, read, strict=True)
            if one.status is Status.DENIED
        ]  # a raid in which nobody was killed may have happened; one in a denied report has not
        happened = [
            one
            for trigger, one in zip(group, read, strict=True)
            if one.status in HAPPENED
            and not any(above.is_ancestor(trigger.token) for above in denied)
        ]
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
        pointing = [
            one
            for one in nouns
            if any(child.lower_ in DEFINITES for child in (*one.lefts, *_measure(one)))
        ]
        return bool(nouns) and len(pointing) == len(nouns)

    def _is_conflict(self, group: Sequence[Trigger], arguments: Sequence[Argument]) -> bool:
        """Say whether the arguments are such that a word of many senses means an incident."""
        actors = [
            one
            for one in arguments
            if one.kind in CONFLICT_KINDS or one.actor_class in CONFLICT_CLASSES
        ]
        if group[0].group.frame == "move":  # soldiers who enter, not those who flee there
            actors = [one for one in actors if one.slot is not Slot.TARGET]
        if group[0].group.type == "ASSAULT" and (
            self._has_weapon(group) or self._counts_dead(group)
        ):
            return True
        if group[0].group.type in {"ASSAULT", "MOBILIZE"}:
            return bool(actors)
        if (
            group[0].group.type == "AID" and group[0].group.mode == "money"
        ):  # money is spent on things too
            return any(one.slot is Slot.TARGET for one in arguments)
        if group[0].group.type == "PROTEST":  # anybody may protest
            return any(one.slot is Slot.INITIATOR for one in arguments)
        if group[0].group.type == "CONSULT":  # those who talk are people, states, organisations
            return any(one.kind in TALKERS or one.actor_class == "government" for one in arguments)
        if group[0].group.frame == "ask":  # asking somebody, not expecting something
            return any(one.slot is Slot.TARGET for one in actors) and len(arguments) > 1
        return bool(actors) or any(one.actor_class == "proper" for one in arguments)

    def _counts_dead(self, group: Sequence[Trigger]) -> bool:
        """Say whether an article about armed force counts people who died.

        "Seven people died in Homs".
        """
        verbs = [
            one
            for one in group
            if one.group.pos is PartOfSpeech.VERB and one.group.casualty is not None
        ]
        if not self.discourse.conflict or not verbs:
            return False
        return any(one.best is not None for one in self.counts(group))

    def _has_weapon(self, group: Sequence[Trigger]) -> bool:
        """Say whether a weapon does it or is used: "shells hit a market"."""
        return any(
            lemma_of(one.head) in WEAPONS for trigger in group for one in self.fillers(trigger)
        )

    def _arguments(self, group: Sequence[Trigger], kind: IncidentType) -> list[Argument]:
        """Give the actors of a happening, each once, in the roles that its type and mode have."""
        symmetric = kind.symmetric or (self._mode(group) in kind.symmetric_modes)
        self.reading = kind.id
        own = {one.token.i for one in group}
        unique: dict[tuple[int, str], Argument] = {}
        for trigger in group:
            for filler in self.fillers(trigger):
                if filler.head.i in own or self._is_no_party(trigger, filler):
                    continue
                if symmetric and trigger.group.casualty is not None and len(group) > 1:
                    continue  # those killed in a clash are counted, they are no party to it
                slot = Slot.PARTY if symmetric else _slot_of(trigger, filler)
                if slot is Slot.PARTY and not symmetric:
                    slot = Slot.INITIATOR
                for argument in (
                    self.argument(Filler(slot, filler.head, filler.rule)),
                    *self._coordinated(Filler(slot, filler.head, filler.rule)),
                    *self._both(Filler(slot, filler.head, filler.rule)),
                ):
                    if argument is not None:
                        unique.setdefault(
                            (argument.head.start, argument.ref or argument.name), argument
                        )
        found = self.with_addressee(self._main(group), list(unique.values()))
        found = sorted(found, key=lambda one: one.head.start)
        return _own_forces(found) if kind.id == "MOBILIZE" else found

    def _is_no_party(self, trigger: Trigger, filler: Filler) -> bool:
        """Return whether somebody is only cited, or nobody at all.

        "not a single guard was killed".
        """
        if filler.head.i in self.citing and filler.rule != SAYS:
            return True
        return trigger.group.casualty is not None and is_nobody(filler.head)

    def toll(self) -> EventMention | None:
        """Make a mention of a sentence that only counts ("The toll rose to 40").

        None if it does not.
        """
        found = [one for token in self.sentence for one in resultatives(token, self.words)]
        found += toll_figures(list(self.sentence), self.words, self.discourse.last_kind)
        found += bare_figures(list(self.sentence), self.words)
        counts = self.with_patterns(self._unique(found))
        if not counts:
            return None
        words = counts[0].span
        displaced = counts[0].kind is CasualtyKind.DISPLACED
        root = self.sentence.root
        cited = self.counted_by(root) if not is_reporting(root, self.words) else []
        is_long = self._is_long_toll(counts, root) and not displaced
        return EventMention(
            document=self.document.id,
            start=self.sentence.start_char + self.offset,
            end=self.sentence.end_char + self.offset,
            trigger=words,
            lemma="toll",
            type="DISPLACE" if displaced else "ASSAULT",
            mode=CUMULATIVE if is_long else None,
            status=Status.OCCURRED,
            genericity=Genericity.GENERIC if is_long else Genericity.SPECIFIC,
            counts=tuple(counts),
            attribution=tuple(cited),
            when=None if lemma_of(root) in RISING else self.only_date(),
            definite=True,
            tense=tense(root),
            sentence=self.number,
            rule="casualty statement",
        )


def _as_fugitive(main: Trigger, arguments: list[Argument]) -> tuple[list[Argument], bool]:
    """Read the flight of forces as what they do: "the soldiers fled" is a retreat."""
    fleeing = [one for one in arguments if one.slot is Slot.TARGET]
    if (
        main.group.type != "DISPLACE"
        or main.group.mode != "flight"
        or not fleeing
        or len(fleeing) < len(arguments)
    ):
        return arguments, False
    if not all(_is_force(one) for one in fleeing):
        return arguments, False
    return [replace(one, slot=Slot.INITIATOR) for one in fleeing], True


def _own_forces(arguments: Sequence[Argument]) -> list[Argument]:
    """Read the forces that are deployed or put on alert as those who move.

    Nobody deploys against the own army.
    """
    moved = [
        one for one in arguments if one.slot is Slot.TARGET and one.rule in MOVED and _is_force(one)
    ]
    others = [one for one in arguments if one not in moved]
    if any(one.slot is Slot.INITIATOR for one in others):
        return others
    return sorted(
        [*others, *(replace(one, slot=Slot.INITIATOR) for one in moved)],
        key=lambda one: one.head.start,
    )


# Rules of `arguments` that give what a verb of deployment moves.
MOVED = frozenset({"object", "passive subject"})


def _is_force(argument: Argument) -> bool:
    if argument.kind is ActorKind.STATE:  # "the army of Chad"
        return bool(
            {"army", "military", "troops", "forces", "soldiers", "navy"}
            & set(argument.text.lower().split())
        )
    return argument.actor_class in {"forces", "armed"} or argument.kind in {
        ActorKind.SECURITY_FORCES,
        ActorKind.ARMED_GROUP,
    }


def _is_only_weapon(group: Sequence[Trigger]) -> bool:
    """Say whether the words name a weapon without anything done with it."""
    return all(
        lemma_of(one.token) in WEAPONS and one.group.pos is PartOfSpeech.NOUN for one in group
    )


def _slot_of(trigger: Trigger, filler: Filler) -> Slot:
    return Slot.TARGET if _is_reduced_passive(trigger.token, filler.head) else filler.slot


def _is_reduced_passive(verb: Token, noun: Token) -> bool:
    """Return whether a participle says what was done to a noun: "the number of drivers killed"."""
    objects = any(child.dep_ == "dobj" for child in verb.children)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head == noun and not objects


def _is_kind(noun: Token) -> bool:
    """Say whether a noun only says of what sort something is.

    "the pattern of attack was the same".
    """
    bare = noun.tag_ == "NN" and not list(noun.lefts)
    return (
        bare
        and noun.dep_ == "pobj"
        and noun.head.lower_ == "of"
        and lemma_of(noun.head.head) in SORTS
    )


SORTS = word_list("sentence.sorts")


def _is_unable(token: Token) -> bool:
    """Say whether something only cannot or will not be done: "we can't fight our brothers"."""
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in token.children)


def _is_denial(status: FactualityCue) -> bool:
    """Say whether somebody denies, rather than the text that negates."""
    return status.token is not None and lemma_of(status.token) in {
        "deny",
        "dispute",
        "reject",
        "refute",
        "dismiss",
    }


def _measure(noun: Token) -> list[Token]:
    """Give the words before the noun that counts this one: "the current round of fighting"."""
    counts_it = (
        noun.dep_ == "pobj" and noun.head.lower_ == "of" and lemma_of(noun.head.head) in MEASURED
    )
    return list(noun.head.head.lefts) if counts_it else []
