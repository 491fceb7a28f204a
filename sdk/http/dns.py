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
    if not is_name(target):
        return [target]
    url = httpx.URL(target.url)
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(LOOKED_UP_WITHIN_S):
            found = await loop.getaddrinfo(url.host, url.port or 80, type=socket.SOCK_STREAM)
    except (OSError, TimeoutError, UnicodeError):
        return [target]  # to connect tells what is wrong
    for family in (socket.AF_INET, socket.AF_INET6):
        addresses = sorted({str(one[4][0]) for one in found if one[0] == family})
        if len(addresses) > 1:
            named = target.host or url.netloc.decode()
            return [
                dataclasses.replace(target, url=str(url.copy_with(host=address)), host=named) for address in addresses
            ]
    return [target]
