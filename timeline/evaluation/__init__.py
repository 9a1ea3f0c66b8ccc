"""How good is the output? Gold annotations in, precision, recall and F1 by stage out."""
