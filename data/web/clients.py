"""Who asks: the address that limits are counted by."""

from __future__ import annotations

import ipaddress

from starlette.datastructures import Headers
from starlette.types import Scope

FORWARDED = "x-forwarded-for"
UNTOLD = "behind a proxy"  # that nobody told us of: all who come this way count as one
NOBODY = "nobody"
HOUSEHOLD = 64  # bits of an IPv6 address that stay the same for one subscriber
SHOWN = {4: 24, 6: 48}  # bits of an address that the log may hold


def client_of(scope: Scope, proxies: int) -> str:
    """The address a request came from, '203.0.113.9' or '2001:db8:1:2::/64'.

    X-Forwarded-For is anybody's word but for what the operator's own proxies append: with n of
    them, the n-th entry from the right. Without any the header counts for nothing.
    """
    peer = scope["client"][0] if scope.get("client") else NOBODY
    said = [each.strip() for each in _forwarded(scope).split(",") if each.strip()]
    if proxies and len(said) >= proxies:
        return _network(said[-proxies]) or _network(peer) or NOBODY
    if not proxies and peer in map(_without_port, said):
        return UNTOLD  # the server took the peer from the header: it came from this machine
    return _network(peer) or NOBODY


def shortened(client: str) -> str:
    """A client as the log may name it: its network, not its address."""
    address = _address(client.partition("/")[0])
    if address is None:
        return client
    return str(ipaddress.ip_network((address, SHOWN[address.version]), strict=False))


def _forwarded(scope: Scope) -> str:
    return ",".join(Headers(scope=scope).getlist(FORWARDED))


def _network(said: str) -> str | None:
    address = _address(_without_port(said))
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, HOUSEHOLD), strict=False))
    return None if address is None else str(address)


def _without_port(said: str) -> str:
    """'203.0.113.9:4711' and '[2001:db8::1]:4711' without the port."""
    if said.startswith("["):
        return said[1:].partition("]")[0]
    return said.partition(":")[0] if said.count(":") == 1 else said


def _address(said: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
