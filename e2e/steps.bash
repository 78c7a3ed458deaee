# What the end-to-end scripts share: a folder of their own, a server, and steps that hold or end the script.
# Sourced with `tree` set to the checkout and `name` to what the folder is called by. A script that runs in a copy sets
# `copy`; one that makes more than its folder defines `take_away`, which is called at the end.
work=$(mktemp -d "${TMPDIR:-/tmp}/throughline-$name.XXXXXX")
export PATH="$tree/node_modules/node/bin:$PATH"
unset THROUGHLINE_URL THROUGHLINE_API_KEY DATABASE_URL STORAGE_URL THROUGHLINE_SECRET PUBLIC_URL PORT HOST
export THROUGHLINE_DATA="$work/data"
server=''

step() { printf '\n== %s\n' "$*"; }
note() { printf '   %s\n' "$*"; }
fail() {
  printf 'FAILED: %s\n' "$*" >&2
  if [ -s "$work/server.log" ]; then tail -n 20 "$work/server.log" >&2; fi
  exit 1
}
finish() {
  status=$?
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  if declare -F take_away >/dev/null; then take_away; fi
  if [ "$status" -eq 0 ]; then rm -rf "$work"; else printf 'What it left is in %s\n' "$work" >&2; fi
}
trap finish EXIT

throughline() { "${copy:-$tree}/bin/throughline" "$@"; }
# json FILE EXPRESSION: prints a value of a JSON document, called `d`
json() { node -e 'const d = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")); const v = eval(process.argv[2]); console.log(typeof v === "object" ? JSON.stringify(v) : v)' "$1" "$2"; }
# holds FILE EXPRESSION REASON
holds() { [ "$(json "$1" "$2")" = true ] || fail "$3 (in $1: $2)"; }
# run NAME VERB…: keeps the document in $work/NAME.json
run() {
  local name=$1
  shift
  throughline "$@" --json >"$work/$name.json" 2>"$work/$name.err" || fail "throughline $* exited with $?: $(cat "$work/$name.err")"
}

start_server() {
  : >"$work/start.json"
  "$tree/bin/throughline" start --no-demo --port 0 --json >"$work/start.json" 2>>"$work/server.log" &
  server=$!
  for _ in $(seq 1 600); do
    if json "$work/start.json" 'typeof d.url === "string"' >/dev/null 2>&1; then break; fi
    kill -0 "$server" 2>/dev/null || fail 'the server ended before it was ready'
    sleep 0.2
  done
  url=$(json "$work/start.json" d.url 2>/dev/null) || fail 'the server was not ready after two minutes'
  note "$(json "$work/start.json" '`${d.url}, ${d.database} database, models: ${d.ai}, ready in ${d.ready_ms} ms`')"
}
