"""How many people does a sentence count, and what was done to them?"""

from collections.abc import Sequence

from spacy.tokens import Token

from timeline.mentions.rules.actors_of import Who
from timeline.mentions.rules.casualties import (
    Counted,
    bare_figures,
    casualty_of_adjective,
    count,
    resultatives,
    toll_figures,
)
from timeline.mentions.rules.context import is_people
from timeline.mentions.rules.triggers import Trigger, lemma_of
from timeline.model.mentions import Count, Slot
from timeline.model.types import SPOKEN, CasualtyKind, PartOfSpeech


class HowMany(Who):
    """Reads the casualty figures told with a happening."""

    def counts(self, group: Sequence[Trigger]) -> list[Count]:
        """Give the casualty figures told with a happening, each once."""
        found: list[tuple[CasualtyKind, Counted]] = []
        if group[0].group.type in SPOKEN:
            return []  # figures beside a demand belong to something else
        for trigger in group:
            if trigger.group.casualty is not None:
                heads = [
                    one.head
                    for one in self.fillers(trigger)
                    if one.slot is Slot.TARGET
                    and not any(one.head == other.token for other in self.triggers)
                    and not self._suffers_else(one.head, trigger.group.casualty)
                ]
                counted = [
                    number for head in heads if (number := count(head, self.words)) is not None
                ]
                found += [(trigger.group.casualty, number) for number in counted]
        if (
            not found
            and (kind := next((one.group.casualty for one in group if one.group.casualty), None))
            is not None
        ):
            found += self._counts_beside(group, kind)
        found += self._captured(group)
        alone = len(self.triggers) == len(group)
        for token in self.sentence:
            if alone or any(token == one.token or token.is_ancestor(one.token) for one in group):
                found += resultatives(token, self.words)
        found += toll_figures(list(self.sentence), self.words, self.discourse.last_kind)
        found += bare_figures(list(self.sentence), self.words)
        return self._unique(found)

    def _suffers_else(self, head: Token, kind: CasualtyKind) -> bool:
        """Say whether a participle of its own says that something else was done to them: "30 others wounded"."""
        own = [
            child for child in head.children if child.dep_ in {"acl", "amod"} and child.i > head.i
        ]
        kinds = [
            found for one in own if (found := casualty_of_adjective(one, self.words)) is not None
        ]
        return bool(kinds) and kind not in kinds

    def _captured(self, group: Sequence[Trigger]) -> list[tuple[CasualtyKind, Counted]]:
        """Count the people that a verb of capture has for its object ("captured four others"); towns are not counted."""
        heads = [
            one.head
            for trigger in group
            if trigger.group.mode == "capture"
            and trigger.group.casualty is None
            and trigger.group.pos is PartOfSpeech.VERB
            for one in self.fillers(trigger)
            if one.slot is Slot.TARGET and (is_people(one.head) or lemma_of(one.head) == "other")
        ]
        counted = [number for head in heads if (number := count(head, self.words)) is not None]
        return [
            (CasualtyKind.CAPTURED, number) for number in counted if (number.number.best or 0) > 1
        ]

    def _counts_beside(
        self, group: Sequence[Trigger], kind: CasualtyKind
    ) -> list[tuple[CasualtyKind, Counted]]:
        """Count the target of a noun that shares its happening with a noun of killing ("killing in a strike of a general")."""
        heads = [
            one.head
            for trigger in group
            if trigger.group.pos is PartOfSpeech.NOUN
            for one in self.fillers(trigger)
            if one.rule == "of" and is_people(one.head)
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
                Count(
                    kind=kind,
                    group=number.group,
                    low=value.low,
                    best=value.best,
                    high=value.high,
                    span=span,
                ),
            )
        return list(unique.values())
