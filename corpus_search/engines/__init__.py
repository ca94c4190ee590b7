"""The inverted index behind one narrow contract (`base`); Whoosh is the default."""
