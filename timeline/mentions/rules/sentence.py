"""Read the event mentions of one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.actors_of import argument_of
from timeline.mentions.rules.addressee_of import together
from timeline.mentions.rules.attribution import speakers
from timeline.mentions.rules.candidate import Candidate, main_trigger
from timeline.mentions.rules.casualties import bare_figures, resultatives, toll_figures
from timeline.mentions.rules.casualties_of import casualty_counts, with_parts
from timeline.mentions.rules.cited_of import carried_speaker, citations_of, counted_by
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.counting import Counted
from timeline.mentions.rules.dating import only_date
from timeline.mentions.rules.factuality import FactualityCue
from timeline.mentions.rules.filler import Filler
from timeline.mentions.rules.genericity import genericity
from timeline.mentions.rules.lemmas import lemma_of
from timeline.mentions.rules.light_verbs import is_aside
from timeline.mentions.rules.location_of import places_of
from timeline.mentions.rules.own_speaker import SELF
from timeline.mentions.rules.participants import is_force, participants
from timeline.mentions.rules.quotation import quoted_clause
from timeline.mentions.rules.reporting_verbs import is_reporting
from timeline.mentions.rules.roles import HOST
from timeline.mentions.rules.scope import at_offsets, is_background, top
from timeline.mentions.rules.time_told import time_told
from timeline.mentions.rules.tree import children_by, climb
from timeline.mentions.rules.triggers import Trigger
from timeline.mentions.rules.verb_forms import tense
from timeline.mentions.rules.vetoes import reason_against
from timeline.mentions.rules.war_totals import is_total, is_total_of_war
from timeline.model.mentions import Argument, Attribution, Count, EventMention, Slot
from timeline.model.text import TextSpan
from timeline.model.types import (
    CUMULATIVE,
    HAPPENED,
    SPOKEN,
    CasualtyKind,
    Genericity,
    PartOfSpeech,
    Status,
)

# What is refused or denied by saying that it will not be, or was not.
WITHHELD = frozenset({"CONSULT", "SANCTION", "CONCEDE", "SUPPORT", "MOBILIZE"})
# Verbs by which somebody denies, rather than the text that negates.
DENYING = frozenset({"deny", "dispute", "reject", "refute", "dismiss"})
# Roles of those who speak for themselves.
SPEAKING = frozenset({Slot.INITIATOR, Slot.PARTY})
# Words before a noun of action that say it is not the one mentioned before: "a second attack",
# "previous raids".
OTHERS = word_list("sentence.others")
MODIFIERS = frozenset({"amod", "det", "advmod", "poss", "nummod", "compound", "predet"})
# Verbs whose date is that of the count, not of the deaths: "the toll rose to 15 on Tuesday".
RISING = word_list("sentence.rising")
# The mode and the rule (of a frame) by which the country that is visited is the place too.
VISIT, OBJECT = "visit", "object"
# Types of acts that whoever does them makes known: "the ministry announced it was suspending aid".
OWN_ACTS = frozenset({"AID", "COOPERATE", "SANCTION"})


@dataclass(frozen=True)
class Act:
    """What a candidate is read as.

    Attributes:
        type: Id of the incident type.
        mode: Its mode; None if it has none.
        participants: Initiators, targets and parties.
        status: Whether it happened, and the word that says so.
        is_retreat: Whether forces fled, who are no displaced people.
    """

    type: str
    mode: str | None
    participants: Sequence[Argument]
    status: FactualityCue
    is_retreat: bool = False


def event_mention(sentence: Sentence, group: Sequence[Trigger]) -> EventMention | None:
    """Make the event mention of triggers that name one incident.

    None when the words name no incident here; why is noted in the discourse, for `timeline missed`.
    """
    candidate = _candidate(sentence, group)
    reason = reason_against(candidate)
    if reason is not None:
        _note_refusal(candidate, reason)
        return None
    act = _act_of(candidate)
    cited = _citations(candidate, act)
    if _is_denied_by_article(candidate, act, cited):
        _note_refusal(candidate, "the article itself says that it did not happen")
        return None
    return _mention(candidate, act, cited)


def _candidate(sentence: Sentence, group: Sequence[Trigger]) -> Candidate:
    """Return the triggers with who takes part and where."""
    words = main_trigger(group).group
    type = sentence.knowledge_types[words.type]
    actors = participants(sentence, group, type)
    guests = _without_hosts(actors, words.mode)
    places = places_of(sentence, group, guests)
    return Candidate(sentence, group, type, actors, places)


def _without_hosts(actors: Iterable[Argument], mode: str | None) -> list[Argument]:
    """Leave out a country that is host, or is visited: it is the place too."""
    hosts = {HOST}
    if mode == VISIT:
        hosts.add(OBJECT)
    return [actor for actor in actors if actor.rule not in hosts]


def _note_refusal(candidate: Candidate, reason: str) -> None:
    """Keep why a trigger names no incident, for `timeline missed`."""
    sentence = candidate.sentence
    start = candidate.main.token.idx + sentence.offset
    sentence.discourse.refusals.append((start, reason))


def _act_of(candidate: Candidate) -> Act:
    """Return the act: flight of forces, refusals and joint exercises change type and roles."""
    if _is_retreat(candidate):
        return _retreat(candidate)
    refusing = _refusing(candidate)
    if refusing:
        return _refusal(candidate, refusing)
    main, actors = candidate.main, list(candidate.participants)
    type, mode, parties = together(main, main.group.mode, actors)
    return Act(type, mode, parties, candidate.status)


def _retreat(candidate: Candidate) -> Act:
    """Return the act of forces that flee."""
    movers = [
        replace(argument, slot=Slot.INITIATOR) for argument in candidate.participants
    ]
    mode = candidate.main.group.mode
    return Act("RETREAT", mode, movers, candidate.status, is_retreat=True)


def _refusal(candidate: Candidate, refusing: Sequence[Argument]) -> Act:
    """Return the act of those who say that something will not be, or has not been."""
    is_past = tense(candidate.main.token) == "past"
    mode = "deny" if is_past else "refuse"
    return Act("REJECT", mode, refusing, FactualityCue(Status.OCCURRED, None))


def _is_retreat(candidate: Candidate) -> bool:
    """Return whether those who flee are forces: "the soldiers fled" is a retreat."""
    words = candidate.main.group
    if words.type != "DISPLACE" or words.mode != "flight":
        return False
    if not candidate.participants:
        return False
    return all(map(_is_displaced_force, candidate.participants))


def _is_displaced_force(argument: Argument) -> bool:
    return argument.slot is Slot.TARGET and is_force(argument)


def _refusing(candidate: Candidate) -> list[Argument]:
    """Return those who say that something will not be, or has not been: they refuse or deny it.

    "The minister said there would be no talks". A verb that denies is an incident of its own.
    """
    if candidate.main.group.type not in WITHHELD:
        return []
    if not _is_negated(candidate.status):
        return []
    sentence, token = candidate.sentence, candidate.main.token
    refusing: list[Argument] = []
    for head, _ in speakers(token, sentence.tokens, sentence.words):
        filler = Filler(Slot.INITIATOR, head, "says no")
        argument = argument_of(sentence, filler)
        if argument is not None:
            refusing.append(argument)
    return refusing


def _is_negated(status: FactualityCue) -> bool:
    """Return whether the text itself negates it; nobody who is mentioned denies it."""
    if status.status is not Status.DENIED:
        return False
    if status.token is None:
        return True
    return lemma_of(status.token) not in DENYING


def _citations(candidate: Candidate, act: Act) -> Sequence[Attribution]:
    """Return who is cited for it, in order of the text."""
    is_own_act = _is_own_act(candidate, act)
    cited = _cited_for_triggers(candidate, is_own_act=is_own_act)
    if not _is_named(cited) and not any(map(_is_self, act.participants)):
        carried = carried_speaker(candidate.sentence)
        if carried is not None:
            cited = [carried]
    if not is_own_act:
        return cited
    return _without_own(cited, act.participants)


def _is_own_act(candidate: Candidate, act: Act) -> bool:
    """Return whether it is an act of those who speak of it, by its words or its nature."""
    if act.type in SPOKEN:
        return True
    return candidate.main.group.type in OWN_ACTS


def _cited_for_triggers(candidate: Candidate, *, is_own_act: bool) -> list[Attribution]:
    """Return who is cited for any of the triggers; background is nobody's news."""
    sentence = candidate.sentence
    cited: dict[int, Attribution] = {}
    for trigger in candidate.group:
        if is_background(trigger.token) and candidate.is_definite:
            continue
        for citation in citations_of(sentence, trigger.token, is_own_act=is_own_act):
            cited[citation.span.start] = citation
    return [cited[start] for start in sorted(cited)]


