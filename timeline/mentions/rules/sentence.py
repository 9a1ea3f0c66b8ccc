"""Read the event mentions of one sentence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from timeline.lexicon.lists import word_list
from timeline.mentions.rules.actors_of import SELF, argument_of
from timeline.mentions.rules.addressee_of import together
from timeline.mentions.rules.attribution import is_reporting, speakers
from timeline.mentions.rules.candidate import Candidate, main_trigger
from timeline.mentions.rules.casualties import (
    LASTING,
    Counted,
    bare_figures,
    is_running_total,
    resultatives,
    toll_figures,
)
from timeline.mentions.rules.casualties_of import casualty_counts, with_parts
from timeline.mentions.rules.cited_of import carried_speaker, citations_of, counted_by
from timeline.mentions.rules.context import Sentence
from timeline.mentions.rules.dating import only_date, time_told
from timeline.mentions.rules.factuality import FactualityCue
from timeline.mentions.rules.genericity import genericity
from timeline.mentions.rules.location_of import places_of
from timeline.mentions.rules.participants import is_force, participants
from timeline.mentions.rules.quotation import quoted_clause
from timeline.mentions.rules.roles import HOST, Filler, is_aside
from timeline.mentions.rules.scope import at_offsets, is_background, top
from timeline.mentions.rules.tree import climb
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.mentions.rules.verb_forms import tense
from timeline.mentions.rules.vetoes import reason_against
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
# So many dead without a day ("has killed 2,700") are the sum of a longer time; no single incident
# has so many.
MANY, PERFECT_MANY = 500, 100
# So few dead are never those of a whole war.
FEW = 5
# Modes of fighting without an operation that has a name.
PLAIN_MODES = frozenset({None, "clash", "war"})


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
    main = main_trigger(group)
    type = sentence.knowledge_types[main.group.type]
    actors = participants(sentence, group, type)
    # a country that is host, or is visited, is the place too
    hosts = {HOST, OBJECT} if main.group.mode == VISIT else {HOST}
    guests = [argument for argument in actors if argument.rule not in hosts]
    places = places_of(sentence, group, guests)
    return Candidate(sentence, group, type, actors, places)


def _note_refusal(candidate: Candidate, reason: str) -> None:
    """Keep why a trigger names no incident, for `timeline missed`."""
    sentence = candidate.sentence
    sentence.discourse.refusals.append(
        (candidate.main.token.idx + sentence.offset, reason)
    )


def _act_of(candidate: Candidate) -> Act:
    """Return the act: flight of forces, refusals and joint exercises change type and roles."""
    words, actors, status = (
        candidate.main.group,
        candidate.participants,
        candidate.status,
    )
    if _is_retreat(candidate):
        movers = [replace(argument, slot=Slot.INITIATOR) for argument in actors]
        return Act("RETREAT", words.mode, movers, status, is_retreat=True)
    refusing = _refusing(candidate)
    if refusing:
        mode = "deny" if tense(candidate.main.token) == "past" else "refuse"
        return Act("REJECT", mode, refusing, FactualityCue(Status.OCCURRED, None))
    type, mode_together, parties = together(candidate.main, words.mode, list(actors))
    return Act(type, mode_together, parties, status)


def _is_retreat(candidate: Candidate) -> bool:
    """Return whether those who flee are forces: "the soldiers fled" is a retreat."""
    words, actors = candidate.main.group, candidate.participants
    if words.type != "DISPLACE" or words.mode != "flight" or not actors:
        return False
    return all(
        argument.slot is Slot.TARGET and is_force(argument) for argument in actors
    )


def _refusing(candidate: Candidate) -> list[Argument]:
    """Return those who say that something will not be, or has not been: they refuse or deny it.

    "The minister said there would be no talks". A verb that denies is an incident of its own.
    """
    main, sentence = candidate.main, candidate.sentence
    if main.group.type not in WITHHELD or not _is_negated(candidate.status):
        return []
    heads = [head for head, _ in speakers(main.token, sentence.tokens, sentence.words)]
    fillers = (Filler(Slot.INITIATOR, head, "says no") for head in heads)
    arguments = (argument_of(sentence, filler) for filler in fillers)
    return [argument for argument in arguments if argument is not None]


def _is_negated(status: FactualityCue) -> bool:
    """Return whether the text itself negates it; nobody who is mentioned denies it."""
    if status.status is not Status.DENIED:
        return False
    return status.token is None or lemma_of(status.token) not in DENYING


def _citations(candidate: Candidate, act: Act) -> Sequence[Attribution]:
    """Return who is cited for it, in order of the text."""
    is_own_act = act.type in SPOKEN or candidate.main.group.type in OWN_ACTS
    cited: Sequence[Attribution] = _cited_for_triggers(candidate, is_own_act=is_own_act)
    if not _is_named(cited) and not any(map(_is_self, act.participants)):
        carried = carried_speaker(candidate.sentence)
        cited = cited if carried is None else [carried]
    if is_own_act:
        cited = _without_own(cited, act.participants)
    return cited


def _cited_for_triggers(candidate: Candidate, *, is_own_act: bool) -> list[Attribution]:
    """Return who is cited for any of the triggers; background is nobody's news."""
    cited: dict[int, Attribution] = {}
    for trigger in candidate.group:
        if is_background(trigger.token) and candidate.is_definite:
            continue
        for citation in citations_of(
            candidate.sentence, trigger.token, is_own_act=is_own_act
        ):
            cited[citation.span.start] = citation
    return [cited[start] for start in sorted(cited)]


