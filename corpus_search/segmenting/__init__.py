"""Pages -> text, outline and passages: one module a kind of document."""
