"""The tests of everything that retrieves, with the records in PostgreSQL: `make test-backends`."""

from __future__ import annotations

import os
import sys

import pytest

from tests.backends.servers import postgresql

if __name__ == "__main__":
    with postgresql(["fsync=off"]) as url:
        os.environ["AISLE_DATABASE_URL"] = url
        sys.exit(pytest.main(sys.argv[1:]))
