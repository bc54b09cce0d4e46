"""bqemulator, but for geography and Avro, whose parts of DuckDB it would download when it starts."""

import sys

from bqemulator.cli import main
from bqemulator.storage.engine import DuckDBEngine

DuckDBEngine._load_spatial = lambda engine: None
DuckDBEngine._load_format_extensions = lambda engine: None

sys.exit(main())
