"""Every address, as people who may not see everything: what is hidden from them is as if it had never been there.

Two indexes are compared: one that holds documents which are not public, and one that never did. Readers and visitors
get the same bytes from both, whatever they ask for. A route that is not in the tables below fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from support.people import browser
from support.planted import PLANTED, team_corpus
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from corpus_search.access import Right, Role, Viewer
from corpus_search.config import Settings
from corpus_search.journal import What
from corpus_search.web import auditing, create_app
from corpus_search.web.current import close_workspace
from corpus_search.web.gate import CHANGES, OPEN, READS, right_for
from corpus_search.workspace import Workspace

SEARCHES = (
    "",
    "q=pelatihan",
    "q=pelatihan+vokasi&sort=date",
    "q=pelatihan+vokasi+zorbateks&any=1",
    "q=zorba*",
    "q=zorbateks~",
    "q=zorbatekss",
    "q=insentif+zorbainsentif",
    "q=penutur:Zorbapenutur",
    "q=judul:zorbajudul",
    "q=perbup+7/2021+pasal+2",
    "q=uu+77/1977",
    "q=pelatihan&speaker=Zorbapenutur",
    "q=pelatihan&kind=transcript",
    "q=pelatihan&year=2019..2021",
    "q=pelatihan&collection=zorba-laporan",
    "q=pelatihan&document={document}",
    "q=pelatih&page=2",
)
DOCUMENT = ("", "q=pelatihan", "q=zorba*&at=1", "from=2", "names=real")
QUERIES: dict[str, tuple[str, ...]] = {
    "search": SEARCHES,
    "concordance": (*SEARCHES, "q=pelatihan&by=speaker&sort=left"),
    "suggest": ("q=zor", "q=zorba", "q=pel", "q=pelatihan+z", "q=perbup"),
    "opensearch": ("", "q=zor", "q=pel"),
    "documents": ("", "kind=transcript", "kind=field_note", "year=2019", "q=zorba", "state=unreadable"),
    "library": ("", "place=Desa+Zorbatempat", "issuer=Zorba", "subject=zorba", "year=1977", "type=uu"),
    "reader": DOCUMENT,
    "pages": ("", "q=pelatihan", "scale=2.0"),
    "law": ("", "article=2", "on=2030-01-01", "of=uu-1977-77"),
    "law.preview": ("document={document}", "document={document}&place=pasal/2"),
    "law.go": ("to=uu+77/1977", "to=perbup+7/2021+pasal+2", "to=pasal+2&in={document}", "to=zorba"),
    "similar": ("", "limit=5"),
    "start": ("",),
    "guide": ("",),
    "original": ("",),
    "account": ("",),
    "saved": ("",),
    "static": ("",),
}
"""By endpoint, else by blueprint: what is asked for. All routes that a reader may open are here."""
NOT_COMPARED = frozenset({"account.page", "static"})
"""Tells when people logged in; and files that come with the program."""
HEADERS_OF_THE_MOMENT = frozenset({"Date", "Last-Modified", "ETag", "Set-Cookie"})


@dataclass(frozen=True)
class Names:
    """What stands in the place of a rule's arguments."""

    document: str
    passage: str

    def values(self, rule: Rule) -> dict[str, object]:
        named = rule.endpoint.startswith("similar.") or "passage" in rule.endpoint
        identifier: object = self.passage if named else self.document
        if rule.endpoint.startswith("saved."):
            identifier = 1 if "zorba" in self.document else 999
        return {
            "identifier": identifier,
            "place": "pasal/2",
            "key": "Zorbanama" if "zorba" in self.document else "Nemo",
            "type_": "perbup",
            "year": 2021,
            "number": 1,
            "filename": "css/base.css",
        }


MISSING = Names("transkrip-nemo-informan", "transkrip-nemo-informan/1/1")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return team_corpus(tmp_path_factory.mktemp("planted"), planted=True)


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return team_corpus(tmp_path_factory.mktemp("clean"), planted=False)


