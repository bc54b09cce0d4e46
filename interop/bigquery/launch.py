"""bqemulator, but for two things.

Geography and Avro are left out, whose parts of DuckDB it would download when it starts. And a file that is uploaded in gzip,
as BigQuery takes it, is unpacked before bqemulator reads it, since 1.4.0 takes it for text.
"""

import gzip
import pathlib
import sys

from bqemulator.api.routes import upload
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
DuckDBEngine._load_spatial = lambda engine: None
DuckDBEngine._load_format_extensions = lambda engine: None

sys.exit(main())
