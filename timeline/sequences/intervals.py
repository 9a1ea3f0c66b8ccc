"""How long is it from each act to the next answer, at least and at most, when dates are intervals?"""

from dataclasses import dataclass

import numpy as np

from timeline.sequences.arrays import Bools, Ints, Rows, shared_time

NEVER = np.int64(2**60)  # days; farther than any date


@dataclass(frozen=True, slots=True)
class Following:
    """Where the rows stand in time; which of them are acts and answers may change, their days do not.

    Attributes:
        first: First possible day, on the axis that all groups share.
        last: Last possible day.
        after: For each row, the number of rows that begin no later than it ends: those from there on surely follow it.
        by_last: The rows in order of their last day.
        ended: For each row, how many rows ended before it began.
        horizon: Greatest lag of interest, in days.
    """

    first: Ints
    last: Ints
    after: Ints
    by_last: Ints
    ended: Ints
    horizon: int

    def lags(self, acts: Ints, answers: Bools) -> tuple[Ints, Ints]:
        """Give the bounds of the time to the next answer.

        An answer that may lie on the same day, or whose days overlap those of the act, may have come at once or not be
        an answer at all: it makes the least lag 0 and does not count for the greatest. No row answers itself.

        Args:
            acts: Numbers of the rows that are acts.
            answers: Which rows are answers.

        Returns:
            Least and greatest lag in days, more than the horizon where there is no answer within it.
        """
        begun = np.concatenate(([0], np.cumsum(answers)))
        over = np.concatenate(([0], np.cumsum(answers[self.by_last])))
        beside = begun[self.after[acts]] - over[self.ended[acts]] - answers[acts] > 0
        begins = _least_from(np.where(answers, self.first, NEVER))
        ends = _least_from(np.where(answers, self.last, NEVER))
        after = self.after[acts]
        least = np.where(beside, 0, begins[after] - self.last[acts])
        return np.minimum(least, self.horizon + 1), np.minimum(
            ends[after] - self.first[acts], self.horizon + 1
        )


def following(rows: Rows, horizon: int) -> Following:
    """Prepare the search for rows that are ordered by group and first day."""
    first, last = shared_time(rows, horizon)
    by_last = np.argsort(last, kind="stable")
    return Following(
        first=first,
        last=last,
        after=np.searchsorted(first, last, side="right"),
        by_last=by_last,
        ended=np.searchsorted(last[by_last], first, side="left"),
        horizon=horizon,
    )


def _least_from(values: Ints) -> Ints:
    """Give the least value from each position to the end, and NEVER after the end."""
    padded = np.append(values, NEVER)
    return np.minimum.accumulate(padded[::-1])[::-1]
