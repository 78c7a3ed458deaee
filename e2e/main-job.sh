#!/usr/bin/env bash
# The main job from outside, through the command line and HTTP alone: documents in, evidence out, decisions by people,
# history, a crash, a backup, and a second tenant that sees nothing.
#
#   e2e/main-job.sh [TREE]     TREE: a checkout in which "npm ci" was run; default: this one
#
# With DATABASE_URL it runs on that PostgreSQL server, in two scratch databases that it makes and drops (the login has
# to be allowed to make databases and roles); else on the embedded database. It works in a copy of the checkout.
#
# Prints each step; stops at the first that does not hold, with the reason, and exits with 1.
set -euo pipefail

tree=$(cd "${1:-$(dirname "$0")/..}" && pwd)
postgres=${DATABASE_URL:-}
databases=''
name=main-job
. "$tree/e2e/steps.bash"
export PORT=0

# database VERB NAME: on the server that DATABASE_URL named
database() {
  node --input-type=module - "$postgres" "$1" "$2" <<'STATEMENT'
import { createRequire } from 'node:module'
const { Client } = createRequire(process.cwd() + '/')('pg')
const [url, verb, name] = process.argv.slice(2)
const client = new Client(url)
await client.connect()
await client.query(`${verb} database ${name}${verb === 'drop' ? ' with (force)' : ''}`)
await client.end()
STATEMENT
}
# named NAME: the address of that database on the same server
named() { node -e 'const u = new URL(process.argv[1]); u.pathname = "/" + process.argv[2]; console.log(u.href)' "$postgres" "$1"; }
take_away() { for each in $databases; do (cd "$tree" && database drop "$each") || true; done; }

# the way that the README says, in the copy
start_server() {
  rm -f "$THROUGHLINE_DATA/server.json"
  (cd "$copy" && exec npm start -- --no-demo) >>"$work/server.log" 2>&1 &
  server=$!
  for _ in $(seq 1 900); do
    if [ -s "$THROUGHLINE_DATA/server.json" ]; then break; fi
    kill -0 "$server" 2>/dev/null || fail 'the server ended before it was ready'
    sleep 0.2
  done
  url=$(json "$THROUGHLINE_DATA/server.json" d.url 2>/dev/null) || fail 'the server was not ready after three minutes'
  curl -fsS "$url/readyz" >/dev/null || fail 'the server says that it is not ready'
  note "$url, $(grep -E '^ready ' "$work/server.log" | tail -n 1)"
}

step 'a copy of what is checked in, and nothing that was made since'
copy="$work/copy"
mkdir "$copy"
(cd "$tree" && git ls-files -z | tar --null --files-from=- --create --file=- 2>/dev/null) | tar --extract --directory "$copy" --file=-
ln -s "$tree/node_modules" "$copy/node_modules"
if [ -n "$postgres" ]; then
  scratch="main_job_$$"
  for each in "$scratch" "${scratch}_restored"; do (cd "$tree" && database create "$each") || fail 'no database can be made'; databases="$databases $each"; done
  DATABASE_URL=$(named "$scratch")
  THROUGHLINE_SECRET=$(node -p 'crypto.randomBytes(32).toString("base64url")')
  export DATABASE_URL THROUGHLINE_SECRET
fi
note "on $([ -n "$postgres" ] && echo PostgreSQL || echo 'the embedded database')"

step 'the server starts on an empty folder'
start_server
[ "$(stat -c %a "$THROUGHLINE_DATA/server.json" 2>/dev/null || stat -f %Lp "$THROUGHLINE_DATA/server.json")" = 600 ] || fail 'server.json can be read by others'

step 'an organization, a project, a key'
run init init --org 'First Company' --project 'Portal' --email first@example.com
project="$(json "$work/init.json" '`${d.org}/${d.project}`')"
first_key=$(json "$work/init.json" d.api_key)
api="$url/api/v1/orgs/${project%/*}/projects/${project#*/}"
note "$project"

