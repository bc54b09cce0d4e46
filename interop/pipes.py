"""Puts other people's targets behind tap-stripe, and another tap before target-duckdb: no record may be lost on any way.

target-jsonl is made with singer-python, target-csv and tap-jsonl with Meltano's SDK. The tap reads the files of the first.
"""

import collections
import json
import pathlib
import subprocess
import sys

import duckdb

# Flat, nested, and full of nulls and timestamps.
BACK = ["balance_transactions", "charges", "subscriptions"]


def run(command, config, standard_input=b""):
    """Runs a program with that configuration, and returns what it printed."""
    name = pathlib.Path(command).name
    file = pathlib.Path(f"{name}.json")
    file.write_text(json.dumps(config))
    ended = subprocess.run([command, "--config", file], input=standard_input, capture_output=True)
    if ended.returncode != 0:
        sys.exit(f"interop: {name} ends with {ended.returncode}: {ended.stderr.decode()[-2000:]}")
    return ended.stdout


def last_state(messages):
    return [line["value"] for line in map(json.loads, messages.splitlines()) if line["type"] == "STATE"][-1]


def expect(what, found, wanted):
    if found != wanted:
        sys.exit(f"interop: {what}: {found} instead of {wanted}")


def main(environments, target, messages):
    def program(environment, name):
        return f"{environments}/{environment}/bin/{name}"

    output = pathlib.Path(messages).read_bytes()
    state = last_state(output)
    sent = collections.defaultdict(list)
    for message in map(json.loads, output.splitlines()):
        if message["type"] == "RECORD":
            sent[message["stream"]].append(message["record"].get("id"))
    counts = {stream: len(ids) for stream, ids in sent.items()}

    jsonl, csv = pathlib.Path("jsonl"), pathlib.Path("csv")
    printed = run(
        program("target-jsonl", "target-jsonl"), {"destination_path": str(jsonl), "do_timestamp_file": False}, output
    )
    expect("the state of target-jsonl", json.loads(printed), state)
    written = {file.stem: file.read_text().count("\n") for file in jsonl.glob("*.jsonl")}
    expect("the records of target-jsonl", written, counts)

    csv.mkdir()
    printed = run(program("singer-sdk", "target-csv"), {"output_path": str(csv.absolute())}, output)
    expect("the state of target-csv", json.loads(printed.splitlines()[-1]), state)
    for stream, count in counts.items():
        with duckdb.connect() as database:
            [(rows,)] = database.execute(
                f"SELECT count(*) FROM read_csv('{csv}/{stream}.csv', all_varchar = true, parallel = false)"
            ).fetchall()
        expect(f"the {stream} of target-csv", rows, count)

    for stream in BACK:
        settings = {"path": str((jsonl / f"{stream}.jsonl").absolute()), "stream_name": stream, "primary_keys": ["id"]}
        back = run(program("tap-jsonl", "tap-jsonl"), settings)
        printed = run(target, {"path": "back.duckdb"}, back)
        expect(f"the state of target-duckdb for {stream}", json.loads(printed.splitlines()[-1]), last_state(back))
        with duckdb.connect("back.duckdb", read_only=True) as database:
            found = database.execute(f'SELECT id FROM "{stream}" ORDER BY id').fetchall()
        expect(f"the {stream} of target-duckdb", [key for (key,) in found], sorted(set(sent[stream])))
    print(
        f"interop: target-jsonl and target-csv take {sum(counts.values())} records of tap-stripe;"
        f" tap-jsonl hands {sum(counts[stream] for stream in BACK)} of them to target-duckdb"
    )


main(*sys.argv[1:])
