#!/usr/bin/env bash
# Advertisements from Google Ads and another service, sign-ups, tournament results and payments from Stripe, in one
# DuckDB file, or in a dataset of BigQuery's: which campaigns pay?
#
# It talks to a sandbox on this machine that stands in for Google Ads and Stripe, and needs no account. Build first:
#
#   mvn -q -DskipTests package && ./examples/tournament/run.sh
#
#   run.sh bigquery   into bqemulator, which stands in for BigQuery; it needs Python 3.11 and is installed the first time
#   SIZE              how large the sandbox's world is: S, M or L (S)
#   TODAY             until which day it lasts (today)
#
# What it makes is in target/tournament, or target/tournament-bigquery; nothing else is touched, and it begins anew each time.
set -euo pipefail

home=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)
bin=$home/target/tributary/bin
warehouse=${1:-duckdb}
target=target-$warehouse
out=$home/target/tournament
[ "$warehouse" = duckdb ] || out=$out-$warehouse
today=${TODAY:-$(date -u +%F)}T00:00:00Z
start=$((${today%%-*} - 2))-$(cut -c 6-7 <<<"$today")-01T00:00:00Z # the sandbox's world is two years old

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\033[1m' dim=$'\033[2m' plain=$'\033[0m' color=--color
else
  bold='' dim='' plain='' color=''
fi

step() { printf '%s%s%s %s\n' "$bold" "$1" "$plain" "$2"; }
note() { printf '%s   %s%s\n' "$dim" "$1" "$plain"; }
refuse() {
  printf 'tournament: %s\n' "$1" >&2
  exit 1
}

case $warehouse in
  duckdb | bigquery) ;;
  *) refuse "$warehouse is neither duckdb nor bigquery" ;;
esac
[ -x "$bin/tournament" ] || refuse "there is no $bin/tournament: first build, with mvn -q -DskipTests package"

started=()
stop_all() {
  if [ "${#started[@]}" -gt 0 ]; then
    kill "${started[@]}" 2>/dev/null || true
    wait "${started[@]}" 2>/dev/null || true
    started=()
  fi
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# One run of a pipe: a tap, the streams to read, and the target. What went wrong is shown.
run() {
  local tap=$1 streams=$2
  "$bin/$tap" --config ENV --streams "$streams" 2>"$tap.log" |
    "$bin/$target" --config ENV --state-file "$tap.state" 2>"$tap-target.log" >/dev/null || {
    grep -hE '^(WARNING|ERROR|CRITICAL) ' "$tap.log" "$tap-target.log" >&2
    refuse "$tap failed; all that was said is in $out/$tap.log and $out/$tap-target.log"
  }
}

rm -rf "$out"
mkdir -p "$out"
cd "$out"

step 1 'Starting a sandbox that stands in for Google Ads and Stripe.'
"$bin/sandbox" --port 0 --size "${SIZE:-S}" --now "$today" --write-tables "$out" >sandbox.out 2>sandbox.log &
sandbox=$!
started+=("$sandbox")
address=''
while [ -z "$address" ]; do
  kill -0 "$sandbox" 2>/dev/null || refuse "the sandbox has ended: $(tail -n 3 sandbox.log)"
  sleep 0.1
  address=$(sed -n 's/^listening on //p' sandbox.out)
done
note "$address; it ends with this script"
export TAP_STRIPE_BASE_URL=$address TAP_STRIPE_API_KEY=sk_test_sandbox
export TAP_STRIPE_REQUESTS_PER_SECOND=1000 TAP_STRIPE_REQUESTS_PER_SECOND_PER_ENDPOINT=1000
export TAP_GOOGLE_ADS_BASE_URL=$address TAP_GOOGLE_ADS_TOKEN_URL=$address/oauth/token
export TAP_GOOGLE_ADS_CLIENT_ID=sandbox.apps.googleusercontent.com
export TAP_GOOGLE_ADS_CLIENT_SECRET=sandbox-client-secret
export TAP_GOOGLE_ADS_REFRESH_TOKEN=1//sandbox-refresh-token
export TAP_GOOGLE_ADS_START_DATE=$start
export TAP_GOOGLE_ADS_FIELD_CACHE_FOLDER=$out/fields

if [ "$warehouse" = bigquery ]; then
  "$home/interop/bigquery/bqemulator" --install || refuse 'bqemulator cannot be installed'
  free='import socket; s = [socket.socket() for _ in "ab"]; [x.bind(("127.0.0.1", 0)) for x in s]; print(*[x.getsockname()[1] for x in s])'
  read -r rest grpc < <(python3 -c "$free")
  # It has no BIGNUMERIC, which is what numbers are that must stay exact.
  BIGNUMERIC_AS=DOUBLE "$home/interop/bigquery/bqemulator" "$rest" "$grpc" >bqemulator.log 2>&1 &
  emulator=$!
  started+=("$emulator")
  until (exec 3<>"/dev/tcp/127.0.0.1/$rest") 2>/dev/null; do
    kill -0 "$emulator" 2>/dev/null || refuse "bqemulator has ended: $(tail -n 3 bqemulator.log)"
    sleep 0.2
  done
  endpoint=http://127.0.0.1:$rest
  note "and bqemulator for BigQuery, $endpoint"
  export TARGET_BIGQUERY_PROJECT=tournament TARGET_BIGQUERY_DATASET=tournament
  export TARGET_BIGQUERY_CREDENTIALS=none TARGET_BIGQUERY_API_ENDPOINT=$endpoint
  database=(--bigquery tournament --emulator "$endpoint")
  question=tournament-bigquery.sql
else
  export TARGET_DUCKDB_PATH=$out/tournament.duckdb
  database=(--database "$TARGET_DUCKDB_PATH")
  question=tournament.sql
fi

step 2 "Loading the payments: tap-stripe | $target"
run tap-stripe account,currencies,charges,refunds,disputes,balance_transactions
step 3 "Loading what advertising cost, of every account: tap-google-ads | $target"
run tap-google-ads campaigns,campaign_performance

step 4 'Joining them to sign-ups, tournaments and the other service: which campaigns pay?'
"$bin/tournament" "${database[@]}" --tables "$out" --report report.html --figures figures.csv \
  --source 'the sandbox, a made-up world' $color

note "the page      $out/report.html"
note "the figures   $out/figures.csv"
[ "$warehouse" = bigquery ] || note "the tables    $TARGET_DUCKDB_PATH (in any DuckDB shell)"
note "the question  $home/examples/tournament/src/main/resources/io/tributary/tournament/$question"
