"""What is fetched from other hosts: only public addresses, only so much, only for so long."""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

AGENT = "Enishi"
MOST_REDIRECTS = 5
SECONDS = 20.0
_STEP = 64 * 1024
_PORTS = {"http": 80, "https": 443}

type Resolver = Callable[[str, int], list[str]]


class NotFetched(Exception):
    """Something could not be fetched; `code` says why."""

    def __init__(self, code: str, **detail: object) -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a host answered; `address` is that of the last redirection."""

    address: str
    status: int
    headers: Mapping[str, str]
    content: bytes


def addresses_of(host: str, port: int) -> list[str]:
    """Return all addresses a host name stands for.

    Raises:
        NotFetched: there is none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched("fetch.unknown_host", host=host) from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public network, and not to somebody's own."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        # An address of version 4 may hide in one of version 6: mapped, 6to4, Teredo, NAT64.
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(hidden is not None and not is_public(str(hidden)) for hidden in inner):
            return False
        if ip.ipv4_mapped is not None:
            return True
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch(
    address: str,
    *,
    most: int,
    headers: Mapping[str, str] | None = None,
    seconds: float = SECONDS,
    resolve: Resolver = addresses_of,
    allowed: Callable[[str], bool] = is_public,
) -> Fetched:
    """Fetch an address, following redirections.

    The name is resolved here, every address it stands for is checked, and the connection goes to
    the address that was checked: a name cannot mean another host a moment later.

    Args:
        address: http or https.
        most: bytes that are taken, unpacked.
        headers: of the request, beside those that are always sent.
        seconds: for all of it.
        resolve: how a name becomes addresses.
        allowed: which addresses may be spoken to.

    Raises:
        NotFetched: it could not be, or may not be.
    """
    ends = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts, port = _parts(address)
        assert parts.hostname
        found = resolve(parts.hostname, port)
        if not found or not all(allowed(ip) for ip in found):
            raise NotFetched("fetch.private_network", host=parts.hostname)
        answer = _ask(parts, port, found[0], dict(headers or {}), most, ends)
        if answer.status in (301, 302, 303, 307, 308) and (to := answer.headers.get("location")):
            address = urljoin(address, to)
            continue
        return answer
    raise NotFetched("fetch.too_many_redirects")


def _parts(address: str) -> tuple[SplitResult, int]:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise NotFetched("fetch.wrong_address", address=address) from error
    if parts.scheme not in _PORTS:
        raise NotFetched("fetch.wrong_scheme", address=address)
    if not parts.hostname or parts.username is not None or any(c.isspace() for c in address):
        raise NotFetched("fetch.wrong_address", address=address)
    if port not in (None, 80, 443, 8000, 8080, 8443):
        raise NotFetched("fetch.wrong_port", port=port)
    return parts, port or _PORTS[parts.scheme]


def _ask(
    parts: SplitResult, port: int, ip: str, more: dict[str, str], most: int, ends: float
) -> Fetched:
    assert parts.hostname
    left = ends - time.monotonic()
    if left <= 0:
        raise NotFetched("fetch.too_slow")
    connection: http.client.HTTPConnection = http.client.HTTPConnection(
        parts.hostname, port, timeout=left
    )
    held = contextlib.ExitStack()
    try:
        line = held.enter_context(socket.create_connection((ip, port), timeout=left))
        if parts.scheme == "https":
            context = ssl.create_default_context()
            wrapped = context.wrap_socket(line, server_hostname=parts.hostname)
            line = held.enter_context(wrapped)
        connection.sock = line
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {
            "User-Agent": AGENT,
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **more,
        }
        connection.request(
            "GET", target.encode("ascii", "xmlcharrefreplace").decode(), headers=headers
        )
        response = held.enter_context(connection.getresponse())
        told = {name.casefold(): value for name, value in response.getheaders()}
        content = b"".join(_limited(_unpacked(_pieces(line, response, ends), told), most))
        return Fetched(parts.geturl(), response.status, told, content)
    except TimeoutError as error:
        raise NotFetched("fetch.too_slow") from error
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as error:
        raise NotFetched("fetch.failed", host=parts.hostname) from error
    finally:
        held.close()
        connection.close()


def _pieces(
    line: socket.socket, response: http.client.HTTPResponse, ends: float
) -> Iterator[bytes]:
    # The limit of a socket is for each wait: a host that drips would hold us for ever.
    while True:
        left = ends - time.monotonic()
        if left <= 0:
            raise NotFetched("fetch.too_slow")
        line.settimeout(left)
        piece = response.read1(_STEP)
        if not piece:
            return
        yield piece


def _unpacked(pieces: Iterator[bytes], headers: Mapping[str, str]) -> Iterator[bytes]:
    if headers.get("content-encoding", "").casefold() not in ("gzip", "x-gzip"):
        yield from pieces
        return
    unpacker = zlib.decompressobj(wbits=31)
    for piece in pieces:
        rest = piece
        while rest:
            yield unpacker.decompress(rest, _STEP)
            rest = unpacker.unconsumed_tail
    yield unpacker.flush()


def _limited(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    taken = 0
    for piece in pieces:
        taken += len(piece)
        if taken > most:
            raise NotFetched("fetch.too_large", limit=most // 1_000_000)
        yield piece


def check_address(address: str) -> None:
    """Refuse what `fetch` would refuse by its form alone.

    Raises:
        NotFetched: it is no address of the web.
    """
    _parts(address)
