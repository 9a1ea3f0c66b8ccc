"""Tests of the Timeline object."""
