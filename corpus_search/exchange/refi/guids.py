"""GUIDs: UUIDs of version 5, made of what they stand for."""

from __future__ import annotations

import uuid

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:corpus-search:refi-qda")


def guid(kind: str, name: str) -> str:
    """The GUID of a thing: the same for the same thing in every export."""
    return str(uuid.uuid5(_NAMESPACE, f"{kind}\0{name}")).upper()


def same(guid_: str) -> str:
    """A GUID for comparing: some programs write braces, some small letters."""
    return guid_.strip().strip("{}").upper()
