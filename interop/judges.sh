# What each script of judges begins with; sourced, never run. It takes the script's own arguments, and $python, the Python that
# the judges need at least, 3.10 unless it is set.
#
# Sets $home (the repository), $here (this folder), $bin (our programs), $work (the judges' environments, kept from run to run)
# and $scratch (the current folder, empty, removed after success); see `environment` and `start_sandbox`.
set -euo pipefail

home=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
here=$home/interop
bin=$home/target/tributary/bin
work=$home/target/interop
name=${0##*/}
scratch=$work/$name.run
key=sk_test_sandbox
sandbox=

fail() {
  echo "interop/$name: $1" >&2
  exit 1
}

python=${python:-3.10}
if ! python3 -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (${python/./, }))" 2>/dev/null; then
  [ "${1:-}" != --required ] || fail "needs python3, $python or newer, with venv: sudo apt-get install python3-venv"
  echo "interop/$name: passed over, for there is no python3, $python or newer, with venv"
  exit 0
fi
for program in sandbox tap-stripe target-duckdb; do
  [ -x "$bin/$program" ] || fail "there is no $bin/$program: run mvn package first"
done

# Ends what was started; what a failed run wrote is kept, to be looked at.
finish() {
  local code=$?
  if [ -n "$sandbox" ]; then
    kill "$sandbox" 2>/dev/null || true
    wait "$sandbox" 2>/dev/null || true
  fi
  if [ "$code" -eq 0 ]; then
    cd "$home"
    rm -rf "$scratch"
  else
    echo "interop/$name: what it wrote is in $scratch" >&2
  fi
}
trap finish EXIT

rm -rf "$scratch"
mkdir -p "$scratch"
cd "$scratch"

# environment NAME: a Python of its own with what NAME.txt pins, unless it is there already.
environment() {
  local venv=$work/$1
  if ! cmp -s "$here/$1.txt" "$venv/installed.txt"; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check -r "$here/$1.txt" || fail "pip cannot install $here/$1.txt"
    cp "$here/$1.txt" "$venv/installed.txt"
  fi
}

# Starts the sandbox on a free port of the loopback interface, and sets $url to its address.
start_sandbox() {
  "$bin/sandbox" --port 0 --size S --now 2026-11-01T00:00:00Z >sandbox.out 2>sandbox.log &
  sandbox=$!
  until grep -q listening sandbox.out; do
    kill -0 "$sandbox" 2>/dev/null || fail "the sandbox does not start: $(cat sandbox.log)"
    sleep 0.2
  done
  url=$(sed -n 's/^listening on //p' sandbox.out)
}
