"""`python -m corpus_search`: the same as the command `corpus-search`."""

from corpus_search.cli import main

if __name__ == "__main__":
    main()