step 'documents in, sound and damaged: each is accounted for'
node "$copy/seed/fixtures/generate.ts" "$work/fixtures"
files=$(find "$work/fixtures" -type f | wc -l)
run ingest ingest "$work/fixtures" --project "$project" --wait
holds "$work/ingest.json" "d.artifacts.length === $((files))" "not all $files files are accounted for"
holds "$work/ingest.json" 'd.artifacts.every(a => ["processed", "failed", "duplicate"].includes(a.status))' 'a file is neither processed nor failed nor a duplicate'
holds "$work/ingest.json" 'd.artifacts.every(a => a.status !== "failed" || (a.reason ?? "").length > 10)' 'a failed file says no reason'
holds "$work/ingest.json" 'd.artifacts.filter(a => a.path.includes("/documents/")).every(a => a.status === "processed" && a.chunks > 0)' 'a sound document was not processed'
holds "$work/ingest.json" '["encrypted.pdf", "truncated.xlsx", "zip-bomb.xlsx"].every(n => d.artifacts.find(a => a.path.endsWith("/" + n)).status === "failed")' 'a damaged file was not refused'
holds "$work/ingest.json" 'd.totals.persons > 0 && d.totals.facts > 0 && d.totals.topics > 0 && d.totals.insights > 0' 'nothing was found in the documents'
json "$work/ingest.json" 'JSON.stringify(d.totals)' | sed 's/^/   /'
json "$work/ingest.json" 'd.artifacts.filter(a => a.status === "failed").map(a => "   failed: " + a.path.split("/").pop() + ": " + a.reason).join("\n")'
run again ingest "$work/fixtures/documents" --project "$project" --wait
holds "$work/again.json" 'd.artifacts.every(a => a.status === "duplicate")' 'the same files came in twice'

step 'what was found stands in the text, character for character'
json "$work/ingest.json" 'd.artifacts.filter(a => a.status === "processed").map(a => a.id).join("\n")' >"$work/ids"
checked=0
while read -r id; do
  throughline artifact "$id" --project "$project" --text >"$work/text" || fail "no text of $id"
  run findings artifact "$id" --project "$project"
  curl -fsS -H "authorization: Bearer $first_key" "$api/artifacts/$id/text" >"$work/api-text.json" || fail "no text of $id over HTTP"
  counted=$(node - "$work/text" "$work/findings.json" "$work/api-text.json" <<'CHECK'
const { readFileSync } = require('node:fs')
const [textFile, findingsFile, apiFile] = process.argv.slice(2)
const text = readFileSync(textFile, 'utf8')
if (text !== JSON.parse(readFileSync(apiFile, 'utf8')).text) throw new Error('the command line and the API print different texts')
const found = JSON.parse(readFileSync(findingsFile, 'utf8'))
let count = 0
const inside = (what, { start, end }) => {
  if (!(Number.isInteger(start) && 0 <= start && start < end && end <= text.length)) throw new Error(`${what}: ${start}-${end} is outside of the text`)
  count += 1
  return text.slice(start, end)
}
for (const fact of found.facts) {
  const words = inside(`fact ${fact.key}`, fact.span)
  if (!words.includes(fact.value) && words.replace(/\s+/g, ' ').trim() !== fact.value.replace(/\s+/g, ' ').trim()) throw new Error(`fact ${fact.key} says ${JSON.stringify(fact.value)}, the text says ${JSON.stringify(words)}`)
}
for (const person of found.persons) {
  const parts = person.name.split(/\s+/)
  for (const span of person.spans) {
    const words = inside(`person ${person.name}`, span)
    if (!parts.some((part) => words.toLowerCase().includes(part.toLowerCase()))) throw new Error(`person ${person.name}: the text says ${JSON.stringify(words)}`)
  }
}
for (const each of [...found.topics, ...found.insights]) for (const span of each.spans) inside(each.name ?? each.title, span)
console.log(count)
CHECK
  ) || fail "a finding of $id does not stand in its text"
  checked=$((checked + counted))
done <"$work/ids"
[ "$checked" -gt 50 ] || fail "only $checked spans were found at all"
note "$checked spans hold"

step 'search finds passages that stand in their files'
run search search 'cutover September penalty' --project "$project" -k 5
holds "$work/search.json" 'd.hits.length > 0' 'search finds nothing'
json "$work/search.json" 'JSON.stringify(d.hits.find(h => h.kind === "artifact" && Number.isInteger(h.start)) ?? null)' >"$work/hit.json"
holds "$work/hit.json" 'd !== null' 'no passage was found'
throughline artifact "$(json "$work/hit.json" d.id)" --project "$project" --text >"$work/text"
node -e 'const { readFileSync: r } = require("node:fs"); const hit = JSON.parse(r(process.argv[1], "utf8")); if (r(process.argv[2], "utf8").slice(hit.start, hit.end) !== hit.text) process.exit(1)' "$work/hit.json" "$work/text" || fail 'a passage is not what stands at its place'
note "$(json "$work/hit.json" '`${d.key} ${d.title}, ${d.start}-${d.end}`')"

