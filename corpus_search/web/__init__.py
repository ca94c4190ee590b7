"""The web interface: one blueprint a file in `views/`.

`create_app` is the door: `flask --app corpus_search.web run` and, once there are accounts, `waitress-serve --call
corpus_search.web:create_app` find it here.
"""

from corpus_search.web.app import create_app

__all__ = ["create_app"]
