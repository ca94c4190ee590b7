"""REFI-QDA, the exchange format of programs of qualitative analysis (qdasoftware.org): projects and codebooks.

Projects (QDPX) are zip files of `project.qde` and the sources; codebooks (QDC) are XML. Offsets count Unicode code
points, texts have LF, GUIDs are UUIDs of version 5, so that the same theme has the same GUID in every export.
"""

from corpus_search.exchange.refi.codebook import qdc_of, read_qdc
from corpus_search.exchange.refi.matching import Coded, Plan, plan_import
from corpus_search.exchange.refi.project_read import Project, read_project
from corpus_search.exchange.refi.project_write import qdpx_of

__all__ = ["Coded", "Plan", "Project", "plan_import", "qdc_of", "qdpx_of", "read_project", "read_qdc"]
