"""Tests of what was missed."""
