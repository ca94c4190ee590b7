"""The page that a form leads back to."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_LONGEST = 4_000


def local_path(address: str, otherwise: str) -> str:
    """An address of this site as a path, or else another one: nothing leads to another site.

    Args:
        address: as a form sent it.
        otherwise: the path where it cannot be used.
    """
    usable = address.startswith("/") and not address.startswith("//") and len(address) <= _LONGEST
    if not usable or "\\" in address or any(ord(letter) < 0x21 for letter in address):
        return otherwise
    return address


def with_args(address: str, **args: str) -> str:
    """A path with these parameters, in place of those of the same name."""
    parts = urlsplit(address)
    kept = [
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name not in args
    ]
    return urlunsplit(parts._replace(query=urlencode([*kept, *args.items()])))
