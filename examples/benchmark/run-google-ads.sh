#!/usr/bin/env bash
# Measures how tap-google-ads reads large reports and many accounts: ./examples/benchmark/run-google-ads.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ -x target/tributary/bin/tap-google-ads ] || mvn -q -DskipTests package
exec java -Xmx512m -XX:+UseParallelGC \
  -cp "examples/benchmark/target/classes:target/tributary/lib/*" \
  io.tributary.benchmark.GoogleAdsBenchmark target/benchmark/google-ads target/tributary/bin