def _is_named(cited: Iterable[Attribution]) -> bool:
    return any(citation.name for citation in cited)


def _is_self(argument: Argument) -> bool:
    """Return whether speakers tell what they do themselves: "we urge both sides to stop"."""
    return argument.slot is not Slot.TARGET and argument.text.lower() in SELF


def _without_own(
    cited: Iterable[Attribution], arguments: Iterable[Argument]
) -> list[Attribution]:
    """Leave out who speaks for himself: "the envoy said that both should stop" cites nobody."""
    speaking = [
        argument
        for argument in arguments
        if argument.slot in {Slot.INITIATOR, Slot.PARTY}
    ]
    own = {
        name for argument in speaking for name in (argument.ref, argument.name) if name
    }
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
    return any(child.dep_ == "aux" and child.tag_ == "MD" for child in token.children)


def _mention(
    candidate: Candidate, act: Act, cited: Sequence[Attribution]
) -> EventMention:
    """Make the event mention of an act."""
    sentence, group, main = candidate.sentence, candidate.group, candidate.main
    counts = _casualties(candidate, act)
    mode = CUMULATIVE if _is_total(candidate, counts) else act.mode
    cue = act.status.token
    aside = all(is_aside(trigger, sentence.words) for trigger in group)
    modifiers = (child for child in main.token.children if child.dep_ in MODIFIERS)
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
        attribution=tuple(cited),
        when=candidate.date,
        definite=candidate.is_definite,
        tense=tense(main.token),
        aside=aside,
        sentence=sentence.number,
        rule=_rule_of(main),
        verbal=main.token.pos_ == "VERB",
        is_another=any(child.lower_ in OTHERS for child in modifiers),
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


def _rule_of(main: Trigger) -> str:
    """Return the name of the rule that made a mention, for `timeline explain`."""
    words = main.group
    return f"{words.type.lower()} {words.pos.value} '{main.lemma}' ({words.frame})"


def _span_of(sentence: Sentence, main: Trigger) -> TextSpan:
    """Return where a trigger stands: all words of a noun, the verb alone of a verb phrase."""
    if main.group.pos is PartOfSpeech.NOUN:
        return sentence.span(main.tokens[0].i, main.tokens[-1].i)
    return sentence.span(main.token.i, main.token.i)


def _clause(candidate: Candidate, cue: Token | None) -> tuple[TextSpan, ...]:
    """Return the stretches that quote the clause of the main trigger, or else of another one."""
    sentence, group = candidate.sentence, candidate.group
    ordered = sorted(group, key=lambda trigger: trigger is not candidate.main)
    fields = [filler.head for trigger in group for filler in sentence.fillers(trigger)]
    ranges = quoted_clause(ordered, sentence.tokens, cue=cue, fields=fields)
    return tuple(sentence.span(start, end - 1) for start, end in ranges)


def _casualties(candidate: Candidate, act: Act) -> list[Count]:
    """Return the casualty figures.

    Who defects is not displaced. What is only planned or denied harms nobody. Of what failed, only
    what came of trying is counted: "tried to storm the jail, killing two guards".
    """
    status = act.status.status
    if act.is_retreat or status not in COUNTED:
        return []
    group = candidate.group
    if status is Status.FAILED:
        group = [
            trigger for trigger in group if not _is_tried(trigger, act.status.token)
        ]
    if not group:
        return []
    figures = casualty_counts(candidate.sentence, group)
    return [
        figure
        for figure in figures
        if (figure.best or 0) > 1 or not _is_place(figure, candidate.places)
    ]


