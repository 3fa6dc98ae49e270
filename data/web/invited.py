"""Who is let in where sign-in is set up: people by e-mail address, domain or group."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from analysis.errors import SurveyError
from analysis.quoting import quoted

A_GROUP = "group:"
AN_ADDRESS = re.compile(r"[^@\s,]+@[a-z0-9.-]+\.[a-z][a-z0-9-]*")  # 'xn--p1ai' is a last part too
A_DOMAIN = re.compile(r"@[a-z0-9.-]+\.[a-z][a-z0-9-]*")


@dataclass(frozen=True)
class Person:
    """Somebody whom the provider vouches for; ``mail`` is empty where it vouches for none."""

    mail: str
    groups: frozenset[str]

    @classmethod
    def of(cls, claims: Mapping[str, Any]) -> Person:
        """The person in an identity's claims (OpenID Connect Core 1.0, section 5.1).

        An address counts only where the provider says that it has verified it: otherwise anybody
        could name one.
        """
        mail, groups = claims.get("email"), claims.get("groups")
        said = _as_sent(mail.strip()) if isinstance(mail, str) else ""
        vouched = claims.get("email_verified") is True and AN_ADDRESS.fullmatch(said)
        told = groups if isinstance(groups, list) else [groups]
        return cls(
            said if vouched else "", frozenset(each for each in told if isinstance(each, str))
        )


@dataclass(frozen=True)
class Invited:
    """A guest list: addresses, domains (from the @ on) and names of groups."""

    mails: frozenset[str]
    domains: frozenset[str]
    groups: frozenset[str]

    def lets_in(self, person: Person) -> bool:
        """Whether a person is on the list."""
        domain = "@" + person.mail.rpartition("@")[2] if person.mail else ""
        return (
            person.mail in self.mails
            or domain in self.domains
            or not self.groups.isdisjoint(person.groups)
        )


def invited(name: str, said: str) -> Invited | None:
    """The guest list of a setting, None where it is empty; SurveyError on nonsense."""
    entries = [each.strip() for each in said.split(",") if each.strip()]
    groups = {each.removeprefix(A_GROUP).strip() for each in entries if each.startswith(A_GROUP)}
    others = {_as_sent(each) for each in entries if not each.startswith(A_GROUP)}
    domains = set(filter(A_DOMAIN.fullmatch, others))
    mails = set(filter(AN_ADDRESS.fullmatch, others))
    if "" in groups or others - domains - mails:
        odd = min(others - domains - mails, default=A_GROUP)
        raise SurveyError(
            f"{name} names {quoted(odd)}, which is no address, domain or group.",
            "Write ada@example.org, @example.org or group:research, parted by commas.",
        )
    if not entries:
        return None
    return Invited(frozenset(mails), frozenset(domains), frozenset(groups))


def _as_sent(mail: str) -> str:
    """An address or a domain in lower case, its domain as mail is sent to it (RFC 5890: 'xn--').

    As it is where that would be another domain's too: 'straße.example' became 'strasse.example'.
    """
    name, at, domain = mail.lower().rpartition("@")
    try:
        sent = domain.encode("idna").decode("ascii")
        is_the_same = sent.encode("ascii").decode("idna") == domain
    except UnicodeError:
        return mail.lower()
    return f"{name}{at}{sent}" if is_the_same else mail.lower()
