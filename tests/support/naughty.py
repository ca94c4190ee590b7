"""Strings that bite wherever somebody forgot to escape, cut or wrap; and a corpus that holds them everywhere."""

from __future__ import annotations

import csv
from contextlib import closing
from pathlib import Path

from corpus_search.config import Settings
from corpus_search.evidence import Stance, Theme, Verdict
from corpus_search.indexing import index_corpus
from corpus_search.pseudonyms import Pseudonym
from corpus_search.saved import SavedSearches
from corpus_search.workspace import Workspace

STRINGS = {
    "script": "<script>alert('script')</script>",
    "attribute": """" onmouseover="alert('attribute')" autofocus onfocus='alert(2)' x=\"""",
    "picture": "<img src=x onerror=alert('picture')>",
    "svg": "<svg/onload=alert('svg')><animate onbegin=alert(1) attributeName=x>",
    "closing": "</title></textarea></style></script><script>alert('closing')</script><!--",
    "style": "<style>body{display:none}</style><link rel=stylesheet href=//evil.example/x.css>",
    "frame": "<iframe srcdoc='<script>alert(1)</script>'></iframe><base href=//evil.example/>",
    "refresh": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "scheme": "javascript:alert('scheme')",
    "markdown": "[klik](javascript:alert(1)) ![x](https://evil.example/p.png) <https://evil.example>",
    "template": "{{7*7}} {% raise %} ${7*7} #{7*7} %(name)s {0.__class__} %s %n",
    "formula": '=HYPERLINK("https://evil.example";"klik")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "traversal": "../../../../etc/passwd",
    "backslash": "..\\..\\windows\\system32\\x",
    "entity": "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#x3c;b&#x3e;",
    "sql": "'; DROP TABLE documents; --",
    "long": "a" * 240,
    "hyphens": "-".join(["panjang"] * 40),
    "address": "https://evil.example/" + "x" * 180,
    "zalgo": "z\u0315\u0321\u0334\u0353\u0346a\u0328\u0338\u033b\u0351l\u0334\u0326\u030bg\u0338\u0319\u0308o"
    * 8,
    "right_to_left": "\u202egnp.exe\u202c \u2067שלום\u2069 مرحبا \u200f",
    "invisible": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u180eh",
    "controls": "\x01\x02\x07\x08\x0b\x0c\x1b[31m\x7f\x85\u2028\u2029",
    "emoji": "👩‍👩‍👧‍👦🏴‍☠️🇮🇩" * 10,
    "beyond": "\U0001d54f\U000e0001\ufffe\ufdd0 \ud7ff",
    "wide": "﷽" * 20 + "𒐫" * 20,
    "nothing": "\u3164\u2800",
}
"""By what they try."""

_WORDS = "pelatihan vokasi di desa kami berjalan baik sekali sejak tahun lalu"


def indexed(folder: Path) -> Settings:
    """Settings of a corpus whose names, titles, speakers, texts, themes, memos and searches are all such strings."""
    settings = Settings(
        corpus=folder / "corpus",
        index=folder / "index",
        store=folder / "evidence",
        jobs=1,
        name=STRINGS["script"],
    )
    _write(settings.corpus)
    index_corpus(settings)
    with Workspace.open(settings) as workspace, closing(SavedSearches(settings.store)) as saved:
        _register(workspace, folder / "register.csv")
        _talk(workspace)
        for text in STRINGS.values():
            saved.save(text[:200], text, who="orang lain", corpus="x", passages=())
            workspace.journal.searched(text, 3, who="orang lain", corpus="x")
    return settings


def _write(corpus: Path) -> None:
    for number, (what, text) in enumerate(STRINGS.items()):
        name = text.replace("/", "∕").replace("\x00", "")
        while len(name.encode()) > 200:
            name = name[:-1]
        folder = corpus / ("transkrip", "catatan-lapangan", "laporan", name)[number % 4]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.md").write_text(
            f"# {text}\n\n{text} {_WORDS} {text}.\n\n* {text}\n\n> {text}\n", "utf-8"
        )
        said = text.replace("\n", " ")
        (folder / f"{what}-wawancara.txt").write_text(
            f"Nama Informan: {said}\nLokasi: {said}\nTanggal Wawancara: 12 April 2022\n\n"
            f"Peneliti: Bagaimana {said} {_WORDS}?\n\n{said[:30]}: Ya, {_WORDS}, {said}\n\n"
            f"Informan: {said} {_WORDS}.\n",
            "utf-8",
        )


def _register(workspace: Workspace, file: Path) -> None:
    """Say of each document what such strings can be said of."""
    with file.open("w", encoding="utf-8", newline="") as rows:
        table = csv.writer(rows)
        table.writerow(("id", "path", "title", "informant", "position", "place", "code", "catatan"))
        for document, text in zip(workspace.documents(), [*STRINGS.values()] * 3, strict=False):
            table.writerow((document.id, document.path, text, text, text, text, text[:30], text))
    workspace.register.import_from(file)


def _talk(workspace: Workspace) -> None:
    documents = [document for document in workspace.documents() if document.state.has_text]
    passages = [passage.id for one in documents for passage in workspace.contents(one.id).passages]
    for number, (what, text) in enumerate(STRINGS.items()):
        visible = text.translate(dict.fromkeys((*range(32), 0x7F, 0x85, 0x2028, 0x2029)))
        workspace.themes.put(
            Theme(
                what.replace("_", "-"),
                visible[:150] or what,
                visible,
                definition=visible,
                include=visible,
                exclude=visible,
                statement=visible,
                question=visible,
                source=visible,
                queries=(visible,),
            )
        )
        for passage in passages[number : number + 3]:
            workspace.evidence.judge_passage(
                what.replace("_", "-"),
                passage,
                Verdict.RELEVANT,
                stance=Stance.SUPPORTS,
                memo=text,
                who=visible[:40],
            )
        workspace.evidence.keep_nothing_found(what.replace("_", "-"), text, memo=text, who="orang lain")
        workspace.tables.save_conclusion(what.replace("_", "-"), text, who="orang lain")
    workspace.pseudonyms.put(Pseudonym("Nama Asli", STRINGS["picture"], (STRINGS["script"],)))
