"""Sending a client library's requests to another host than the one written into it."""

from __future__ import annotations

from aiohttp import ClientRequest, hdrs
from yarl import URL


def relocate(request: ClientRequest, home: URL, to: URL) -> bool:
    """Sends a request meant for the origin of `home` to that of `to`; says whether it was meant for it.

    A path in `to` goes before the request's own. For use in an aiohttp client middleware.
    """
    if request.url.origin() != home.origin():
        return False
    request.url = URL.build(
        scheme=to.scheme,
        authority=to.raw_authority,
        path=to.raw_path.rstrip("/") + request.url.raw_path,
        query_string=request.url.raw_query_string,
        encoded=True,
    )
    request.headers[hdrs.HOST] = request.url.host_port_subcomponent or ""
    return True
