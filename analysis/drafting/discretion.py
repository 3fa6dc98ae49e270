"""The law of what a draft writes down: an answer that could be a name is not among it.

An answer is written where it is of a known kind, as yes, *often*, a number, a range, a code; or
where it is made of known words; or where its header asks for a category and it does not look like
somebody's name. A header that asks who, where of work, or for a comment is given known kinds only.
The law looks at every question of a draft last, whatever it was taken for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from analysis.codebook.matching import header_names_identity, plain, value_names_identity
from analysis.drafting import header_words as asks
from analysis.drafting import omissions
from analysis.drafting.amounts import Amount, amount_of
from analysis.drafting.columns import Column
from analysis.drafting.harmless_words import ANSWERS, KNOWN, NAMES, WORD
from analysis.drafting.looks import Guess
from analysis.drafting.ordering import LEADING, STARS
from analysis.drafting.words import NO, YES, says_alone

SHORT = 4  # words; a header of no more names what its cells hold
SHORT_SIGNS = 8  # letters, where words aren't parted
SENTENCE = 4  # words
LONG_NUMBER = 6  # digits
CODE = re.compile(r"[a-z]{0,2}\d{1,3}|\d{1,3}[.,]\d{1,3}", re.IGNORECASE)
COUNTED = re.compile(  # 2~4명, 5人以上
    r"\d{1,4} ?(?:[~～-] ?\d{1,4})? ?(?:명|인|人|名|个|個)(?: ?(?:이상|이하|미만|以上|以下|未満))?"
)
DIGITS = re.compile(r"(?:\d[ ().\-/]*){6,}")  # of a phone number, or an id
REACHED = re.compile(r"@|\(at\)|\[at\]|\btel\b|://|\bwww\.", re.IGNORECASE)
TITLED = re.compile(
    r"\b(?:Dr|Prof|Mr|Mrs|Ms|St|Sr|Sra|Srta|Mme|Mlle|Dott|Dhr|Mevr)\.? [^\W\d_]|"
    r"\b(?:Herr|Frau|Señora?|Monsieur|Madame|Signora?|Senhora?|Pani|Saint|Sankt) [^\W\d_]|"
    r"\w(?:씨|님|선생|さん|様|先生|老师)$"
)
INITIALS = re.compile(r"\b[A-ZÀ-Þ]\. ?[A-ZÀ-Þ]\w+|\w, ?[A-ZÀ-Þ]\.$")
COMPANY = re.compile(
    r"\b(?:GmbH|Ltd|Limited|Inc|LLC|PLC|Corp|AG|KG|SA|SL|SARL|SpA|Srl|BV|AB|Oy|IES|CEIP|e\.V)\b|"
    r"S\.[AL]\.|株式会社|주식회사|㈜|有限公司"
)
OF_SOMEBODY = re.compile(
    r"\b(me|my|he|she|him|her|his|mich|mir|mein\w*|er|mi|mis|él|ella|mon|ma|moi|il|elle|mio|mia|"
    r"meu|minha|mij|mijn|zij|mnie|mój|moja|mig|min|han|hon)\b"
)
SIGNS = re.compile(r"[가-힣\u3040-\u30ff\u4e00-\u9fff]")
KOREAN_NAME = re.compile(
    "[김이박최정강조윤장임한오서신권황안송류홍전고문양손배백허남심노하곽성차주우구][가-힣]{2}"
)
CHINESE_NAME = re.compile(
    "[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖田董潘袁"
    "佐鈴渡伊山小加吉][\u4e00-\u9fff]{1,3}"
)


class Asked(Enum):
    """What a header asks for."""

    WHO = omissions.BY_HEADER
    WORKPLACE = omissions.WORKPLACE
    COMMENT = omissions.IN_OWN_WORDS
    CATEGORY = "a category"
    UNCLEAR = omissions.MAY_NAME


CLOSED_TO_WORDS = (Asked.WHO, Asked.WORKPLACE, Asked.COMMENT)


def withheld_because(guess: Guess, months: Mapping[str, int]) -> str | None:
    """Why the answers of a question are not written down; None where they may be."""
    asked = asked_by(guess.column)
    texts = [text for o in guess.question.options for text in (o.text, *o.aliases)]
    unknown = [text for text in texts if not _is_known_kind(text, months)]
    if not unknown:
        return None
    keys = {plain(text) for text in texts}
    if asked in CLOSED_TO_WORDS and not (keys & YES and keys & NO):
        return asked.value
    may_stand = _names_nobody if asked is Asked.CATEGORY else _is_of_known_words
    if all(map(may_stand, unknown)) and not _are_names_in_signs(unknown):
        return None
    return asked.value if asked in CLOSED_TO_WORDS else omissions.MAY_NAME


def asked_by(column: Column) -> Asked:
    """What the header of a column asks for; in a grid its heading, or a short row, does."""
    names = [plain(name) for name in column.names]
    if column.heading:
        row = plain(column.row)
        names = [plain(column.heading), *([row] if _asks_who(row) else [])]
    found = {_asked(name.replace("_", " ")) for name in names if name}
    if column.heading:
        found = {Asked.UNCLEAR if asked is Asked.COMMENT else asked for asked in found}
    order = (*CLOSED_TO_WORDS, Asked.CATEGORY)
    return next((asked for asked in order if asked in found), Asked.UNCLEAR)


def _asked(header: str) -> Asked:
    kind_of = asks.KIND_OF.search(header) is not None
    if asks.COMMENT.search(header):
        return Asked.COMMENT
    rest = header.replace("employer", "") if kind_of else header
    if header_names_identity(rest, asked=False) or _asks_who(header):
        return Asked.WHO
    counts = asks.HOW_MANY.search(header) is not None
    points = not counts and (asks.WHICH.search(header) is not None or _is_short(header))
    if asks.PERSON.search(header):
        return Asked.WHO if points else Asked.UNCLEAR
    if asks.WORKPLACE.search(header) and not kind_of:
        return Asked.WORKPLACE if points else Asked.UNCLEAR
    return Asked.CATEGORY if asks.CATEGORY.search(header) else Asked.UNCLEAR


def _asks_who(header: str) -> bool:
    """Whether a header asks for a name, a person, or how to reach one."""
    patterns = (asks.NAME, asks.WHO_IN_SIGNS, asks.CONTACT)
    said = header.lstrip("¿ ")
    return asks.WHO.search(said) is not None or any(p.search(header) for p in patterns)


def _is_short(header: str) -> bool:
    if SIGNS.search(header):
        return len(re.sub(r"\W", "", header)) <= SHORT_SIGNS
    return len(header.split()) <= SHORT


def _is_known_kind(text: str, months: Mapping[str, int]) -> bool:
    """Whether an answer is yes or no, on a known scale, a number, a range, a code, or stars."""
    said = plain(text)
    if said in ANSWERS or CODE.fullmatch(said) or COUNTED.fullmatch(said) or STARS.fullmatch(text):
        return True
    amount = amount_of(text, months)
    if amount is not None:
        return _is_plain_amount(text, amount)
    return says_alone(text) and _is_of_known_words(text)


def _is_plain_amount(text: str, amount: Amount) -> bool:
    """Whether a number has no zero before it, as a phone number's parts may, and no name."""
    parts = re.findall(r"\d+", text)
    is_long = amount.low == amount.high and len("".join(parts)) >= LONG_NUMBER
    led = any(len(part) > 1 and part.startswith("0") for part in parts[:1])
    return not is_long and not led and all(map(_is_small_or_known, WORD.findall(text)))


