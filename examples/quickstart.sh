#!/usr/bin/env bash
# Gold payments from Stripe into a DuckDB file, twice, joined to a census: who pays well, and on time?
#
# Without an account it talks to a sandbox on this machine that stands in for Stripe. With one:
#
#   STRIPE_API_KEY=rk_live_… CENSUS=census.csv ./examples/quickstart.sh
#
#   STRIPE_API_KEY  a key that may read; it is passed on through the environment only
#   START_DATE      from when on to read, such as 2026-01-01T00:00:00Z; everything if it is not given
#   CENSUS          your own census, a CSV file with the columns of the one that the sandbox writes
#   SIZE            how large the sandbox's world is: S, M or L (S)
#
# What it makes is in target/quickstart; nothing else is touched, and it begins anew each time.
set -euo pipefail

home=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
bin=$home/target/tributary/bin
out=$home/target/quickstart
begin=2026-11-01T00:00:00Z # the sandbox's time, so that every reader sees the same figures
later=2026-11-08T00:00:00Z
as_of=''                   # the moment that invoices are judged by: now, if it is not given

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
  bold=$'\033[1m' dim=$'\033[2m' plain=$'\033[0m' color=--color
else
  bold='' dim='' plain='' color=''
fi

step() { printf '%s%s%s %s\n' "$bold" "$1" "$plain" "$2"; }
note() { printf '%s   %s%s\n' "$dim" "$1" "$plain"; }
refuse() {
  printf 'quickstart: %s\n' "$1" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# The line that installs a package: its name for apt, dnf and brew.
installing() {
  if has apt-get; then
    echo "sudo apt-get install $1"
  elif has dnf; then
    echo "sudo dnf install $2"
  elif has brew; then
    echo "brew install $3"
  else
    echo "see $4"
  fi
}

check_java() {
  local java version line
  line=$(installing openjdk-17-jdk java-17-openjdk-devel openjdk@17 https://adoptium.net)
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  has "$java" || refuse "needs a JDK, version 17 or newer, and there is none: $line"
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || refuse "needs a JDK, version 17 or newer, and $java is version ${version:-unknown}: $line"
}

check_maven() {
  has "${JAVA_HOME:+$JAVA_HOME/bin/}javac" ||
    refuse "needs a JDK, and there is only a Java without a compiler: $(installing openjdk-17-jdk java-17-openjdk-devel openjdk@17 https://adoptium.net)"
  has mvn || refuse "needs Maven, and there is none: $(installing maven maven maven https://maven.apache.org)"
}

# Whether the launchers are missing, or older than what they are built from.
is_stale() {
  [ -x "$bin/treasury" ] || return 0
  [ -n "$(find "$home" -path "$home/target" -prune -o \( -name pom.xml -o -path '*/src/main/*' \) -newer "$home/target/tributary" -print | head -n 1)" ]
}

sandbox=
stop_sandbox() {
  if [ -n "$sandbox" ]; then
    kill "$sandbox" 2>/dev/null || true
    wait "$sandbox" 2>/dev/null || true
    sandbox=
  fi
}
trap stop_sandbox EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

start_sandbox() {
  "$bin/sandbox" --port 0 --size "${SIZE:-S}" --now "$begin" --write-tables "$out" >"$out/sandbox.out" 2>"$out/sandbox.log" &
  sandbox=$!
  local line=''
  while [ -z "$line" ]; do
    kill -0 "$sandbox" 2>/dev/null || refuse "the sandbox has ended: $(tail -n 3 "$out/sandbox.log")"
    sleep 0.1
    line=$(sed -n 's/^listening on //p' "$out/sandbox.out")
  done
  export TAP_STRIPE_BASE_URL=$line
  export TAP_STRIPE_API_KEY=sk_test_sandbox
  export TAP_STRIPE_REQUESTS_PER_SECOND=1000 TAP_STRIPE_REQUESTS_PER_SECOND_PER_ENDPOINT=1000
}

# Tells the sandbox what time it is. (No curl: it may not be there.)
set_time() {
  local address=${TAP_STRIPE_BASE_URL#http://} body="{\"now\": \"$1\"}" answer
  exec 3<>"/dev/tcp/${address%:*}/${address#*:}"
  printf 'POST /sandbox/now HTTP/1.1\r\nHost: %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s' \
    "$address" "${#body}" "$body" >&3
  read -r answer <&3
  exec 3>&-
  case $answer in
    *' 200 '* | *' 204 '*) ;;
    *) refuse "the sandbox did not take the new time: $answer" ;;
  esac
}

# One run of the pipe. What the two say on the way goes to files, and what went wrong is shown.
run() {
  local name=$1
  shift
  "$bin/tap-stripe" --config ENV "$@" 2>"$name-tap.log" |
    "$bin/target-duckdb" --config ENV --state-file state.json 2>"$name-target.log" >/dev/null || {
    grep -hE '^(WARNING|ERROR|CRITICAL) ' "$name-tap.log" "$name-target.log" >&2
    refuse "the run failed; all that was said is in $out/$name-tap.log and $out/$name-target.log"
  }
  note "$(loaded "$name-target.log")"
}

# What the target's table at the end of a run adds up to.
loaded() {
  awk '/^stream / { inside = 1; next }
       / states? in / { time = $0; sub(/.* in /, "", time); inside = 0 }
       inside { gsub(",", ""); if ($2 > 0) { streams++; records += $2 } }
       END { printf "%d records of %d streams in %s\n", records, streams, time }' "$1"
}

check_java
if is_stale; then
  check_maven
  step '0' 'Building Tributary. The first time Maven fetches what it needs, which takes some minutes.'
  (cd "$home" && mvn -q -B -DskipTests package)
  SECONDS=0
fi

case ${CENSUS:-} in
  '' | /*) ;;
  *) CENSUS=$PWD/$CENSUS ;;
esac
rm -rf "$out"
mkdir -p "$out"
cd "$out"
export TARGET_DUCKDB_PATH=$out/treasury.duckdb

if [ -n "${STRIPE_API_KEY:-}" ]; then
  step 1 'Reading your Stripe account; the sandbox only writes its census.'
  export TAP_STRIPE_API_KEY=$STRIPE_API_KEY
  [ -z "${START_DATE:-}" ] || export TAP_STRIPE_START_DATE=$START_DATE
  [ -n "${CENSUS:-}" ] || "$bin/sandbox" --write-tables "$out"
  source=Stripe
else
  step 1 'Starting a sandbox that stands in for Stripe: two years of gold payments from twelve kingdoms.'
  start_sandbox
  note "$TAP_STRIPE_BASE_URL; it ends with this script"
  source='the Stripe sandbox, a made-up world'
fi

step 2 'Loading everything: tap-stripe | target-duckdb'
run first

if [ -n "$sandbox" ]; then
  step 3 "A week passes in the sandbox, from ${begin%T*} to ${later%T*}."
  set_time "$later"
  as_of=$later
else
  step 3 'No time passes by itself: the second run finds what happened in the meantime.'
fi

step 4 'Loading what is new and what has changed, from where the first run stopped: tap-stripe --state state.json | target-duckdb'
run second --state state.json

step 5 'Joining the payments to the census: which demographics pay well, and on time?'
"$bin/treasury" --database "$TARGET_DUCKDB_PATH" --census "${CENSUS:-$out/census.csv}" --report report.html \
  --source "$source" ${as_of:+--as-of "$as_of"} $color

step 6 "Done in $SECONDS seconds. To look at:"
note "the page      $out/report.html"
note "the tables    $TARGET_DUCKDB_PATH (in any DuckDB shell)"
note "the question  $home/examples/treasury/src/main/resources/io/tributary/treasury/treasury.sql"
