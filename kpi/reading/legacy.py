"""Vietnamese letters from before Unicode: which of three encodings a text is in.

Windows-1258 (Microsoft) is read. TCVN3 (TCVN 5712:1993, "ABC", fonts .Vn…) and VNI (fonts VNI-…)
put Vietnamese letters in the places of others, in old files and also in Unicode files made with
such fonts; they are told by how many words come out as Vietnamese syllables, and refused by name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["WINDOWS_1258", "legacy_encoding"]

WINDOWS_1258 = "windows-1258"
_SAMPLE = 1 << 14  # letters looked at
_ENOUGH = 0.7  # share of the words with letters beyond ASCII that must be Vietnamese syllables
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # grave, acute, tilde, hook, dot below
_SYLLABLE = re.compile(
    "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
    "[aăâeêioôơuưy]{1,3}(?:ch?|m|ng|nh?|p|t)?"
)
_WORD = re.compile(r"[^\W\d_]+")

# the letters at the places 0xA1 to 0xFE; “.” where there is none
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
)
# VNI: a letter is followed by another that stands for its marks (circumflex, breve, tone)
_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309",
    "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309",
    "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "ñ": "đ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile("([aeoyuôö])([ùøûõïâáàåãäêéèúüë])?")


def legacy_encoding(letters: str, plain: str | None = None) -> str | None:
    """Return "windows-1258", "TCVN3" or "VNI" for bytes read as Latin-1 or text that holds such.

    None when the words make no Vietnamese in any of them; `plain` when they make it as they are.
    """
    sample = letters[:_SAMPLE]
    scores = {plain: _score(sample)}
    if scores[plain] == 1.0:
        return plain
    scores |= {
        "TCVN3": _score(_tcvn3(sample)),
        "VNI": _score(_vni(sample.lower())),
    }
    scores[WINDOWS_1258] = max(scores.get(WINDOWS_1258, 0.0), _score(_windows_1258(sample)))
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _ENOUGH else None


def _score(text: str) -> float:
    """Return which share of the words with letters beyond ASCII are Vietnamese syllables."""
    words = [word for word in _WORD.findall(_composed(text)) if not word.isascii()]
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


@lru_cache(maxsize=4096)
def _is_syllable(word: str) -> bool:
    spread = unicodedata.normalize("NFD", word.lower())
    tones = sum(char in _TONES for char in spread)
    plain = unicodedata.normalize("NFC", "".join(char for char in spread if char not in _TONES))
    return tones <= 1 and _SYLLABLE.fullmatch(plain) is not None


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _windows_1258(text: str) -> str:
    return text.encode("latin-1", "replace").decode("cp1258", "replace")


def _tcvn3(text: str) -> str:
    table = {0xA1 + at: letter for at, letter in enumerate(_TCVN3) if letter != "."}
    return text.translate(table)


def _vni(text: str) -> str:
    def join(pair: re.Match[str]) -> str:
        letter = _VNI_LETTERS.get(pair[1], pair[1])
        return letter + _VNI_MARKS.get(pair[2] or "", "")

    alone = str.maketrans({key: word for key, word in _VNI_LETTERS.items() if key not in "ôö"})
    return _VNI_PAIR.sub(join, text.translate(alone))
