"""Least and greatest time from each act to the next answer, when dates are intervals."""

from dataclasses import dataclass

import numpy as np

from timeline.sequences.arrays import Bools, Ints, Rows, shared_time

NEVER = np.int64(2**60)  # days; farther than any date


@dataclass(frozen=True, slots=True)
class Following:
    """Where the rows stand in time, whichever of them are acts and answers.

    Attributes:
        first: First possible day, on the axis that all groups share.
        last: Last possible day.
        after: For each row, the number of rows that begin no later than it ends: those from there
            on surely follow it.
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
        """Return the bounds of the time to the next answer.

        An answer that may lie on the same day, or whose days overlap those of the act, may have
        come at once or not be an answer at all: it makes the least lag 0 and does not count for the
        greatest. No row answers itself.

        Args:
            acts: Numbers of the rows that are acts.
            answers: Which rows are answers.

        Returns:
            Least and greatest lag in days, more than the horizon where there is no answer within
            it.
        """
        never = self.horizon + 1
        after = self.after[acts]
        soonest_begin = _least_from(np.where(answers, self.first, NEVER))
        soonest_end = _least_from(np.where(answers, self.last, NEVER))
        overlaps = self._overlapping(acts, answers) > 0
        gap = soonest_begin[after] - self.last[acts]
        least = np.where(overlaps, 0, gap)
        most = soonest_end[after] - self.first[acts]
        return np.minimum(least, never), np.minimum(most, never)

    def _overlapping(self, acts: Ints, answers: Bools) -> Ints:
        """Count the answers whose days overlap those of each act, the act itself left out."""
        begun = _sums_before(answers)
        ended = _sums_before(answers[self.by_last])
        begun_by_end = begun[self.after[acts]]
        ended_before = ended[self.ended[acts]]
        return np.asarray(begun_by_end - ended_before - answers[acts])


def _sums_before(values: Bools) -> Ints:
    """Return for each position, and after the last, how many of the values before it are true."""
    return np.concatenate(([0], np.cumsum(values)))


def following(rows: Rows, horizon: int) -> Following:
    """Prepare the search for rows that are ordered by group and first day."""
    first, last = shared_time(rows, horizon)
    by_last = np.argsort(last, kind="stable")
    after = np.searchsorted(first, last, side="right")
    ended = np.searchsorted(last[by_last], first, side="left")
    return Following(
        first=first,
        last=last,
        after=after,
        by_last=by_last,
        ended=ended,
        horizon=horizon,
    )


def _least_from(values: Ints) -> Ints:
    """Return the least value from each position to the end, and NEVER after the end."""
    padded = np.append(values, NEVER)
    backwards = np.minimum.accumulate(padded[::-1])
    return backwards[::-1]
