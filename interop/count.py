"""Prints how many rows a table of a DuckDB file has, as DuckDB's own client reads it."""

import sys

import duckdb

with duckdb.connect(sys.argv[1], read_only=True) as database:
    print(database.table(sys.argv[2]).count("*").fetchone()[0])