step 'suggestions wait; three are accepted, one is rejected'
run suggestions suggestions --project "$project" --limit 200
holds "$work/suggestions.json" 'd.items.length >= 4 && d.items.every(s => s.state === "pending" && s.evidence.length > 0)' 'fewer than four suggestions with evidence'
note "$(json "$work/suggestions.json" '`${d.items.length} pending: ` + Object.entries(Object.groupBy(d.items, s => s.target_kind)).map(([k, v]) => `${v.length} ${k}`).join(", ")')"
holds "$work/suggestions.json" 'd.items.some(s => s.target_kind === "risk" && s.evidence[0].page !== null)' 'no risk was proposed from a page'
# first a risk that stands on a page, then whatever else there is
json "$work/suggestions.json" '[...d.items].sort((a, b) => rank(b) - rank(a)).map(s => s.id).slice(0, 4).join("\n"); function rank(s) { return s.target_kind === "risk" ? (s.evidence[0].page === null ? 0 : 2) : 1 }' >"$work/chosen"
# shellcheck disable=SC2046
run accepted accept $(head -n 3 "$work/chosen") --project "$project"
holds "$work/accepted.json" 'd.items.length === 3 && d.items.every(s => s.state === "accepted")' 'three were not accepted'
run rejected reject "$(tail -n 1 "$work/chosen")" --reason 'known and handled elsewhere' --project "$project"
holds "$work/rejected.json" 'd.items[0].state === "rejected" && d.items[0].rejection_reason === "known and handled elsewhere"' 'the rejection does not keep its reason'

step 'a risk exists, and rests on words of a file'
run risks list risk --project "$project"
holds "$work/risks.json" 'd.items.length >= 1 && d.items[0].key.startsWith("RISK-")' 'no risk was made'
run trace trace RISK-1 --up --project "$project"
holds "$work/trace.json" 'd.links.some(l => l.span && l.span.page > 0)' 'the trace names no page'
holds "$work/trace.json" 'd.root.key === "RISK-1" && d.links.some(l => l.span && d.nodes.some(n => n.kind === "artifact" && n.id === l.span.artifact_id))' 'the trace does not end at words of a file'
json "$work/trace.json" 'JSON.stringify(d.links.find(l => l.span).span)' >"$work/span.json"
throughline artifact "$(json "$work/span.json" d.artifact_id)" --project "$project" --text >"$work/text"
node -e 'const { readFileSync: r } = require("node:fs"); const s = JSON.parse(r(process.argv[1], "utf8")); if (r(process.argv[2], "utf8").slice(s.start, s.end) !== s.quote) process.exit(1)' "$work/span.json" "$work/text" || fail 'the words of the trace are not those of the file'
throughline trace RISK-1 --up --project "$project" | tee "$work/tree" | sed 's/^/   /'
grep -q 'page [0-9]*, characters [0-9]' "$work/tree" || fail 'the tree does not end at page and words'

step 'a field changes twice; the history has both, and the first state comes back'
run before show RISK-1 --project "$project"
run edit1 edit RISK-1 --set 'mitigation=Rehearse the cutover in July' --reason 'agreed in the committee' --project "$project"
sleep 1.1
between=$(node -e 'console.log(new Date().toISOString())')
sleep 1.1
run edit2 edit RISK-1 --set 'mitigation=Rehearse it twice' --reason 'the first rehearsal failed' --project "$project"
run history history RISK-1 --project "$project"
holds "$work/history.json" 'd.items.filter(e => e.changed.some(c => c.field === "mitigation" && c.before !== c.after) && e.reason).length >= 2' 'the history lacks a change or its reason'
holds "$work/history.json" 'd.items.some(e => e.reason === "the first rehearsal failed" && e.changed.some(c => c.field === "mitigation" && c.before === "Rehearse the cutover in July" && c.after === "Rehearse it twice"))' 'the history does not say what changed'
run as_of show RISK-1 --as-of "$between" --project "$project"
holds "$work/as_of.json" 'd.mitigation === "Rehearse the cutover in July"' "the state at $between is not the first one"
made=$(json "$work/history.json" 'd.items.at(-1).at')
run as_made show RISK-1 --as-of "$made" --project "$project"
[ "$(json "$work/as_made.json" 'd.mitigation ?? ""')" = "$(json "$work/before.json" 'd.mitigation ?? ""')" ] || fail 'the state at its creation is not what it was'

