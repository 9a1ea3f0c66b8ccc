"""Mentions of one document become its reports: actors, places, dates, figures resolved; one happening told thrice is one."""

from timeline.reports.build import reports_of

__all__ = ["reports_of"]
