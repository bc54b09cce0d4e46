"""What stripe-mock made of a run of tap-stripe.

verdict.py streams CATALOG UNKNOWN                   the streams to run, one a line
verdict.py run EXIT STREAMS SILENT                   fails if the judge refused a request, or a stream read nothing

The second looks at tap.log, mock.out and messages.jsonl in the current folder.
"""

import collections
import json
import pathlib
import re
import sys


def column(file, place):
    lines = pathlib.Path(file).read_text().splitlines()
    return {line.split()[place] for line in lines if line and not line.startswith("#")}


def streams(catalog, unknown):
    absent = column(unknown, 1)
    names = [entry["tap_stream_id"] for entry in json.loads(pathlib.Path(catalog).read_text())["streams"]]
    print("\n".join(name for name in names if name not in absent))


def run(code, expected, silent):
    log = pathlib.Path("tap.log").read_text()
    judged = re.findall(r"^Response: .*status=(\d+)", pathlib.Path("mock.out").read_text(), re.MULTILINE)
    statuses = collections.Counter(judged)
    if not judged:
        sys.exit("stripe-mock: does not say what it answered")
    refusals = re.findall(r"^CRITICAL .*answered 4\d\d.*$", log, re.MULTILINE)
    if refusals or any(status >= "400" for status in statuses):
        sys.exit(f"stripe-mock: answers {dict(statuses)}\n" + "\n".join(refusals))
    if code != "0":
        sys.exit(f"stripe-mock: tap-stripe ends with {code}\n" + "\n".join(log.splitlines()[-5:]))
    records = collections.Counter()
    with open("messages.jsonl", encoding="utf-8") as lines:
        for line in lines:
            message = json.loads(line)
            records[message.get("stream")] += message["type"] == "RECORD"
    empty = {stream for stream in column(expected, 0) if not records[stream]} - column(silent, 0)
    if empty:
        sys.exit(f"stripe-mock: these streams read nothing: {', '.join(sorted(empty))}")
    print(f"stripe-mock: accepts all {len(judged)} requests")


{"streams": streams, "run": run}[sys.argv[1]](*sys.argv[2:])
