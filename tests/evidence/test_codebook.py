"""The codebook's file: edited by hand and by the program, comments and order kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from evidence.conftest import Desktop
from hypothesis import given
from hypothesis import strategies as st

from corpus_search.errors import CodebookConflictError, CodebookError, NotFoundError
from corpus_search.evidence import Codebook, Theme
from corpus_search.evidence.codebook_text import parse_themes, with_new_id, with_theme, without_theme
from corpus_search.evidence.templates import Language, template, templates
from corpus_search.searching import SearchRequest, parse

HAND = '''# My codebook
# kept since 2021

[[theme]]
id = "sasaran"  # never change this
name = "Sasaran"
definition = """
Siapa yang dituju.
[[theme]] is no header here
"""

# --- money ---
[[theme]]
name = 'Insentif'
id = "insentif"
queries = [
  "insentif",  # the word itself
  "uang saku",
]

[[theme]]
id = "lambat"
name = "Terlambat"
parent = "insentif"
'''


def test_what_is_written_by_hand_is_read() -> None:
    codebook = Codebook(parse_themes(HAND))
    assert [(theme.id, depth) for theme, depth in codebook.tree()] == [
        ("sasaran", 0),
        ("insentif", 0),
        ("lambat", 1),
    ]
    assert codebook.theme("insentif").queries == ("insentif", "uang saku")
    assert [theme.id for theme in codebook.path("lambat")] == ["insentif", "lambat"]
    assert [theme.id for theme in codebook.below("insentif")] == ["insentif", "lambat"]
    assert codebook.free_id("Lambat sekali!", "insentif") == "insentif/lambat-sekali"
    assert codebook.free_id("Lambat") == "lambat-2"
    with pytest.raises(NotFoundError):
        codebook.theme("nothing")


def test_changing_a_theme_leaves_every_other_line_as_it_is() -> None:
    theme = Codebook(parse_themes(HAND)).theme("insentif")
    changed = with_theme(HAND, replace(theme, name="Insentif tunai", exclude="Honor.\nUpah."))
    gone = set(HAND.splitlines()) - set(changed.splitlines())
    assert gone == {"name = 'Insentif'"}
    assert Codebook(parse_themes(changed)).theme("insentif").exclude == "Honor.\nUpah."
    assert changed.index("# --- money ---") < changed.index("Insentif tunai") < changed.index("Honor.")


def test_removing_a_theme_takes_no_comment_of_another_along() -> None:
    left = without_theme(HAND, "sasaran")
    assert "# My codebook" in left
    assert "# --- money ---" in left
    assert [theme.id for theme in parse_themes(left)] == ["insentif", "lambat"]


def test_a_new_id_goes_where_the_old_one_was_named() -> None:
    changed = with_new_id(HAND, "insentif", "uang")
    assert Codebook(parse_themes(changed)).theme("lambat").parent == "uang"
    assert "# the word itself" in changed


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=60)
ids = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,8}", fullmatch=True)
names = texts.map(str.strip).filter(bool)
many = st.builds(
    Theme,
    id=ids,
    name=names,
    definition=texts,
    include=texts,
    colour=st.sampled_from(["", "#3050a0"]),
    queries=st.lists(names, max_size=3).map(tuple),
)


@given(st.lists(many, max_size=5, unique_by=lambda theme: theme.id), many, st.data())
def test_whatever_is_put_in_is_read_again(themes: list[Theme], late: Theme, data: st.DataObject) -> None:
    text = HAND
    held = {theme.id: theme for theme in parse_themes(HAND)}
    for theme in [*themes, late, late]:
        text = with_theme(text, theme)
        held[theme.id] = theme
        assert {one.id: one for one in parse_themes(text)} == held
    gone = data.draw(st.sampled_from([name for name in held if name != "insentif"]))
    text = without_theme(text, gone)
    del held[gone]
    assert {one.id: one for one in parse_themes(text)} == held
    for comment in ("# My codebook", "# kept since 2021", "# --- money ---", "# the word itself"):
        assert comment in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[theme]]\nid = sasaran\n", "line 2"),
        ('[[theme]]\nid = "a"\n', "line 1: the theme has no name"),
        ('[[theme]]\nname = "Tujuan Program"\n', 'id = "tujuan-program"'),
        ('[[theme]]\nid = "A b"\nname = "x"\n', "line 2: the id 'A b'"),
        ('[[theme]]\nid = "a"\nname = "x"\n\n[[theme]]\nid = "a"\nname = "y"\n', "stands already in line 2"),
        ('[[theme]]\nid = "a"\nname = "x"\nparent = "b"\n', "line 4: there is no theme 'b'"),
        ('[[theme]]\nid = "a"\nname = "x"\nparent = "a"\n', "line 4: 'a' stands"),
        (
            '[[theme]]\nid = "a"\nname = "x"\nqueris = ["b"]\n',
            "line 4: queris means nothing here; did you mean queries?",
        ),
        ('[[theme]]\nid = "a"\nname = "x"\nqueries = "b"\n', "line 4: queries must be a list"),
        ('[[theme]]\nid = "a"\nname = 3\n', "line 3: name must be text"),
        ('[[theme]]\nid = "a"\nname = "x"\ncolour = "red"\n', "line 4: the colour"),
        ('title = "x"\n', "line 1: title means nothing here"),
        ('theme = [{id = "a", name = "x"}]\n', "a line [[theme]]"),
        ("[theme]\nid = 'a'\n", "a line [[theme]]"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(text: str, told: str) -> None:
    with pytest.raises(CodebookError) as failure:
        parse_themes(text)
    assert told in str(failure.value)


def test_a_change_by_hand_in_between_is_noticed_and_nothing_is_lost(desktop: Desktop) -> None:
    themes = desktop.workspace.themes
    seen = themes.codebook()
    by_hand = seen.text + '\n# mine\n[[theme]]\nid = "baru"\nname = "Baru"\n'
    themes.file.write_text(by_hand, encoding="utf-8")
    with pytest.raises(CodebookConflictError):
        themes.put(Theme("lain", "Lain"), checksum=seen.checksum)
    assert themes.file.read_text(encoding="utf-8") == by_hand
    saved = themes.put(Theme("lain", "Lain"), checksum=themes.codebook().checksum)
    assert "baru" in saved
    assert "lain" in saved
    assert saved == themes.codebook()


def test_no_change_ever_makes_a_file_that_cannot_be_used(desktop: Desktop) -> None:
    themes = desktop.workspace.themes
    before = themes.file.read_bytes()
    with pytest.raises(CodebookError):
        themes.put(Theme("x", "X", parent="nowhere"))
    with pytest.raises(CodebookError):
        themes.move("insentif", "insentif/lambat")
    with pytest.raises(CodebookError):
        themes.remove("insentif")
    with pytest.raises(CodebookError):
        themes.merge("insentif", "insentif/lambat", who="sri")
    with pytest.raises(CodebookError):
        themes.rename("insentif", "sasaran", who="sri")
    with pytest.raises(CodebookError):
        themes.save_text("[[theme]]\nid = 3\n")
    assert themes.file.read_bytes() == before


def test_a_file_with_mistakes_hides_no_evidence_and_can_be_mended(desktop: Desktop) -> None:
    themes = desktop.workspace.themes
    good = themes.codebook().text
    themes.file.write_text("[[theme]\n", encoding="utf-8")
    with pytest.raises(CodebookError):
        themes.codebook()
    assert desktop.workspace.evidence.list() == ()
    assert themes.save_text(good).themes


def test_files_from_windows_stay_as_they_are(desktop: Desktop) -> None:
    themes = desktop.workspace.themes
    themes.file.write_bytes(b"\xef\xbb\xbf" + HAND.replace("\n", "\r\n").encode())
    assert [theme.id for theme in themes.codebook().themes] == ["sasaran", "insentif", "lambat"]
    themes.add_query("lambat", "telat OR terlambat")
    text = themes.file.read_bytes().decode("utf-8")
    assert themes.codebook().theme("lambat").queries == ("telat OR terlambat",)
    assert text.count("\r\n") >= HAND.count("\n")


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_template_can_be_used_and_its_queries_understood(language: Language) -> None:
    for one in templates(language):
        assert one.note or one.source
        assert [theme.id for theme in parse_themes(_text(one.themes))] == [theme.id for theme in one.themes]
        for theme in one.themes:
            assert theme.name
            assert theme.name_other
            assert theme.definition or theme.id == one.id
            assert not [note for query in theme.queries for note in parse(query).notes]
            leaf = all(other.parent != theme.id for other in one.themes)
            assert bool(theme.queries) == leaf


def _text(themes: tuple[Theme, ...]) -> str:
    text = ""
    for theme in themes:
        text = with_theme(text, theme)
    return text


def test_a_template_gives_themes_whose_passages_appear_at_once(desktop: Desktop) -> None:
    workspace = desktop.workspace
    workspace.themes.put(Theme("budiani", "Mine already"))
    codebook = workspace.themes.use_template("budiani")
    assert codebook.theme("budiani").name == "Mine already"
    assert codebook.theme("budiani/sosialisasi-program").name_other == "Programme outreach"
    found = workspace.desk.candidates("budiani/sosialisasi-program", SearchRequest())
    assert found.total
    with pytest.raises(NotFoundError):
        template("nobody")
