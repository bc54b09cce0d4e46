#!/usr/bin/env bash
# Measures how fast records move: ./examples/benchmark/run.sh [RECORDS] [--with-peer]
#
# --with-peer also measures Meltano's SDK; it needs python3 and installs singer-sdk into target/benchmark/python.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

records=1000000
peer=
for argument in "$@"; do
  case $argument in
    --with-peer) peer=yes ;;
    *) records=$argument ;;
  esac
done

work=$PWD/target/benchmark
[ -x target/tributary/bin/target-duckdb ] || mvn -q -DskipTests package
if [ -n "$peer" ]; then
  if [ ! -x "$work/python/bin/python" ]; then
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet singer-sdk==0.54.9
  fi
  set -- "$work/python/bin/python"
else
  set --
fi

# The targets' jars name all that they need, which is all that the benchmark needs.
jars=$(printf '%s:' target/tributary/lib/target-{duckdb,bigquery}-*.jar)
exec java -Xmx512m -XX:+UseParallelGC -cp "examples/benchmark/target/classes:${jars%:}" \
  io.tributary.benchmark.Benchmark "$records" "$work" target/tributary/bin/target-duckdb "$@"
