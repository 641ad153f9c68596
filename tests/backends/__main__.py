"""Runs tests with the records in PostgreSQL and the vectors in Milvus: `make test-backends`."""

from __future__ import annotations

import os
import sys

import pytest

from tests.backends.servers import milvus, postgresql

if __name__ == "__main__":
    with postgresql(["fsync=off"]) as url, milvus() as uri:
        os.environ |= {"AISLE_DATABASE_URL": url, "AISLE_MILVUS_URI": uri}
        sys.exit(pytest.main(sys.argv[1:]))
