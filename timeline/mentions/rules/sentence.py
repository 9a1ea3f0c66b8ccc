"""Read the event mentions of one sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.lexicon.patterns import TRIGGER, ClausePattern, clause_patterns
from timeline.mentions.rules.actors_of import (
    argument_of,
    both_sides,
    coordinated_arguments,
    people_counted,
)
from timeline.mentions.rules.addressee_of import (
    CONFLICT_KINDS,
    is_aim_of_another,
    is_condition,
    together,
    with_addressee,
)
from timeline.mentions.rules.attribution import QUOTES, is_reporting, speakers
from timeline.mentions.rules.casualties import (
    LASTING,
    bare_figures,
    is_nobody,
    resultatives,
    sums_up,
    toll_figures,
)
from timeline.mentions.rules.casualties_of import casualty_counts, with_parts
from timeline.mentions.rules.cited_of import carried_speaker, citations_of, counted_by
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dating import date_of, only_date, time_told
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
from timeline.mentions.rules.location_of import places_of
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
# The mode and the rule (of a frame) by which the country that is visited is the place too.
VISIT, OBJECT = "visit", "object"
# Rules (of frames and nouns) that give the opponent in a fight, and classes of those who fight.
OPPONENT = frozenset({"between or with", "with", "with or against"})
FIGHTERS = frozenset({"armed", "forces", "named", "proper"})
# Types of acts that whoever does them makes known: "the ministry announced it was suspending aid".
OWN_ACTS = frozenset({"AID", "COOPERATE", "SANCTION"})
# So many dead without a day ("has killed 2,700") are the sum of a longer time; no single incident
# is told so.
MANY, PERFECT_MANY = 500, 100
# So few dead are never the toll of a war.
FEW = 5


def _is_place(one: Count, places: Sequence[Argument]) -> bool:
    """Return whether the words that seem to count somebody name a place.

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


def event_mention(sentence: Sentence, group: Sequence[Trigger]) -> EventMention | None:
    """Make the event mention of triggers that name one happening.

    None when the words name no incident here.
    """
    main = main_trigger(group)
    kind = sentence.knowledge_types[main.group.type]
    arguments = _arguments(sentence, group, kind)
    visited = {HOST, OBJECT} if main.group.mode == VISIT else {HOST}
    taking_part = [argument for argument in arguments if argument.rule not in visited]
    places = places_of(sentence, group, taking_part)
    if all(one.group.weak for one in group) and not _is_conflict(sentence, group, arguments):
        _note_refusal(sentence, main, "ambiguous word, and nothing in the sentence says conflict")
        return None
    status = _status(sentence, group, kind)
    clause = _clause_pattern(sentence, main)
    if clause is not None and clause.status is None:
        _note_refusal(sentence, main, f"clause pattern {clause.id!r}")
        return None
    if clause is not None and clause.status is not None and status.status in HAPPENED:
        status = FactualityCue(clause.status, None)
    reason = _reason_against(sentence, group, kind, status, arguments, places)
    if reason is not None:
        _note_refusal(sentence, main, reason)
        return None
    arguments, fled = _as_fugitive(main, arguments)
    cited = {
        one.span.start: one
        for trigger in group
        if not (is_background(trigger.token) and _is_definite(sentence, group))
        for one in citations_of(sentence, trigger.token)
    }
    is_named = any(speaker.name for speaker in cited.values())
    if not is_named and (carried := carried_speaker(sentence)) is not None:
        cited = {carried.span.start: carried}
    kind_id, mode, arguments = together(main, _mode(group), arguments)
    refusing = _refusing(sentence, main, status)
    kind_id, mode, arguments, status = _as_refusal(
        refusing, main, (kind_id, mode, arguments, status)
    )
    if kind_id in SPOKEN or main.group.type in OWN_ACTS:
        cited = _without_own(cited, arguments)
    counts = (
        [] if fled or status.status is Status.DENIED else casualty_counts(sentence, group)
    )  # a figure that is denied counts nobody, and who defects is not displaced
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
        _note_refusal(sentence, main, "the article itself says that it did not happen")
        return None
    mode = CUMULATIVE if _sums_up(sentence, group, counts) else mode
    when = date_of(sentence, group)
    aside = all(is_aside(one, sentence.words) for one in group)
    return EventMention(
        document=sentence.document.id,
        start=sentence.tokens.start_char + sentence.offset,
        end=sentence.tokens.end_char + sentence.offset,
        trigger=sentence.span(main.tokens[0].i, main.tokens[-1].i)
        if main.group.pos is PartOfSpeech.NOUN
        else sentence.span(main.token.i, main.token.i),
        lemma=main.lemma,
        type="RETREAT" if fled else kind_id,
        mode=mode,
        status=status.status,
        status_span=sentence.span(status.token.i, status.token.i)
        if status.token is not None
        else None,
        arguments=(*arguments, *places),
        counts=tuple(counts),
        attribution=tuple(cited[start] for start in sorted(cited)),
        when=when,
        definite=_is_definite(sentence, group),
        tense=tense(main.token),
        aside=aside,
        sentence=sentence.number,
        rule=f"{main.group.type.lower()} {main.group.pos.value} '{main.lemma}' ({main.group.frame})",
        verbal=main.token.pos_ == "VERB",
        is_another=any(
            child.lower_ in OTHERS for child in main.token.children if child.dep_ in MODIFIERS
        ),
        climb=climb(main.token, sentence.tokens),
        clause=_clause(sentence, group, main, status.token),
        time_told=time_told(sentence, group),
        genericity=genericity(
            main.token,
            sentence.tokens,
            type=main.group.type,
            mode=mode,
            status=status.status,
            is_dated=when is not None,
            is_aside=aside,
            has_figures=any(count.best is not None for count in counts),
        ),
    )


