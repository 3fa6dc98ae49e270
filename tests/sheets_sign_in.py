"""A service account and the token endpoint that knows it (RFC 7515, RFC 7523)."""

from __future__ import annotations

import base64
import functools
import json
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

EMAIL = "reader@team-of-one.iam.gserviceaccount.com"
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
SCOPE = "https://www.googleapis.com/auth/spreadsheets.readonly"
AUDIENCE = "https://oauth2.googleapis.com/token"  # whatever token_uri says; google-auth fixes it


@functools.cache
def private_key() -> rsa.RSAPrivateKey:
    """The service account's key, made once a session because that takes a while."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def account(token_uri: str) -> dict[str, str]:
    """The content of the service account's key file."""
    pem = private_key().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return {
        "type": "service_account",
        "project_id": "team-of-one",
        "private_key_id": "1",
        "private_key": pem.decode(),
        "client_email": EMAIL,
        "token_uri": token_uri,
    }


def objection(form: dict[str, list[str]]) -> dict[str, str] | None:
    """The error that a token endpoint answers the form with; None if it deserves a token."""
    if form.get("grant_type") != [GRANT]:
        return {"error": "unsupported_grant_type"}
    try:
        head, claims, signature = form["assertion"][0].split(".")
        signed = f"{head}.{claims}".encode()
        private_key().public_key().verify(
            unpacked(signature), signed, padding.PKCS1v15(), hashes.SHA256()
        )
        about, said = json.loads(unpacked(head)), json.loads(unpacked(claims))
    except (LookupError, ValueError, InvalidSignature):
        return invalid("Invalid JWT Signature.")
    if not said["iat"] - 60 <= time.time() < said["exp"] <= said["iat"] + 3600:
        return invalid("Invalid JWT: Token must be short-lived and in a reasonable timeframe.")
    right = {"iss": EMAIL, "aud": AUDIENCE, "scope": SCOPE}
    if about["alg"] != "RS256" or any(said.get(name) != value for name, value in right.items()):
        return invalid("Invalid JWT: issuer, audience, scope or algorithm.")
    return None


def invalid(description: str) -> dict[str, str]:
    """The error of a grant that isn't good enough."""
    return {"error": "invalid_grant", "error_description": description}


def unpacked(part: str) -> bytes:
    """The bytes of one part of a JWT, whose base64 goes without padding."""
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
