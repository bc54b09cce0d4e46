#!/usr/bin/env bash
# Measures how target-snowflake starts, what it sends and how much memory it takes, by the real driver, against a door behind
# which there is no Snowflake: ./examples/benchmark/run-snowflake.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ -x target/tributary/bin/target-snowflake ] || mvn -q -DskipTests package
exec java -Xmx256m -cp "examples/benchmark/target/classes:target/tributary/lib/*" \
  io.tributary.benchmark.SnowflakeBenchmark target/benchmark/snowflake target/tributary/bin/target-snowflake
