"""Readers of whole documents besides the rules: a language model, alone or together with them."""
