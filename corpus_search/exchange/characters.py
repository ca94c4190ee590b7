"""Characters that a format cannot hold."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) allows in no form."""


def xml_text(text: str) -> str:
    """A text with U+FFFD for each character that XML cannot hold: its length in code points stays."""
    return _NOT_XML.sub("\ufffd", text)
