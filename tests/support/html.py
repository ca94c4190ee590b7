"""Pages as tests look at them."""

from __future__ import annotations

from dataclasses import dataclass

from flask.testing import FlaskClient
from html5lib import HTMLParser
from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(frozen=True)
class Element:
    """An element of a page."""

    node: LexborNode

    def one(self, selector: str) -> Element:
        """The first element in it that a selector names; there is one."""
        node = self.node.css_first(selector)
        assert node is not None, f"nothing is {selector} in {self.text[:500]}"
        return Element(node)

    def all(self, selector: str) -> list[Element]:
        """All elements in it that a selector names."""
        return [Element(node) for node in self.node.css(selector)]

    @property
    def text(self) -> str:
        """What is read there, white space folded."""
        return " ".join(self.node.text().split())

    def __getitem__(self, name: str) -> str:
        return self.node.attributes[name] or ""

    def get(self, name: str) -> str | None:
        """An attribute's value; None where it has none."""
        return self.node.attributes.get(name)


def parsed(html: str) -> Element:
    """A page's root element."""
    node = LexborHTMLParser(html).root
    assert node is not None
    return Element(node)


def assert_valid(html: str) -> None:
    """A page is as the standard has it: nothing that a parser must mend, no id twice, and what is named is there."""
    HTMLParser(strict=True).parse(html)
    tree = parsed(html)
    ids = [node["id"] for node in tree.all("[id]")]
    assert len(ids) == len(set(ids)), [name for name in set(ids) if ids.count(name) > 1]
    named = {
        name
        for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls")
        for node in tree.all(f"[{attribute}]")
        for name in node[attribute].split()
    }
    assert named <= set(ids), named - set(ids)


def page(client: FlaskClient, url: str, status: int = 200) -> Element:
    """The page at an address, which answers with a status."""
    with client.get(url) as response:
        text = response.get_data(as_text=True)
        assert response.status_code == status, text
    return parsed(text)