counts() {
  for kind in artifact risk issue decision suggestion; do
    run "count" list "$kind" --project "$project" --limit 500
    printf '%s %s %s\n' "$kind" "$(json "$work/count.json" 'd.items.length')" "$(json "$work/count.json" 'require("node:crypto").createHash("sha256").update(JSON.stringify(d.items.map(i => [i.id, i.key, i.version, i.label]).sort())).digest("hex").slice(0, 16)')"
  done
}
counts >"$work/counts.before"
sed 's/^/   /' "$work/counts.before"

step 'killed without warning, and started again: everything is there'
pid=$(json "$THROUGHLINE_DATA/server.json" d.pid)
kill -9 "$server" "$pid" 2>/dev/null || true
wait "$server" 2>/dev/null || true
for _ in $(seq 1 50); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
start_server
api="$url/api/v1/orgs/${project%/*}/projects/${project#*/}"
counts >"$work/counts.after"
diff "$work/counts.before" "$work/counts.after" || fail 'something was lost in the crash'
run verify verify
holds "$work/verify.json" 'd.ok === true && d.checks.length > 3' 'verify does not pass after the crash'
json "$work/verify.json" 'd.checks.map(c => `   ${c.ok ? "ok" : "WRONG"} ${c.name} (${c.checked})`).join("\n")'

step 'a second tenant sees nothing'
run init2 init --org 'Second Company' --project 'Portal' --email second@example.com
second_key=$(json "$work/init2.json" d.api_key)
second="$(json "$work/init2.json" '`${d.org}/${d.project}`')"
artifact_id=$(head -n 1 "$work/ids")
suggestion_id=$(head -n 1 "$work/chosen")
risk_id=$(json "$work/before.json" d.id)
refused() { # VERB…: with the second tenant's key, over HTTP, in the first tenant's project
  if THROUGHLINE_URL=$url THROUGHLINE_API_KEY=$second_key throughline "$@" --json >"$work/refused.json" 2>/dev/null; then fail "the second tenant may: $*"; fi
  holds "$work/refused.json" 'd.error.code === "not-found"' "the refusal of \"$*\" says more than that there is nothing"
}
refused list risk --project "$project"
refused show RISK-1 --project "$project"
refused history RISK-1 --project "$project"
refused trace RISK-1 --project "$project"
refused search cutover --project "$project"
refused artifact "$artifact_id" --project "$project"
refused artifact "$artifact_id" --text --project "$project"
refused suggestions --project "$project"
refused accept "$suggestion_id" --project "$project"
for path in "$api/stream" "$api/risks" "$api/artifacts/$artifact_id/content" "$api/kinds" "$api/job-runs"; do
  status=$(curl -s -m 10 -o "$work/body" -w '%{http_code}' -H "authorization: Bearer $second_key" "$path")
  [ "$status" = 404 ] || fail "the second tenant gets $status from $path"
done
# in its own project, under the ids of the first tenant
for what in "artifacts/$artifact_id" "artifacts/$artifact_id/text" "artifacts/$artifact_id/findings" "risks/$risk_id" "risks/RISK-1" "suggestions/$suggestion_id"; do
  status=$(curl -s -o "$work/body" -w '%{http_code}' -H "authorization: Bearer $second_key" "$url/api/v1/orgs/${second%/*}/projects/${second#*/}/$what")
  [ "$status" = 404 ] || fail "the second tenant gets $status for $what in its own project"
done
for kind in risk artifact suggestion; do
  THROUGHLINE_URL=$url THROUGHLINE_API_KEY=$second_key throughline list "$kind" --project "$second" --json >"$work/own.json" || fail "the second tenant cannot list its own $kind"
  holds "$work/own.json" 'd.items.length === 0' "the second tenant sees a $kind"
