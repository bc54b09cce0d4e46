"""Pipes the inputs by which Meltano's SDK tests targets through target-duckdb.

What must become of each was written down from the input itself: how many rows each of its tables has,
or that it must be refused.
"""

import json
import pathlib
import subprocess
import sys

import duckdb
import singer_sdk.testing

REFUSED = {
    "invalid_schema",
    "record_before_schema",
    "record_missing_key_property",
    "record_missing_required_property",
}


def expected(lines):
    """The rows of each table: the last of each key, or all where there are no keys."""
    keys, rows = {}, {}
    for message in map(json.loads, lines):
        kind, stream = message["type"], message.get("stream")
        if kind == "SCHEMA":
            keys[stream] = message.get("key_properties") or []
            rows.setdefault(stream, {})
        elif kind == "RECORD":
            record = message["record"]
            key = tuple(record[name] for name in keys[stream]) or len(rows[stream])
            rows[stream][key] = record
    return {stream: len(of) for stream, of in rows.items()}


def main(target, work):
    folder = pathlib.Path(singer_sdk.testing.__file__).parent / "target_test_streams"
    inputs = sorted(folder.glob("*.singer"))
    wrong = []
    for file in inputs:
        name, path = file.stem, pathlib.Path(work) / f"{file.stem}.duckdb"
        config = pathlib.Path(work) / f"{name}.json"
        config.write_text(json.dumps({"path": str(path)}))
        with file.open("rb") as messages:
            run = subprocess.run(
                [target, "--config", str(config)], stdin=messages, capture_output=True, text=True
            )
        lines = [line for line in file.read_text().splitlines() if line.strip()]
        if name in REFUSED:
            if run.returncode not in (4, 6, 7) or "\tat " in run.stderr:
                wrong.append(f"{name}: exit {run.returncode}\n{run.stderr}")
            continue
        if run.returncode != 0:
            wrong.append(f"{name}: exit {run.returncode}\n{run.stderr}")
            continue
        states = [json.loads(line)["value"] for line in lines if json.loads(line)["type"] == "STATE"]
        printed = [json.loads(line) for line in run.stdout.splitlines()]
        if states[-1:] != printed[-1:] or any(state not in states for state in printed):
            wrong.append(f"{name}: states {printed} of {states}")
        with duckdb.connect(str(path), read_only=True) as database:
            for stream, count in expected(lines).items():
                found = database.execute(f'SELECT count(*) FROM "{stream}"').fetchone()[0]
                if found != count:
                    wrong.append(f"{name}: {stream} has {found} rows, not {count}")
    if wrong:
        sys.exit("interop: inputs of Meltano's SDK\n" + "\n".join(wrong))
    print(f"interop: {len(inputs)} inputs of Meltano's SDK end as they should")


main(*sys.argv[1:])