def _is_small_or_known(word: str) -> bool:
    return plain(word) in KNOWN or (word == word.lower() and plain(word) not in NAMES)


def _is_of_known_words(text: str) -> bool:
    """Whether no word of an answer could be a name: each is known, or small beside a known one."""
    numbered = LEADING.fullmatch(text)
    words = WORD.findall(numbered[2] if numbered else text)
    known = [word for word in words if plain(word) in KNOWN]
    if not words or not _names_nobody(text) or any(SIGNS.search(word) for word in words):
        return False
    return all(map(_is_small_or_known, words)) and bool(known or numbered)


def _names_nobody(text: str) -> bool:
    """Whether an answer shows no sign of a name, a number to reach somebody, or a told story."""
    patterns = (DIGITS, REACHED, TITLED, INITIALS, COMPANY)
    if value_names_identity(text) or any(pattern.search(text) for pattern in patterns):
        return False
    words = WORD.findall(text)
    if any(plain(re.sub(r"['’]s$", "", word)) in NAMES for word in words):
        return False
    owners = [word[:-2] for word in words if re.search(r"[A-ZÀ-Þ].*['’]s$", word)]
    if any(plain(owner) not in KNOWN for owner in owners):
        return False
    return len(words) < SENTENCE or OF_SOMEBODY.search(plain(text)) is None


def _are_names_in_signs(texts: Sequence[str]) -> bool:
    """Whether most answers look like names in Korean, Chinese or Japanese."""
    signs = [text for text in texts if SIGNS.search(text)]
    names = [t for t in signs if KOREAN_NAME.fullmatch(t) or CHINESE_NAME.fullmatch(t)]
    return 2 * len(names) > len(signs)