@pytest.fixture(scope="module")
def apps(planted: Settings, clean: Settings) -> Iterator[tuple[Flask, Flask]]:
    """With what is planted, and without; visitors are let in."""
    made = tuple(create_app(replace(settings, public=True)) for settings in (planted, clean))
    yield made[0], made[1]
    for app in made:
        close_workspace(app)


@pytest.fixture(scope="module")
def hidden(planted: Settings) -> tuple[Names, ...]:
    """All documents that are not public, each with a passage."""
    with Workspace.open(planted) as workspace:
        documents = [document for document in workspace.documents() if "zorba" in document.path]
        return tuple(
            Names(
                document.id,
                workspace.contents(document.id).passages[0].id if document.passages else document.id + "/1",
            )
            for document in documents
        )


@pytest.fixture(scope="module")
def public(clean: Settings) -> tuple[Names, ...]:
    with Workspace.open(clean) as workspace:
        return tuple(
            Names(document.id, workspace.contents(document.id).passages[0].id)
            for document in workspace.documents()
            if document.passages
        )


def rules(app: Flask, method: str) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if method in (rule.methods or ())]


def queries(rule: Rule) -> tuple[str, ...]:
    return QUERIES[rule.endpoint] if rule.endpoint in QUERIES else QUERIES[rule.endpoint.partition(".")[0]]


def address(app: Flask, rule: Rule, names: Names, query: str) -> str:
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        values = {name: value for name, value in names.values(rule).items() if name in rule.arguments}
        path = adapter.build(rule.endpoint, values)
    return path + ("?" + query.format(document=quote(names.document)) if query else "")


def told(answer: Response) -> tuple[int, dict[str, str], bytes]:
    headers = {name: value for name, value in answer.headers.items() if name not in HEADERS_OF_THE_MOMENT}
    return answer.status_code, headers, answer.data


def open_to(app: Flask, viewer: Viewer) -> list[Rule]:
    """What a person may open at all."""
    return [
        rule
        for rule in rules(app, "GET")
        if (right := right_for(rule.endpoint, "GET")) is None or viewer.may(right) or rule.endpoint in OPEN
    ]


@pytest.mark.parametrize(("name", "role"), [("", Role.VISITOR), ("Rina", Role.READER)])
def test_what_is_hidden_is_as_if_it_had_never_been_there(
    apps: tuple[Flask, Flask], public: tuple[Names, ...], hidden: tuple[Names, ...], name: str, role: Role
) -> None:
    ours, theirs = browser(apps[0], name), browser(apps[1], name)
    walked = set()
    for rule in open_to(apps[0], Viewer(name, role)):
        for names in (*public, *hidden) if rule.arguments else (public[0], hidden[0]):
            for query in queries(rule):
                url = address(apps[0], rule, names, query)
                if url in walked or rule.endpoint in NOT_COMPARED:
                    continue
                walked.add(url)
                with ours.get(url) as one, theirs.get(url) as other:
                    assert told(one) == told(other), url
                    if PLANTED not in url.lower().encode():
                        assert PLANTED not in one.data.lower(), url
                        assert PLANTED not in str(one.headers).lower().encode(), url
    assert len(walked) > 600


@pytest.mark.parametrize("name", ["", "Rina"])
@pytest.mark.parametrize(
    ("method", "accept"),
    [("GET", "text/html"), ("GET", "application/json"), ("HEAD", "text/html"), ("OPTIONS", "text/html")],
)
def test_hidden_and_missing_are_the_same_bytes(
    apps: tuple[Flask, Flask], hidden: tuple[Names, ...], name: str, method: str, accept: str
) -> None:
    client = browser(apps[0], name)
    for rule in open_to(apps[0], Viewer(name, Role.READER if name else Role.VISITOR)):
        if not {"identifier", "key"} & rule.arguments:
            continue
        missing = same_but_for(client, method, address(apps[0], rule, MISSING, ""), MISSING, accept)
        for names in hidden:
            found = same_but_for(client, method, address(apps[0], rule, names, ""), names, accept)
            assert not {"ETag", "Last-Modified"} & found[1].keys(), rule
            if rule.endpoint.startswith("saved."):
                found = (
                    found[0],
                    found[1],
                    found[2].replace(b"search 1.", b"search 999.").replace(b"/1", b"/999"),
                )
            assert found == missing, (rule, names)
            assert found[0] == (200 if method == "OPTIONS" else 404), rule


