"""Files and names made to harm whoever reads them; `all_cases` makes the files."""

from support.hostile import packages, pdfs, texts
from support.hostile.case import CASES, FAILED, SECRET, Case

__all__ = ["CASES", "FAILED", "SECRET", "Case", "packages", "pdfs", "texts"]
