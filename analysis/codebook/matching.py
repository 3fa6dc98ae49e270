"""How texts in a sheet are compared with texts in a codebook, and what looks like identity."""

from __future__ import annotations

import re
import unicodedata

# Characters of no width; the last two say only how an emoji is drawn.
INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u200e\u200f\u00ad\ufe0e\ufe0f"))
STRAIGHT = str.maketrans(
    {"\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u2032": "'", "`": "'"}
    | {"\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u2033": '"'}
    | {"\u00ab": '"', "\u00bb": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-"}
    | {"\u2013": "-", "\u2014": "-", "\u2212": "-"}
)


def plain(text: str) -> str:
    """The text as it is compared: NFKC, case folded, white space collapsed, quotes and dashes
    straight, byte-order marks and zero-width characters removed."""
    straight = unicodedata.normalize("NFKC", text).translate(INVISIBLE).translate(STRAIGHT)
    return " ".join(straight.casefold().split())


def as_number(text: str) -> float | None:
    """The number a cell holds, or None; '1,5' is no number because it may mean 15 or 1.5."""
    if not re.fullmatch(r"[-+]?\d{1,18}(\.\d+)?(e[-+]?\d{1,2})?", text.strip().casefold()):
        return None
    return float(text)


IDENTITY_WORDS = (
    r"e-?mails?|mail address|phone|telephone|mobile( number)?|cell ?phone|ip( address)?|handles?|"
    r"user ?name|full name|first name|last name|surname|your name|name|employer( name)?|"
    r"company name|organi[sz]ation name|address|"
    r"correo|nombre|nom|prenom|telefono|vorname|nachname|telefon"
)
BRANDS = r"linkedin|instagram|twitter|tiktok|facebook"  # alone, a header may ask about its use
IN_HEADER = re.compile(rf"(?<![\w-])({IDENTITY_WORDS}|{BRANDS})(?![\w-])")
WHOLE_HEADER = re.compile(
    rf"((what is|enter|please enter|give|your|work|private) )*({IDENTITY_WORDS}|{BRANDS})"
    rf"([ /]+(or )?({IDENTITY_WORDS}|{BRANDS}|number|no))*"
    r"( ?\(?optional\)?)?[?:*. ]*"
)
IN_VALUE = re.compile(
    r"[^@\s]+@[^@\s]+\.[a-z]{2,}"  # e-mail
    r"|@[a-z0-9_.]{2,30}"  # handle
    r"|(https?://|www\.)\S+"  # profile link
    r"|(\d{1,3}\.){3}\d{1,3}(:\d+)?"  # IPv4
    r"|(?=[0-9a-f:]*:[0-9a-f:]*:)[0-9a-f:]{6,39}"  # IPv6
    r"|(?=[^.]*[ ()/+-]|\d{10}$|0\d{8,}$|\d+(\.\d+){2,}$)\+?\(?\d[\d ().\-/]{7,17}\d"  # phone
)


def header_names_identity(header: str, *, asked: bool) -> bool:
    """Whether a header asks who someone is.

    A question of the codebook (``asked``) has closed answers, so only a header that is nothing
    but such a word counts; in an unknown column the word anywhere is enough.
    """
    text = plain(header)
    if re.fullmatch(BRANDS, text):
        return False
    return bool(WHOLE_HEADER.fullmatch(text) if asked else IN_HEADER.search(text))


def value_names_identity(value: str) -> bool:
    """Whether a cell is an e-mail or IP address, a handle, a profile link or a phone number."""
    text = plain(value)
    if re.fullmatch(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ t].*)?", text):  # a date
        return False
    bounds = re.fullmatch(r"(\d{1,6})-(\d{1,6})", text)
    if bounds and int(bounds[1]) < int(bounds[2]):  # a range
        return False
    return IN_VALUE.fullmatch(text) is not None