def _refusing(sentence: Sentence, main: Trigger, status: FactualityCue) -> list[Argument]:
    """Return those who say that something will not be, or has not been: they refuse or deny it.

    "The minister said there would be no talks". Where a verb denies, it is told by itself.
    """
    if status.status is not Status.DENIED or main.group.type not in WITHHELD:
        return []
    if _is_denial(status):
        return []
    heads = (head for head, _ in speakers(main.token, sentence.tokens, sentence.words))
    told = (argument_of(sentence, Filler(Slot.INITIATOR, head, "says no")) for head in heads)
    return [speaker for speaker in told if speaker is not None]


# Type, mode, arguments and status of a mention.
Told = tuple[str, str | None, list[Argument], FactualityCue]


def _as_refusal(refusing: list[Argument], main: Trigger, told: Told) -> Told:
    """Return what is told as the refusal, or the denial, of those who say that it is not so."""
    if not refusing:
        return told
    mode = "deny" if tense(main.token) == "past" else "refuse"
    return "REJECT", mode, refusing, FactualityCue(Status.OCCURRED, None)


def _note_refusal(sentence: Sentence, main: Trigger, reason: str) -> None:
    """Keep why a trigger names no incident, for `timeline missed`."""
    sentence.discourse.refusals.append((main.token.idx + sentence.offset, reason))


def _reason_against(
    sentence: Sentence,
    group: Sequence[Trigger],
    kind: IncidentType,
    status: FactualityCue,
    arguments: Sequence[Argument],
    places: Sequence[Argument],
) -> str | None:
    """Return the first reason why these words name no incident; None if they do."""
    if _is_of_nature(sentence, group):
        return "a storm, crash or disease did it"
    if _is_goal(sentence, group, status, [*arguments, *places]):
        return "only aimed at, feared or imagined"
    if kind.id not in SPOKEN and _is_testimony(sentence):
        return "a witness speaks of himself or herself"
    if _is_vague(sentence, group):
        return "force in general, not one use of it"
    if _is_end_of_life(group, arguments):
        return "one person died, and nothing says by whom"
    return "a weapon without an act" if _is_only_weapon(group) else None


def _clause_pattern(sentence: Sentence, main: Trigger) -> ClausePattern | None:
    """Return the entry of the modality table that the trigger's sentence meets."""
    start = main.token.idx - sentence.tokens.start_char
    text = sentence.tokens.text
    marked = f"{text[:start]}{TRIGGER}{text[start + len(main.token) :]}"
    met = (entry for entry in clause_patterns() if entry.is_met(marked, main.group.type))
    return next(met, None)