done
THROUGHLINE_URL=$url THROUGHLINE_API_KEY=$second_key throughline search cutover --project "$second" --json >"$work/own.json" || fail 'the second tenant cannot search'
holds "$work/own.json" 'd.hits.length === 0' 'search shows the second tenant something'
# the live stream of the second tenant stays silent while the first tenant works
curl -sN -m 6 -H "authorization: Bearer $second_key" "$url/api/v1/orgs/${second%/*}/projects/${second#*/}/stream" >"$work/stream" &
listener=$!
sleep 1
run edit3 edit RISK-1 --set 'mitigation=Rehearse it three times' --project "$project"
wait "$listener" || true
grep -q '^retry:' "$work/stream" || fail 'the second tenant has no stream of its own'
if grep -q '^data:' "$work/stream"; then fail 'the stream shows the second tenant something'; fi
status=$(curl -s -o "$work/body" -w '%{http_code}' "$api/risks")
[ "$status" = 401 ] || fail "without a key, from this machine: $status"

step 'the project as one file, and as another project of the second tenant'
run export export --project "$project" --out "$work/project.zip"
THROUGHLINE_URL=$url THROUGHLINE_API_KEY=$second_key throughline import "$work/project.zip" --json >"$work/import.json" || fail 'the project cannot be imported'
holds "$work/import.json" "JSON.stringify(d.counts) === JSON.stringify(JSON.parse(require('node:fs').readFileSync('$work/export.json', 'utf8')).counts)" 'the imported project holds other things'
note "$(json "$work/import.json" '`${d.org}/${d.project}: ` + JSON.stringify(d.counts)')"

step 'an agent asks over MCP for what its key may see'
asked() { curl -fsS -X POST "$url/mcp" -H "authorization: Bearer $1" -H 'content-type: application/json' -H 'accept: application/json, text/event-stream' -d "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"list\",\"arguments\":{\"kind\":\"risk\",\"project\":\"$project\"}}}"; }
asked "$first_key" >"$work/mcp.json"
holds "$work/mcp.json" 'JSON.parse(d.result.content[0].text).items.some(r => r.key === "RISK-1")' 'the agent of the first tenant does not see its risk'
asked "$second_key" >"$work/mcp.json"
holds "$work/mcp.json" 'd.result.isError === true && JSON.parse(d.result.content[0].text).code === "not-found"' 'the agent of the second tenant is told something'

step 'a backup, restored into an empty folder'
counts >"$work/counts.before"
run search1 search 'cutover September penalty' --project "$project" -k 5
run backup backup --out "$work/backup.tar"
note "$(json "$work/backup.json" '`${Object.values(d.counts).reduce((a, b) => a + b, 0)} rows, ${d.blobs.count} files, ${d.bytes} bytes`')"
secret=${THROUGHLINE_SECRET:-$(cat "$THROUGHLINE_DATA/secret")}
if grep -q -F "$secret" "$work/backup.tar"; then fail 'the secret is in the backup'; fi
kill -TERM "$(json "$THROUGHLINE_DATA/server.json" d.pid)"
wait "$server" || fail "the server did not stop cleanly: $?"
server=''
[ ! -e "$THROUGHLINE_DATA/server.json" ] || fail 'server.json outlives the server'
export THROUGHLINE_DATA="$work/restored"
unset THROUGHLINE_SECRET
if [ -n "$postgres" ]; then DATABASE_URL=$(named "${scratch}_restored"); fi
if throughline restore --from "$work/backup.tar" --json >"$work/no-secret.json" 2>/dev/null; then fail 'a backup was restored without its secret'; fi
export THROUGHLINE_SECRET="$secret"
run restore restore --from "$work/backup.tar"
run verify2 verify
holds "$work/verify2.json" 'd.ok === true' 'verify does not pass after restoring'
counts >"$work/counts.restored"
diff "$work/counts.before" "$work/counts.restored" || fail 'the restored installation is another one'
run search2 search 'cutover September penalty' --project "$project" -k 5
holds "$work/search2.json" "JSON.stringify(d.hits.map(h => h.id)) === JSON.stringify(JSON.parse(require('node:fs').readFileSync('$work/search1.json', 'utf8')).hits.map(h => h.id))" 'search finds other things after restoring'

printf '\nEverything holds.\n'
