"""Is another language noticed, and English never mistaken for one?"""

import pytest

from timeline.documents.language import is_hardly_english, other_language

ENGLISH = "The army said on Monday that it had taken the bridge after two days of fighting in which nine of its men died. "
SPANISH = (
    "El ejército dijo el lunes que había tomado el puente después de dos días de combates en los que "
    "murieron nueve de sus hombres. "
)
FRENCH = (
    "L'armée a dit lundi que le pont avait été pris après deux jours de combats dans lesquels neuf de "
    "ses hommes ont été tués. "
)
GERMAN = (
    "Die Armee sagte am Montag, dass sie die Brücke nach zwei Tagen eingenommen habe und neun der Männer "
    "bei den Kämpfen starben. "
)
TURKISH = (
    "Ordu pazartesi günü köprünün iki gün süren bir çatışma sonra alındığını ve bu sırada dokuz askerin "
    "öldüğünü, bir de daha çok yaralı için yardım istendiğini söyledi. "
)
RUSSIAN = "Армия сообщила в понедельник, что заняла мост после двух дней боёв. "
ARABIC = "قال الجيش يوم الاثنين إنه سيطر على الجسر بعد يومين من القتال. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (SPANISH * 3, "Spanish"),
        (FRENCH * 3, "French"),
        (GERMAN * 3, "German"),
        (TURKISH * 3, "Turkish"),
        (RUSSIAN * 2, "Russian"),
        (ARABIC * 2, "Arabic"),
    ],
)
def test_another_language_is_named(text: str, language: str) -> None:
    assert other_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH * 3,
        ENGLISH.upper() * 3,
        SPANISH,
        "word " * 100,
        ENGLISH * 3 + SPANISH * 2,
        "Idlib Saraqeb Binnish Taftanaz " * 30,
        ENGLISH * 2 + ARABIC,
        "",
    ],
    ids=[
        "plain",
        "capitals",
        "too short to be sure",
        "one word",
        "a long quotation",
        "names",
        "quoted Arabic",
        "empty",
    ],
)
def test_english_and_doubtful_texts_pass(text: str) -> None:
    assert other_language(text) is None


def test_long_text_without_english_is_doubted_not_named() -> None:
    words = " ".join(f"q{chr(97 + n % 26)}{chr(97 + n // 26)}z" for n in range(200))
    assert is_hardly_english(words)
    assert not is_hardly_english(ENGLISH * 10)
