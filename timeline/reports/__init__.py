"""Mentions of one document become its reports: actors, places, dates, figures resolved.

One event reported three times is one report.
"""

from timeline.reports.build import reports_of

__all__ = ["reports_of"]
