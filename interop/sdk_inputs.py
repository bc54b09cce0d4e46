"""Pipes the inputs by which Meltano's SDK tests targets through target-duckdb.

What must become of each was written down from the input itself: the rows of each of its tables,
or that it must be refused.
"""

import concurrent.futures
import json
import pathlib
import subprocess
import sys

import duckdb
import singer_sdk

REFUSED = {
    "invalid_schema",
    "record_before_schema",
    "record_missing_key_property",
    "record_missing_required_property",
}


def expected(lines):
    """The records of each table by their keys, the last of each key; or all, where there are no keys."""
    keys, formats, rows = {}, {}, {}
    for message in map(json.loads, lines):
        kind, stream = message["type"], message.get("stream")
        if kind == "SCHEMA":
            keys[stream] = message.get("key_properties") or []
            properties = message["schema"].get("properties", {})
            formats[stream] = {name for name, of in properties.items() if "format" in of}
            rows.setdefault(stream, {})
        elif kind == "RECORD":
            record = message["record"]
            key = tuple(record[name] for name in keys[stream]) or len(rows[stream])
            rows[stream][key] = record
    return keys, formats, rows


def plain(record, formats):
    """What needs no reading between the lines: text without a format, whole numbers, booleans."""
    return {name: value for name, value in record.items() if isinstance(value, (str, int)) and name not in formats}


def differences(database, stream, keys, formats, records):
    """Where the table is not what the input says."""
    cursor = database.execute(f'SELECT * FROM "{stream}"')
    columns = [column[0] for column in cursor.description]
    rows = [dict(zip(columns, row)) for row in cursor.fetchall()]
    if len(rows) != len(records):
        yield f"{stream} has {len(rows)} rows, not {len(records)}"
    by_key = {tuple(row[name] for name in keys): row for row in rows}
    for key, record in records.items():
        wanted = plain(record, formats)
        if keys:
            row = by_key.get(key, {})
            if any(row.get(name) != value for name, value in wanted.items()):
                yield f"{stream}: {wanted} became {row}"
        elif not any(all(row.get(name) == value for name, value in wanted.items()) for row in rows):
            yield f"{stream}: {wanted} is in no row"


def problems(target, work, file):
    """Runs the target with that input, and says what is wrong with what became of it."""
    name, path = file.stem, work / f"{file.stem}.duckdb"
    config = work / f"{name}.json"
    config.write_text(json.dumps({"path": str(path)}))
    with file.open("rb") as messages:
        run = subprocess.run([target, "--config", config], stdin=messages, capture_output=True, text=True)
    lines = [line for line in file.read_text().splitlines() if line.strip()]
    if name in REFUSED:
        if run.returncode not in (4, 7) or "\tat " in run.stderr:
            yield f"exit {run.returncode}\n{run.stderr}"
        return
    if run.returncode != 0:
        yield f"exit {run.returncode}\n{run.stderr}"
        return
    states = [message["value"] for message in map(json.loads, lines) if message["type"] == "STATE"]
    printed = [json.loads(line) for line in run.stdout.splitlines()]
    if states[-1:] != printed[-1:] or any(state not in states for state in printed):
        yield f"states {printed} of {states}"
    keys, formats, rows = expected(lines)
    with duckdb.connect(str(path), read_only=True) as database:
        for stream, records in rows.items():
            yield from differences(database, stream, keys[stream], formats[stream], records)


def main(target, work):
    folder = pathlib.Path(singer_sdk.__file__).parent / "testing" / "target_test_streams"
    inputs = sorted(folder.glob("*.singer"))
    if not REFUSED < {file.stem for file in inputs}:
        sys.exit(f"interop: {folder} has not the inputs of Meltano's SDK")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda file: list(problems(target, pathlib.Path(work), file)), inputs)
        wrong = [f"{file.stem}: {problem}" for file, of in zip(inputs, found) for problem in of]
    if wrong:
        sys.exit("interop: inputs of Meltano's SDK\n" + "\n".join(wrong))
    print(f"interop: {len(inputs)} inputs of Meltano's SDK end as they should, {len(REFUSED)} of them refused")


main(*sys.argv[1:])