def _clause(
    sentence: Sentence, group: Sequence[Trigger], main: Trigger, cue: Token | None
) -> tuple[TextSpan, ...]:
    """Return the stretches that quote the clause of the main trigger.

    Or else of another one.
    """
    ordered = sorted(group, key=lambda trigger: trigger is not main)
    fields = [filler.head for trigger in group for filler in sentence.fillers(trigger)]
    ranges = quoted_clause(ordered, sentence.tokens, cue=cue, fields=fields)
    return tuple(sentence.span(start, end - 1) for start, end in ranges)


def _sums_up(sentence: Sentence, group: Sequence[Trigger], counts: Sequence[Count]) -> bool:
    """Return whether the figures are those of a war or a longer time.

    Not of an operation that is named with them.
    """
    main = main_trigger(group)
    killed = [one.best or one.low or 0 for one in counts if one.kind is CasualtyKind.KILLED]
    if main.group.type != "ASSAULT" or max(killed, default=0) < FEW:
        return False
    if sums_up(sentence.tokens, tense(main.token)) or (
        has_lasted(sentence) and date_of(sentence, group) is None
    ):
        return True
    named = any(one.group.pos is PartOfSpeech.NOUN for one in group)
    plain = main.group.mode in {None, "clash", "war"} and only_date(sentence) is None and not named
    return plain and max(killed) >= (PERFECT_MANY if tense(main.token) == "perfect" else MANY)


def _is_long_toll(sentence: Sentence, counts: Sequence[Count], root: Token) -> bool:
    """Return whether a sentence that only counts gives the toll of a war rather than that of the incident told before."""
    many = (
        max(
            (one.best or one.low or 0 for one in counts if one.kind is CasualtyKind.KILLED),
            default=0,
        )
        >= MANY
    )
    undated = only_date(sentence) is None
    return sums_up(sentence.tokens, tense(root)) or ((many or has_lasted(sentence)) and undated)


def has_lasted(sentence: Sentence) -> bool:
    """Return whether the force told of lasted weeks or more."""
    return LASTING.search(sentence.tokens.text) is not None


def _is_goal(
    sentence: Sentence, group: Sequence[Trigger], status: FactualityCue, named: Sequence[Argument]
) -> bool:
    """Return whether force is only aimed at, feared or imagined.

    No plan that anyone announced, and no date for it. `named`: the actors and places of it.
    """
    if is_condition(sentence, group, status) or is_aim_of_another(sentence, group, status):
        return True
    force = group[0].group.type in {"ASSAULT", "DISPLACE"}
    if force and status.status is Status.FAILED and tense(group[0].token) == "perfect":
        return date_of(sentence, group) is None
    if status.status not in {Status.PLANNED, Status.POSSIBLE} or not force:
        return False
    lemma = lemma_of(status.token) if status.token is not None else ""
    vague = lemma in VAGUE_AIMS or all(is_purpose(one.token) for one in group)
    return (vague or not named) and date_of(sentence, group) is None


