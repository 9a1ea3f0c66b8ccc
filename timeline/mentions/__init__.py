"""Parsed sentences become event mentions.

Rules now, a language model later, behind the same contract.
"""

from timeline.mentions.rules.engine import Knowledge, article_countries, extract
from timeline.mentions.rules.triggers import index

__all__ = ["Knowledge", "article_countries", "extract", "index"]
