"""The pages: one blueprint a file, each page with a `.json` twin."""

from corpus_search.web.views import documents, edit, guide, original, reader, search, start, state

BLUEPRINTS = (
    start.blueprint,
    search.blueprint,
    documents.blueprint,
    reader.blueprint,
    original.blueprint,
    edit.blueprint,
    state.blueprint,
    guide.blueprint,
)
