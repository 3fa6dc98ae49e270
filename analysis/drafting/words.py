"""Words that mean yes, no, no answer, something else or none, in English, Spanish and German."""

from __future__ import annotations

import re

from analysis.codebook.matching import plain


def _words(lines: str) -> frozenset[str]:
    return frozenset(plain(word) for word in lines.replace("\n", "|").split("|") if word.strip())


YES = _words("yes | y | true | sí | si | s | ja | j | oui | sim | sì | wahr | verdadero")
NO = _words("no | n | false | nein | non | não | falsch | falso")
NOT_ANSWERED = _words(
    "prefer not to say | prefer not to answer | i prefer not to say | rather not say |"
    "would rather not say | i'd rather not say | prefer not to disclose | no answer |"
    "does not apply | doesn't apply | not applicable | it does not apply | n/a | na |"
    "prefiero no decirlo | prefiero no contestar | prefiero no responder | no contesta |"
    "no responde | ns/nc | no aplica | no procede | no corresponde |"
    "keine angabe | keine antwort | trifft nicht zu | möchte ich nicht sagen"
)
FILLERS = _words("- | -- | --- | . | .. | ... | ? | ?? | n.a. | nan | nat | <na> | null")
UNDECIDED = _words(
    "don't know | i don't know | do not know | dk | not sure | unsure | i'm not sure | can't say |"
    "no opinion | no sé | no lo sé | no sabe | no estoy seguro | no estoy segura | sin opinión |"
    "weiß nicht | weiss nicht | keine meinung"
)
ANYTHING_ELSE = _words(
    "other | others | something else | none of these | none of the above | other (please specify) |"
    "otro | otra | otros | otras | otra cosa | ninguno de los anteriores | sonstiges | andere |"
    "anderes | -oth-"
)
NONE_OF_THEM = _words(
    "none | none of these | none of them | none of the above | nothing | nothing of this |"
    "ninguno | ninguna | ninguno de los anteriores | ninguna de las anteriores | nada |"
    "keine | keines | nichts | nichts davon"
)
# Answers that put a person in neither of two groups.
IN_BETWEEN = UNDECIDED | ANYTHING_ELSE | _words(
    "it changes | it varies | it depends | varies | changes | depends | sometimes | partly | both |"
    "maybe | mixed | a veces | depende | varía | a medias | ambos | ambas | manchmal | teils teils"
)  # fmt: skip

ALONE = re.compile(
    r"\balone\b|only me|just me|only one|\bsolo\b|on my own|by myself|no one else|nobody else|"
    r"no colleagues|\bsol[oa]\b|sólo yo|únic[oa]|\ballein|nur ich|einzige"
)
NOT = re.compile(r"\bnot\b|n't\b|\bnicht\b")


def says_alone(answer: str) -> bool:
    """Whether an answer says that somebody is alone: 'Just me', 'Yes, I am the only one'."""
    said = plain(answer)
    return ALONE.search(said) is not None and NOT.search(said) is None
