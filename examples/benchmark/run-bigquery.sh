#!/usr/bin/env bash
# Measures how target-bigquery starts, what it asks for and how much memory it takes, by Google's client, against a door behind
# which there is no BigQuery: ./examples/benchmark/run-bigquery.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ -x target/tributary/bin/target-bigquery ] || mvn -q -DskipTests package
exec java -Xmx256m -cp "examples/benchmark/target/classes:target/tributary/lib/*" \
  io.tributary.benchmark.BigqueryBenchmark target/benchmark/bigquery target/tributary/bin/target-bigquery