def _is_named(cited: Iterable[Attribution]) -> bool:
    return any(citation.name for citation in cited)


def _is_self(argument: Argument) -> bool:
    """Return whether speakers tell what they do themselves: "we urge both sides to stop"."""
    if argument.slot is Slot.TARGET:
        return False
    return argument.text.lower() in SELF


def _without_own(
    cited: Iterable[Attribution], arguments: Iterable[Argument]
) -> list[Attribution]:
    """Leave out who speaks for himself: "the envoy said that both should stop" cites nobody."""
    own: set[str | None] = set()
    for argument in arguments:
        if argument.slot in SPEAKING:
            own |= {argument.ref, argument.name}
    own -= {None, ""}
    return [
        citation for citation in cited if own.isdisjoint((citation.ref, citation.name))
    ]


def _is_denied_by_article(
    candidate: Candidate, act: Act, cited: Iterable[Attribution]
) -> bool:
    """Return whether the article's own voice says that it did not happen."""
    if not _is_negated(act.status):
        return False
    return _is_unable(candidate.main.token) or not _is_named(cited)


def _is_unable(token: Token) -> bool:
    """Return whether something only cannot or will not be done: "we can't fight our brothers"."""
    auxiliaries = children_by(token, "aux")
    return any(auxiliary.tag_ == "MD" for auxiliary in auxiliaries)


