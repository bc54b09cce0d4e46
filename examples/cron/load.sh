#!/usr/bin/env bash
# Runs tap | target once, for a pipe that is described by a folder. Made for cron: see README.md.
#
#   load.sh FOLDER
#
# The folder holds tap.json and target.json, the settings; the run keeps state.json, load.log and the lock there.
#
#   TAP, TARGET     the two programs (tap-stripe, target-duckdb); found on the PATH, or in TRIBUTARY_HOME/bin
#   TRIBUTARY_HOME  where the distribution was unpacked
#
# Ends with the code of the target if that failed, else with the tap's; with 75 if another run is still at it.
set -euo pipefail

if [ $# -ne 1 ] || [ ! -d "$1" ]; then
  echo "usage: load.sh FOLDER" >&2
  exit 2
fi
cd "$1"
PATH=${TRIBUTARY_HOME:+$TRIBUTARY_HOME/bin:}$PATH
tap=${TAP:-tap-stripe}
target=${TARGET:-target-duckdb}
umask 077

say() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >>load.log; }

busy() {
  say 'another run is still at it: nothing done'
  echo "$PWD: another run is still at it" >&2
  exit 75
}

# One run at a time. The kernel gives a lock of flock back however the run ends; where there is no flock (macOS), a
# folder with the owner's process id in it is the lock, and a dead owner's is taken over.
if [ -z "${WITHOUT_FLOCK:-}" ] && command -v flock >/dev/null; then
  exec 9>.lock
  flock -n 9 || busy
else
  if ! mkdir .lock.d 2>/dev/null; then
    owner=$(cat .lock.d/pid 2>/dev/null || true)
    # An owner that has not written its id yet, or that lives, keeps the lock.
    if [ -z "$owner" ] || kill -0 "$owner" 2>/dev/null; then
      busy
    fi
    say "taking over the lock of process $owner, which is gone"
  fi
  echo $$ >.lock.d/pid
  trap 'rm -rf .lock.d' EXIT
fi

# The log is kept to two files of ten million bytes.
if [ -f load.log ] && [ "$(wc -c <load.log)" -gt 10000000 ]; then
  mv -f load.log load.log.1
fi

# The target replaces state.json in one step, and only by a state whose records are all durable. So a failed run leaves
# the state of what it did load, or the old one, and the next run goes on from there.
state=()
[ ! -s state.json ] || state=(--state state.json)

say 'begin'
began=$(wc -l <load.log)
code=0
"$tap" --config tap.json ${state[@]+"${state[@]}"} 2>>load.log |
  "$target" --config target.json --state-file state.json 2>>load.log >/dev/null || code=$?
say "end, exit code $code"

# What a failed run prints, cron sends by mail.
if [ "$code" -ne 0 ]; then
  echo "$PWD: $tap | $target ended with exit code $code" >&2
  tail -n "+$((began + 1))" load.log | tail -n 40 >&2
fi
exit "$code"