def same_but_for(
    client: FlaskClient, method: str, url: str, names: Names, accept: str
) -> tuple[int, dict[str, str], bytes]:
    """An answer without the id that was asked for, and without its length, which that decides."""
    with client.open(url, method=method, headers={"Accept": accept}) as answer:
        status, headers, body = told(answer)
        headers.pop("Content-Length", None)
        for one, mark in ((names.passage, b"PASSAGE"), (names.document, b"DOCUMENT")):
            body = body.replace(quote(one, safe="/").encode(), mark).replace(
                quote(one, safe="").encode(), mark
            )
        return status, headers, body.replace(b"Zorbanama", b"Nemo")


WORDS = (b"zorbateks", b"zorbainsentif", b"zorbacatatan", b"zorbadusun", b"zorbaembargo ini", b"zorbahalaman")
"""They stand in texts alone, not in titles or labels."""
SINGLE_WORDS = ("suggest.", "opensearch.", "law.go", "saved.page", "saved.json", "searches.", "documents.")
"""Pages that tell words of no document: those of the corpus's vocabulary, and what was typed."""


def test_researchers_see_what_informants_consented_to_and_their_own_judgements(
    apps: tuple[Flask, Flask],
    public: tuple[Names, ...],
    hidden: tuple[Names, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted: list[tuple[What, str]] = []
    monkeypatch.setattr(auditing, "note", lambda what, about, **_: noted.append((what, about)))
    client = browser(apps[0], "Budi")
    asked = {
        **QUERIES,
        **dict.fromkeys(READS, ("",)),
        **{name: QUERIES[name] for name in QUERIES},
        "searches": ("", "page=2"),
        "themes": ("", "order=reading", "order=screening"),
    }
    values = {"theme": "insentif", "name": "csv", "ending": "csv"}
    walked, told_of, seen = 0, 0, b""
    for rule in open_to(apps[0], Viewer("Budi", Role.RESEARCHER)):
        for names in (*public[:1], *hidden) if rule.arguments else public[:1]:
            given = names.values(rule) | values
            if rule.endpoint.startswith(("themes.", "triangulation.")):
                given["identifier"] = "insentif"
            if rule.endpoint.startswith("evidence."):
                given["key"] = "x:insentif"
            with apps[0].test_request_context():
                path = (
                    apps[0]
                    .url_map.bind("localhost")
                    .build(rule.endpoint, {name: given[name] for name in rule.arguments})
                )
            for query in asked.get(rule.endpoint, asked.get(rule.endpoint.partition(".")[0], ("",))):
                url = path + ("?" + query.format(document=names.document) if query else "")
                noted.clear()
                with client.get(url) as answer:
                    body = answer.data.lower()
                    if not rule.endpoint.startswith(SINGLE_WORDS) and any(word in body for word in WORDS):
                        assert {what for what, _ in noted} & {What.SAW, What.SHOWN, What.NAMES}, url
                        told_of += 1
                    walked += 1
                    seen += body
                    assert answer.status_code < 500, url
                    assert b"zorbatahan" not in body or "zorba" in url, url
                    assert b"ditarik oleh orang" not in body, url
                    for others in (b"zorbamemo lina", b"zorbahampa lina", b"zorbasimpulan lina"):
                        assert others not in body, url
    assert walked > 200
    assert told_of > 60
    for own in (b"zorbamemo budi", b"zorbahampa budi", b"zorbasimpulan budi", b"zorbateks"):
        assert own in seen


def test_every_route_is_in_the_tables(apps: tuple[Flask, Flask]) -> None:
    for rule in rules(apps[0], "GET"):
        blueprint = rule.endpoint.partition(".")[0]
        assert rule.endpoint in OPEN or rule.endpoint in READS or blueprint in READS, rule
    for rule in rules(apps[0], "POST"):
        assert rule.endpoint in CHANGES, rule
    assert not any(rules(apps[0], method) for method in ("PUT", "PATCH", "DELETE"))
    known = {rule.endpoint for method in ("GET", "POST") for rule in rules(apps[0], method)}
    assert set(CHANGES) <= known
    assert set(READS) <= known | {endpoint.partition(".")[0] for endpoint in known}


@pytest.mark.parametrize(
    ("name", "role"),
    [("", Role.VISITOR), ("Rina", Role.READER), ("Budi", Role.RESEARCHER), ("Lina", Role.LEAD)],
)
def test_each_role_changes_only_what_it_may(apps: tuple[Flask, Flask], name: str, role: Role) -> None:
    viewer = Viewer(name, role)
    for rule in rules(apps[0], "POST"):
        if rule.endpoint.startswith("account."):
            continue
        right = CHANGES[rule.endpoint]
        url = re.sub(r"<int:\w+>", "1", rule.rule)
        url = re.sub(r"<[^>]+>", "nemo", url)
        answer = browser_once(apps[0], name).post(url, data={})
        refused = right is not None and not viewer.may(right)
        assert (answer.status_code == 403) == refused, rule
        assert answer.status_code < 500, rule


def test_who_may_read_what_beside_documents(apps: tuple[Flask, Flask]) -> None:
    may = {
        "/themes": {"Budi", "Lina"},
        "/evidence.json": {"Budi", "Lina"},
        "/export/csv": {"Budi", "Lina"},
        "/searches": {"Budi", "Lina"},
        "/saved": {"Rina", "Budi", "Lina"},
        "/codebook/text": {"Lina"},
        "/documents/laporan-sepi/edit": {"Lina"},
        "/status": {"Lina"},
        "/care": {"Lina"},
        "/failures.csv": {"Lina"},
        "/journal": {"Lina"},
        "/pseudonyms": {"Lina"},
    }
    for url, people in may.items():
        for name in ("", "Rina", "Budi", "Lina"):
            assert (browser_once(apps[0], name).get(url).status_code == 200) == (name in people), (url, name)


_BROWSERS: dict[tuple[int, str], FlaskClient] = {}


def browser_once(app: Flask, name: str) -> FlaskClient:
    """A browser of a person, logged in once: hashing passwords takes its time."""
    return _BROWSERS.setdefault((id(app), name), browser(app, name))


def test_a_researcher_cannot_judge_what_is_withheld(
    apps: tuple[Flask, Flask], hidden: tuple[Names, ...]
) -> None:
    client = browser_once(apps[0], "Budi")
    withheld = next(names for names in hidden if "tahan" in names.document)
    for passage, status in ((withheld.passage, 404), ("nemo/1", 404)):
        answer = client.post(
            "/judgements", data={"passage": passage, "theme": "insentif", "verdict": "relevant"}
        )
        assert answer.status_code == status


def test_leads_see_all(apps: tuple[Flask, Flask], hidden: tuple[Names, ...]) -> None:
    client = browser_once(apps[0], "Lina")
    for names in hidden:
        assert client.get(f"/documents/{names.document}").status_code == 200
    told_all = client.get("/evidence.json").data.lower()
    assert b"zorbamemo budi" in told_all
    assert b"zorbamemo lina" in told_all


def test_rights_are_closed_for_what_nobody_thought_of() -> None:
    assert right_for("new.page", "GET") is Right.AUDIT
    assert right_for("reader.change", "POST") is Right.AUDIT