def _mention(
    candidate: Candidate, act: Act, cited: Sequence[Attribution]
) -> EventMention:
    """Make the event mention of an act."""
    sentence, group, main = candidate.sentence, candidate.group, candidate.main
    counts = _casualties(candidate, act)
    mode = CUMULATIVE if is_total(candidate, counts) else act.mode
    cue = act.status.token
    aside = all(is_aside(trigger, sentence.words) for trigger in group)
    return EventMention(
        document=sentence.document.id,
        start=sentence.tokens.start_char + sentence.offset,
        end=sentence.tokens.end_char + sentence.offset,
        trigger=_span_of(sentence, main),
        lemma=main.lemma,
        type=act.type,
        mode=mode,
        status=act.status.status,
        status_span=None if cue is None else sentence.span(cue.i, cue.i),
        arguments=(*act.participants, *candidate.places),
        counts=tuple(counts),
        attribution=_with_counting(sentence, counts, cited),
        when=candidate.date,
        definite=candidate.is_definite,
        tense=tense(main.token),
        aside=aside,
        sentence=sentence.number,
        rule=_rule_of(main),
        verbal=main.token.pos_ == "VERB",
        is_another=_is_another(main.token),
        climb=climb(main.token, sentence.tokens),
        clause=_clause(candidate, cue),
        time_told=time_told(sentence, group),
        genericity=genericity(
            main.token,
            sentence.tokens,
            type=main.group.type,
            mode=mode,
            status=act.status.status,
            is_dated=candidate.date is not None,
            is_aside=aside,
            has_figures=any(count.best is not None for count in counts),
        ),
    )


def _is_another(noun: Token) -> bool:
    """Return whether words say that it is not the one mentioned before: "a second attack"."""
    modifiers = children_by(noun, *MODIFIERS)
    return any(modifier.lower_ in OTHERS for modifier in modifiers)


def _rule_of(main: Trigger) -> str:
    """Return the name of the rule that made a mention, for `timeline explain`."""
    words = main.group
    type = words.type.lower()
    return f"{type} {words.pos.value} '{main.lemma}' ({words.frame})"


def _span_of(sentence: Sentence, main: Trigger) -> TextSpan:
    """Return where a trigger stands: all words of a noun, the verb alone of a verb phrase."""
    first = last = main.token
    if main.group.pos is PartOfSpeech.NOUN:
        first, last = main.tokens[0], main.tokens[-1]
    return sentence.span(first.i, last.i)


def _clause(candidate: Candidate, cue: Token | None) -> tuple[TextSpan, ...]:
    """Return the stretches that quote the clause of the main trigger, or else of another one."""
    sentence = candidate.sentence
    group = _main_first(candidate)
    fields: list[Token] = []
    for trigger in group:
        for filler in sentence.fillers(trigger):
            fields.append(filler.head)
    clause = quoted_clause(group, sentence.tokens, cue=cue, fields=fields)
    return tuple(sentence.span(start, end - 1) for start, end in clause)


def _main_first(candidate: Candidate) -> list[Trigger]:
    """Return the triggers, the main one first."""
    main = candidate.main
    return sorted(candidate.group, key=lambda trigger: trigger is not main)


