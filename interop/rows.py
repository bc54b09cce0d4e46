"""Prints how many rows each of the named tables of a DuckDB file has, as DuckDB's own client reads it; 0 if there is none."""

import sys

import duckdb

path, *tables = sys.argv[1:]
with duckdb.connect(path, read_only=True) as database:
    present = {name for (name,) in database.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    for table in tables:
        print(database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] if table in present else 0)
