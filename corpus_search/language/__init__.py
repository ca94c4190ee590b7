"""Indonesian and English: tokens, stems, the language of a passage."""

from corpus_search.language.detection import Language, language_of, language_of_words
from corpus_search.language.faults import blurred, shape
from corpus_search.language.glossary import Glossary, Term, read_glossary, shipped_glossary
from corpus_search.language.stems import is_root, stem_en, stem_id
from corpus_search.language.tokens import MAX_WORD, Token, fold, tokens, words
from corpus_search.language.vocabulary import FUNCTION_WORDS, QUESTION_HELPERS, QUESTION_WORDS
from corpus_search.language.wildcards import wildcard

__all__ = [
    "FUNCTION_WORDS",
    "MAX_WORD",
    "QUESTION_HELPERS",
    "QUESTION_WORDS",
    "Glossary",
    "Language",
    "Term",
    "Token",
    "blurred",
    "fold",
    "is_root",
    "language_of",
    "language_of_words",
    "read_glossary",
    "shape",
    "shipped_glossary",
    "stem_en",
    "stem_id",
    "tokens",
    "wildcard",
    "words",
]
