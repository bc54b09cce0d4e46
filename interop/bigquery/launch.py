"""bqemulator, but for three things.

Geography and Avro are left out, whose parts of DuckDB it would download when it starts. A file that is uploaded in gzip,
as BigQuery takes it, is unpacked before bqemulator reads it, since 1.4.0 takes it for text. And if BIGNUMERIC_AS names a
type of DuckDB, tables are made with that in the place of a BIGNUMERIC, which 1.4.0 makes a DECIMAL of more digits than
DuckDB has; without it such tables are refused, as it would do.
"""

import gzip
import os
import pathlib
import sys

from bqemulator.api.routes import tables, upload
from bqemulator.cli import main
from bqemulator.storage.engine import DuckDBEngine

GZIP = b"\x1f\x8b"

run_load = upload._run_load


async def unpack_and_load(*, media_path, **rest):
    file = pathlib.Path(media_path)
    packed = file.read_bytes()
    if packed.startswith(GZIP):
        file.write_bytes(gzip.decompress(packed))
    return await run_load(media_path=media_path, **rest)


upload._run_load = unpack_and_load

if "BIGNUMERIC_AS" in os.environ:
    columns_of = tables.bq_schema_to_duckdb_columns

    def possible_columns_of(fields):
        instead = os.environ["BIGNUMERIC_AS"]
        return [(name, type.replace("DECIMAL(76, 38)", instead)) for name, type in columns_of(fields)]

    tables.bq_schema_to_duckdb_columns = possible_columns_of
DuckDBEngine._load_spatial = lambda engine: None
DuckDBEngine._load_format_extensions = lambda engine: None

sys.exit(main())
