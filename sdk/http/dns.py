"""The addresses of a server's name; each address counts as a server."""

from __future__ import annotations

import asyncio
import dataclasses
import ipaddress
import socket

import httpx

from sdk.http.connection import Target

LOOKED_UP_WITHIN_S = 2.0


def is_name(target: Target) -> bool:
    """Whether its host is a name that may have several addresses, to which we connect ourselves.

    With TLS the certificate is the name's, and through a proxy or a client of the caller's others connect.
    """
    if not target.plain or target.here or target.http_client is not None:
        return False
    try:
        ipaddress.ip_address(httpx.URL(target.url).host)
    except ValueError:
        return True
    return False


async def each_address(target: Target) -> list[Target]:
    """A target for each of the addresses, in a fixed order; the target itself where there are not several.

    Addresses of one family: the same server mostly has one of the other, too.
    """
    by_family = await _looked_up(target) if is_name(target) else []
    return next((addresses for addresses in by_family if len(addresses) > 1), [target])


async def only_address(target: Target) -> Target | None:
    """Of a name; None where there are several, or none was found."""
    by_family = await _looked_up(target)
    if not by_family or any(len(addresses) > 1 for addresses in by_family):
        return None
    return by_family[0][0]


async def _looked_up(target: Target) -> list[list[Target]]:
    """A target for each address of a name, by family: those of version 4, then of 6."""
    url = httpx.URL(target.url)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(LOOKED_UP_WITHIN_S):
            found = await loop.getaddrinfo(url.host, url.port or 80, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError):
        return []  # to connect tells what is wrong
    named = target.host or url.netloc.decode()
    families = [
        sorted({str(one[4][0]) for one in found if one[0] == family}) for family in (socket.AF_INET, socket.AF_INET6)
    ]
    return [
        [dataclasses.replace(target, url=str(url.copy_with(host=address)), host=named) for address in addresses]
        for addresses in families
        if addresses
    ]
