"""Scores of the output against gold annotations: precision, recall and F1 by stage."""