def _is_of_nature(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Return whether a storm, a crash or a disease did it: no armed force."""
    if group[0].group.type not in {"ASSAULT", "DISPLACE"}:
        return False
    doers = [one.head for trigger in group for one in sentence.fillers(trigger)]
    doers += [
        head
        for one in group
        for preposition in prepositions(one.token, {"in", "by"})
        for head in objects_of(preposition)
    ]
    return any(lemma_of(one) in sentence.words["senses.nature"] for one in doers)


def _is_testimony(sentence: Sentence) -> bool:
    """Return whether a witness tells in the first person singular what happened to him or her."""
    quoted = any(token.text in QUOTES for token in sentence.tokens) or sentence.discourse.quoting
    return quoted and any(token.lower_ in {"i", "my", "me"} for token in sentence.tokens)


def _is_end_of_life(group: Sequence[Trigger], arguments: Sequence[Argument]) -> bool:
    """Return whether one person died and nothing says that anyone had a hand in it.

    "Arafat died in 2004".
    """
    if len(group) > 1 or group[0].lemma not in {"die", "pass away", "death"} or len(arguments) != 1:
        return False
    causes = {lemma_of(one) for one in group[0].token.subtree}
    person = arguments[0].kind is ActorKind.PERSON or arguments[0].actor_class == "proper"
    return person and not causes & VIOLENT


def _is_vague(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Return whether a noun names force in general, not one use of it.

    "the architect of its military operations".
    """
    noun = group[0].token
    if len(group) > 1 or date_of(sentence, group) is not None:
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
    return not own and (supporting_verb(noun, sentence.words) is None or is_under_purpose(noun))


def main_trigger(group: Sequence[Trigger]) -> Trigger:
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


def _mode(group: Sequence[Trigger]) -> str | None:
    return main_trigger(group).group.mode


def _status(sentence: Sentence, group: Sequence[Trigger], kind: IncidentType) -> FactualityCue:
    """Read the status: what any of the triggers shows to have happened, happened."""
    read = [read_status(one, kind.default_status, sentence.words) for one in group]
    foiled = sentence.words["status.failed"]
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
        if one.status in HAPPENED and not any(above.is_ancestor(trigger.token) for above in denied)
    ]
    return happened[0] if happened and kind.default_status is Status.OCCURRED else read[0]


