#!/usr/bin/env bash
# Measures how tap-stripe uses Stripe's limits, against the sandbox: ./examples/benchmark/run-stripe.sh
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

[ -x target/tributary/bin/tap-stripe ] || mvn -q -DskipTests package
exec java -Xmx512m -XX:+UseParallelGC \
  -cp "examples/benchmark/target/classes:target/tributary/lib/*" \
  io.tributary.benchmark.StripeBenchmark target/benchmark/stripe target/tributary/bin