def _casualties(candidate: Candidate, act: Act) -> list[Count]:
    """Return the casualty figures.

    Who defects is not displaced. What is only planned or denied harms nobody. Of what failed, only
    what came of trying is counted: "tried to storm the jail, killing two guards".
    """
    if act.is_retreat or act.status.status not in COUNTED:
        return []
    group = _harming(candidate, act.status)
    if not group:
        return []
    figures = casualty_counts(candidate.sentence, group)
    return [figure for figure in figures if not _is_place(figure, candidate.places)]


def _harming(candidate: Candidate, status: FactualityCue) -> Sequence[Trigger]:
    """Return the triggers whose figures count: of what failed, not what was only tried."""
    if status.status is not Status.FAILED:
        return candidate.group
    return [
        trigger for trigger in candidate.group if not _is_tried(trigger, status.token)
    ]


# What may have harmed somebody, or did.
COUNTED = frozenset({*HAPPENED, Status.FAILED, Status.POSSIBLE})


def _is_tried(trigger: Trigger, cue: Token | None) -> bool:
    """Return whether a trigger is what somebody tried to do: "tried to kill the governor"."""
    if cue is None:
        return True
    token = trigger.token
    while token != cue and token.dep_ in TRIED:
        token = token.head
    return token == cue


# Links from what was tried to the word that says so.
TRIED = frozenset({"acl", "ccomp", "pcomp", "prep", "xcomp"})


def _is_place(figure: Count, places: Iterable[Argument]) -> bool:
    """Return whether the words that seem to count somebody name a place.

    "the massacre in Houla" is nobody's death; a number of people is no place.
    """
    if figure.best is not None and figure.best > 1:
        return False
    words = figure.span
    return any(_are_overlapping(words, place.span) for place in places)


def _are_overlapping(left: TextSpan, right: TextSpan) -> bool:
    return left.start < right.end and right.start < left.end


def casualty_statement(sentence: Sentence) -> EventMention | None:
    """Make a mention of a sentence that only counts ("The toll rose to 40").

    None if it does not.
    """
    counts = with_parts(sentence, _figures_alone(sentence))
    if not counts:
        return None
    root = sentence.tokens.root
    is_displacement = counts[0].kind is CasualtyKind.DISPLACED
    is_total = not is_displacement and is_total_of_war(sentence, counts)
    return EventMention(
        document=sentence.document.id,
        start=sentence.tokens.start_char + sentence.offset,
        end=sentence.tokens.end_char + sentence.offset,
        trigger=counts[0].span,
        lemma="toll",
        type="DISPLACE" if is_displacement else "ASSAULT",
        mode=CUMULATIVE if is_total else None,
        status=Status.OCCURRED,
        genericity=Genericity.GENERIC if is_total else Genericity.SPECIFIC,
        counts=tuple(counts),
        attribution=_cited_for_counts(sentence, counts),
        when=None if lemma_of(root) in RISING else only_date(sentence),
        definite=True,
        tense=tense(root),
        sentence=sentence.number,
        rule="casualty statement",
    )


def _cited_for_counts(
    sentence: Sentence, counts: Sequence[Count]
) -> tuple[Attribution, ...]:
    """Return who gives the figures of a sentence that only counts."""
    root = sentence.tokens.root
    if not is_reporting(root, sentence.words):
        return tuple(counted_by(sentence, root))
    return tuple(_cited_at(sentence, counts[0].span))


def _with_counting(
    sentence: Sentence, counts: Iterable[Count], cited: Iterable[Attribution]
) -> tuple[Attribution, ...]:
    """Return those cited for an act, and those who give its figures."""
    by_start = {citation.span.start: citation for citation in cited}
    for figure in counts:
        for citation in _cited_at(sentence, figure.span):
            by_start.setdefault(citation.span.start, citation)
    return tuple(by_start[start] for start in sorted(by_start))


def _cited_at(sentence: Sentence, span: TextSpan) -> list[Attribution]:
    """Return who is cited for the words of a figure."""
    words = at_offsets(sentence.tokens, span.start, span.end, sentence.offset)
    return citations_of(sentence, top(words))


def _figures_alone(sentence: Sentence) -> list[tuple[CasualtyKind, Counted]]:
    """Return the casualty figures that need no trigger."""
    tokens = list(sentence.tokens)
    words = sentence.words
    last_kind = sentence.discourse.last_kind
    figures: list[tuple[CasualtyKind, Counted]] = []
    for token in tokens:
        figures += resultatives(token, words)
    figures += toll_figures(tokens, words, last_kind)
    figures += bare_figures(tokens, words)
    return figures
