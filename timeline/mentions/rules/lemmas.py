"""Lemmas of a parsed text, corrected where the model is known to fail."""

from spacy.tokens import Token

from timeline.mentions.rules.tree import is_verb

# What the small model gets wrong most often in reports of conflict.
LEMMAS = {
    **{form: verb for verb, forms in {
        "strike": "striked struck", "shoot": "shot", "flee": "fled", "fight": "fought",
        "withdraw": "withdrew",
        "shell": "shelled", "wound": "wounded", "bomb": "bombed", "down": "downed",
        "rape": "rape rapes raped raping",
        "stage": "stage stages staged staging", "wage": "wage wages waged waging",
        "snipe": "snipe snipes sniped sniping", "fine": "fined fines fining", "cane": "caned",
        "spare": "spared spares sparing", "install": "installed", "cordon": "cordoned",
        "napalm": "napalmed",
        "retake": "retook retaken", "forgive": "forgave", "unban": "unbanned",
        "waterboard": "waterboarded",
        "reoccupy": "reoccupied", "resupply": "resupplied",
        "rearrest": "rearrested", "ready": "readied", "rage": "rage rages raged raging",
        "extol": "extolled",
        "lambast": "lambasted", "hit": "hit hits", "machine-gun": "machine-gunned",
        "machinegun": "machinegunned",
    }.items() for form in forms.split()},
}  # fmt: skip
# Where the lemmas of a parsed text are kept with it: they are asked for a dozen times a word.
KEPT = "timeline_lemmas"


def lemma_of(token: Token) -> str:
    """Return the lemma in lower case, corrected where the model is known to fail."""
    lemmas: list[str] | None = token.doc.user_data.get(KEPT)
    if lemmas is None:
        lemmas = [_corrected_lemma(each) for each in token.doc]
        token.doc.user_data[KEPT] = lemmas
    return lemmas[token.i]


def _corrected_lemma(token: Token) -> str:
    """Return the lemma of a word: from the list of errors, of a name without its plural "s"."""
    lower = token.lower_
    corrected = LEMMAS.get(lower)
    if corrected and is_verb(token):
        return corrected
    if _is_plural_name(token):
        return lower[:-1]
    return token.lemma_.lower()


def _is_plural_name(token: Token) -> bool:
    """Return whether a name ends in a plural "s" that the model left in its lemma."""
    if token.pos_ != "PROPN":
        return False
    if token.tag_ not in {"NNPS", "NNP"}:
        return False
    if token.lemma_ != token.text:
        return False
    name = token.lower_
    if len(name) <= 3 or name.endswith("ss"):
        return False
    return name.endswith("s")