def _is_definite(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    nouns = [one.token for one in group if one.group.pos is PartOfSpeech.NOUN]
    if not nouns:  # "The shells hit troops": weapons told of before
        nouns = [
            head
            for one in group
            for head in surface_subject(one.token, sentence.words)
            if lemma_of(head) in WEAPONS and head.tag_ == "NNS"
        ]
    pointing = [
        one
        for one in nouns
        if any(child.lower_ in DEFINITES for child in (*one.lefts, *_measure(one)))
    ]
    return bool(nouns) and len(pointing) == len(nouns)


def _is_conflict(
    sentence: Sentence, group: Sequence[Trigger], arguments: Sequence[Argument]
) -> bool:
    """Return whether the arguments are such that a word of many senses means an incident."""
    actors = [
        one
        for one in arguments
        if one.kind in CONFLICT_KINDS or one.actor_class in CONFLICT_CLASSES
    ]
    if group[0].group.frame == "move":  # soldiers who enter, not those who flee there
        actors = [one for one in actors if one.slot is not Slot.TARGET]
    if group[0].group.type == "ASSAULT" and (
        _has_weapon(sentence, group) or _counts_dead(sentence, group)
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


def _counts_dead(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Return whether an article about armed force counts people who died.

    "Seven people died in Homs".
    """
    verbs = [
        one
        for one in group
        if one.group.pos is PartOfSpeech.VERB and one.group.casualty is not None
    ]
    if not sentence.discourse.conflict or not verbs:
        return False
    return any(one.best is not None for one in casualty_counts(sentence, group))


def _has_weapon(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Return whether a weapon does it or is used: "shells hit a market"."""
    return any(
        lemma_of(one.head) in WEAPONS for trigger in group for one in sentence.fillers(trigger)
    )


def _arguments(sentence: Sentence, group: Sequence[Trigger], kind: IncidentType) -> list[Argument]:
    """Give the actors of a happening, each once, in the roles that its type and mode have."""
    symmetric = kind.symmetric or (_mode(group) in kind.symmetric_modes)
    sentence.reading = kind.id
    unique: dict[tuple[int, str], Argument] = {}
    fallen: list[Argument] = []
    harmed: list[Argument] = []
    for trigger, filler in _fillers_of(sentence, group):
        if symmetric and trigger.group.casualty is not None and len(group) > 1:
            fallen += _fallen(sentence, filler)
            continue
        slot = Slot.PARTY if symmetric else _slot_of(trigger, filler)
        if slot is Slot.PARTY and not symmetric:
            slot = Slot.INITIATOR
        harmed += _harmed(sentence, trigger, filler)
        for argument in _named_by(sentence, Filler(slot, filler.head, filler.rule)):
            unique.setdefault((argument.head.start, argument.ref or argument.name), argument)
    named = list(unique.values())
    if len(named) == 1 and named[0].rule in OPPONENT:
        # Those killed in a clash are counted; they are a party only to a fight "with police"
        # that names no other.
        named += fallen
    if all(argument.slot is not Slot.TARGET for argument in named) and not symmetric:
        named += harmed
    named = with_addressee(sentence, main_trigger(group), named)
    named.sort(key=lambda argument: argument.head.start)
    return _own_forces(named) if kind.id == "MOBILIZE" else named


def _harmed(sentence: Sentence, trigger: Trigger, filler: Filler) -> list[Argument]:
    """Return those whom a verb of killing, hurting or taking has.

    Where no known noun names them.
    """
    if trigger.group.casualty is None or filler.slot is not Slot.TARGET:
        return []
    people = people_counted(sentence, filler)
    return [people] if people is not None else []


def _fillers_of(sentence: Sentence, group: Sequence[Trigger]) -> Iterator[tuple[Trigger, Filler]]:
    """Yield the fillers that may be actors, with their triggers."""
    own = {trigger.token.i for trigger in group}
    for trigger in group:
        for filler in sentence.fillers(trigger):
            if filler.head.i not in own and not _is_no_party(sentence, trigger, filler):
                yield trigger, filler


def _named_by(sentence: Sentence, filler: Filler) -> Iterator[Argument]:
    """Yield the actors that the words of a filler name."""
    named = argument_of(sentence, filler)
    if named is not None:
        yield named
    yield from coordinated_arguments(sentence, filler)
    yield from both_sides(sentence, filler)


def _fallen(sentence: Sentence, filler: Filler) -> list[Argument]:
    """Return the fighter or the suspect who fell in a fight, as a party to it; no bystander."""
    if filler.slot is not Slot.TARGET:
        return []
    argument = argument_of(sentence, Filler(Slot.PARTY, filler.head, filler.rule))
    if argument is None or argument.kind is ActorKind.CIVILIANS:
        return []
    return [argument] if argument.actor_class in FIGHTERS else []


def _is_no_party(sentence: Sentence, trigger: Trigger, filler: Filler) -> bool:
    """Return whether somebody is only cited, or nobody at all.

    "not a single guard was killed".
    """
    if filler.head.i in sentence.citing and filler.rule != SAYS:
        return True
    return trigger.group.casualty is not None and is_nobody(filler.head)


def casualty_statement(sentence: Sentence) -> EventMention | None:
    """Make a mention of a sentence that only counts ("The toll rose to 40").

    None if it does not.
    """
    found = [one for token in sentence.tokens for one in resultatives(token, sentence.words)]
    found += toll_figures(list(sentence.tokens), sentence.words, sentence.discourse.last_kind)
    found += bare_figures(list(sentence.tokens), sentence.words)
    counts = with_parts(sentence, found)
    if not counts:
        return None
    words = counts[0].span
    displaced = counts[0].kind is CasualtyKind.DISPLACED
    root = sentence.tokens.root
    cited = counted_by(sentence, root) if not is_reporting(root, sentence.words) else []
    is_long = _is_long_toll(sentence, counts, root) and not displaced
    return EventMention(
        document=sentence.document.id,
        start=sentence.tokens.start_char + sentence.offset,
        end=sentence.tokens.end_char + sentence.offset,
        trigger=words,
        lemma="toll",
        type="DISPLACE" if displaced else "ASSAULT",
        mode=CUMULATIVE if is_long else None,
        status=Status.OCCURRED,
        genericity=Genericity.GENERIC if is_long else Genericity.SPECIFIC,
        counts=tuple(counts),
        attribution=tuple(cited),
        when=None if lemma_of(root) in RISING else only_date(sentence),
        definite=True,
        tense=tense(root),
        sentence=sentence.number,
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
    if not all(map(_is_force, fleeing)):
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
    """Return whether the words name a weapon without anything done with it."""
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
    """Return whether a noun only says of what sort something is.

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
    """Return whether something only cannot or will not be done: "we can't fight our brothers"."""
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in token.children)


def _is_denial(status: FactualityCue) -> bool:
    """Return whether somebody denies, rather than the text that negates."""
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