# What may have harmed somebody, or did.
COUNTED = frozenset({*HAPPENED, Status.FAILED, Status.POSSIBLE})


def _is_tried(trigger: Trigger, cue: Token | None) -> bool:
    """Return whether a trigger is what somebody tried to do: "tried to kill the governor"."""
    token = trigger.token
    while cue is not None and token != cue and token.dep_ in TRIED:
        token = token.head
    return token == cue or cue is None


# Links from what was tried to the word that says so.
TRIED = frozenset({"acl", "ccomp", "pcomp", "prep", "xcomp"})


def _is_place(figure: Count, places: Iterable[Argument]) -> bool:
    """Return whether the words that seem to count somebody name a place.

    "the massacre in Houla" is nobody's death.
    """
    start, end = figure.span.start, figure.span.end
    return any(place.span.start < end and start < place.span.end for place in places)


def _is_total(candidate: Candidate, counts: Iterable[Count]) -> bool:
    """Return whether the figures are those of a war or a longer time.

    Not of an operation that is named with them.
    """
    sentence, main = candidate.sentence, candidate.main
    killed = _most_killed(counts)
    if main.group.type != "ASSAULT" or killed < FEW:
        return False
    if is_running_total(sentence.tokens, tense(main.token)):
        return True
    if _has_lasted(sentence) and candidate.date is None:
        return True
    return killed >= _enough_for_a_war(main) and not _is_operation(candidate)


def _enough_for_a_war(main: Trigger) -> int:
    """Return how many dead without a day are those of a longer time."""
    return PERFECT_MANY if tense(main.token) == "perfect" else MANY


def _is_operation(candidate: Candidate) -> bool:
    """Return whether a noun, a mode or a day makes it one operation."""
    if (
        candidate.main.group.mode not in PLAIN_MODES
        or only_date(candidate.sentence) is not None
    ):
        return True
    return any(trigger.group.pos is PartOfSpeech.NOUN for trigger in candidate.group)


def _most_killed(counts: Iterable[Count]) -> int:
    """Return the greatest number of people killed."""
    killed = (figure for figure in counts if figure.kind is CasualtyKind.KILLED)
    return max((figure.best or figure.low or 0 for figure in killed), default=0)


def _has_lasted(sentence: Sentence) -> bool:
    """Return whether the sentence is about force that lasted weeks or more."""
    return LASTING.search(sentence.tokens.text) is not None


def casualty_statement(sentence: Sentence) -> EventMention | None:
    """Make a mention of a sentence that only counts ("The toll rose to 40").

    None if it does not.
    """
    counts = with_parts(sentence, _figures_alone(sentence))
    if not counts:
        return None
    root = sentence.tokens.root
    cited = _cited_for_counts(sentence, counts)
    is_displacement = counts[0].kind is CasualtyKind.DISPLACED
    is_total = _is_total_of_war(sentence, counts) and not is_displacement
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
        attribution=tuple(cited),
        when=None if lemma_of(root) in RISING else only_date(sentence),
        definite=True,
        tense=tense(root),
        sentence=sentence.number,
        rule="casualty statement",
    )


def _cited_for_counts(
    sentence: Sentence, counts: Sequence[Count]
) -> Sequence[Attribution]:
    """Return who is cited for the first figure of a sentence that only counts."""
    root, figure = sentence.tokens.root, counts[0].span
    if not is_reporting(root, sentence.words):
        return counted_by(sentence, root)
    words = at_offsets(sentence.tokens, figure.start, figure.end, sentence.offset)
    return citations_of(sentence, top(words))


def _figures_alone(sentence: Sentence) -> list[tuple[CasualtyKind, Counted]]:
    """Return the casualty figures that need no trigger."""
    tokens, words = list(sentence.tokens), sentence.words
    figures = [figure for token in tokens for figure in resultatives(token, words)]
    figures += toll_figures(tokens, words, sentence.discourse.last_kind)
    figures += bare_figures(tokens, words)
    return figures


def _is_total_of_war(sentence: Sentence, counts: Iterable[Count]) -> bool:
    """Return whether figures are those of a war rather than of the incident mentioned before."""
    if is_running_total(sentence.tokens, tense(sentence.tokens.root)):
        return True
    is_long = _most_killed(counts) >= MANY or _has_lasted(sentence)
    return is_long and only_date(sentence) is None
