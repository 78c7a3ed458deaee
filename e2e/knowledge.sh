#!/usr/bin/env bash
# Knowledge from outside, through the command line and HTTP alone: a mixed library comes in while somebody else works,
# questions are answered with words that stand in the files, two are refused, sources contradict each other, and a newer
# contract makes doubtful exactly what rested on the paragraph that changed.
#
#   e2e/knowledge.sh [TREE]     TREE: a checkout in which "npm ci" was run; default: this one
#
# Prints each step; stops at the first that does not hold, with the reason, and exits with 1.
set -euo pipefail

tree=$(cd "${1:-$(dirname "$0")/..}" && pwd)
name=knowledge
. "$tree/e2e/steps.bash"

step 'the server starts on an empty folder'
start_server
run init init --org 'Reading Company' --project 'Portal' --email reader@example.com
project="$(json "$work/init.json" '`${d.org}/${d.project}`')"
key=$(json "$work/init.json" d.api_key)
api="$url/api/v1/orgs/${project%/*}/projects/${project#*/}"
call() { curl -fsS -H "authorization: Bearer $key" -H 'content-type: application/json' "$@"; }

step 'a mixed library comes in while somebody else works undisturbed'
node "$tree/seed/fixtures/generate.ts" "$work/fixtures"
call -d '{"title":"Slip","probability":"high","impact":"low"}' "$api/risks" >"$work/risk.json"
risk=$(json "$work/risk.json" d.id)
: >"$work/others"
(
  while [ ! -e "$work/ingested" ]; do
    call -o /dev/null -w '%{http_code} %{time_total}\n' -X PATCH -d "{\"mitigation\":\"plan $RANDOM\"}" "$api/risks/$risk" >>"$work/others" || echo 'failed' >>"$work/others"
    call -o /dev/null -w '%{http_code} %{time_total}\n' "$api/risks" >>"$work/others" || echo 'failed' >>"$work/others"
    sleep 0.1
  done
) &
other=$!
run ingest ingest "$work/fixtures" --project "$project" --wait
touch "$work/ingested"
wait "$other"
holds "$work/ingest.json" 'd.artifacts.every(a => ["processed", "failed", "duplicate"].includes(a.status))' 'a file is neither processed nor failed nor a duplicate'
holds "$work/ingest.json" 'd.artifacts.every(a => a.status !== "failed" || (a.reason ?? "").length > 10)' 'a failed file says no reason'
[ "$(grep -vc '^200 ' "$work/others")" = 0 ] || fail 'a request of the other client was not answered'
note "$(json "$work/ingest.json" '`${d.artifacts.length} files`'), $(wc -l <"$work/others") requests of another client meanwhile, the slowest $(sort -k2 -n "$work/others" | tail -n 1 | cut -d' ' -f2) s"

step 'ten questions are answered with words that stand in the files'
# question | what the answer has to contain
while IFS='|' read -r question expected; do
  run answer ask --project "$project" "$question"
  node - "$work/answer.json" "$expected" "$api" "$key" <<'CHECK' || fail "“$question” is not answered as it should be"
const { readFileSync } = require('node:fs')
const [file, expected, api, key] = process.argv.slice(2)
const given = JSON.parse(readFileSync(file, 'utf8'))
const check = async () => {
  const told = `${given.answer} ${given.citations.map(({ quote }) => quote).join(' ')}`.replace(/\s+/g, ' ')
  if (given.outcome === 'not_found') throw new Error('it says that the documents do not tell')
  if (!told.includes(expected)) throw new Error(`${JSON.stringify(expected)} is not in ${JSON.stringify(told)}`)
  if (given.citations.length === 0) throw new Error('it cites nothing')
  for (const { artifact_id, start, end, quote } of given.citations) {
    const { text } = await (await fetch(`${api}/artifacts/${artifact_id}/text`, { headers: { authorization: `Bearer ${key}` } })).json()
    if (text.slice(start, end) !== quote) throw new Error(`${JSON.stringify(quote)} does not stand at ${start}-${end}`)
  }
}
check().catch((error) => { console.error(`   ${error.message}`); process.exit(1) })
CHECK
  note "$question → $expected"
done <<'QUESTIONS'
By when must the production cutover take place?|30 September 2026
What is the fixed price of the contract?|EUR 1,240,000
How much does the supplier pay for each week of delay?|EUR 15,000
When does the agreement with Quillon Hosting B.V. end?|31 December 2026
Who is the program manager?|Tobias Ferris
How many registered customers does the portal serve?|412,000
Why are customer accounts migrated in three waves?|a failed wave can be repeated within a weekend
Within how many hours must a personal data breach be reported?|24 hours
How many percent of callers cannot sign in?|7 of 100 callers cannot sign in
How long are invoices kept?|ten years
QUESTIONS

step 'two questions are refused that the files do not answer'
while read -r question; do
  run answer ask --project "$project" "$question"
  holds "$work/answer.json" 'd.outcome === "not_found" && d.citations.length === 0' "“$question” was answered: $(json "$work/answer.json" d.answer)"
  note "$question → $(json "$work/answer.json" d.answer)"
done <<'QUESTIONS'
What is the salary of the delivery lead?
Which color does the new logo have?
QUESTIONS

step 'sources that contradict each other are shown'
run answer ask --project "$project" 'When is the production cutover?'
holds "$work/answer.json" 'd.conflicts.length > 0' 'contract and plan name different dates of the cutover, and the answer does not say so'
json "$work/answer.json" 'd.conflicts.map(c => `   ${c.about}: ${c.statements.map(s => s.value).join(" or ")}`).join("\n")'

step 'a newer contract makes doubtful exactly what rested on the paragraph that changed'
cat >"$work/terms.md" <<'TERMS'
# Terms of hosting

The agreement runs until 31 March 2027 and ends without notice.

The monthly fee is EUR 4,500 and is due on the first day of each month.

Backups are made every night and kept for thirty days.
TERMS
sed 's/EUR 4,500/EUR 5,200/; s/ends without notice/ends\nwithout notice/' "$work/terms.md" >"$work/terms-2.md"
run terms ingest "$work/terms.md" --project "$project" --wait
file=$(json "$work/terms.json" 'd.artifacts[0].id')
call "$api/artifacts/$file/text" >"$work/terms-text.json"
# resting NAME WORDS: a risk that rests on these words
resting() {
  local body
  body=$(node -e 'const { text } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")); const start = text.indexOf(process.argv[3]); console.log(JSON.stringify({ kind: "risk", start, end: start + process.argv[3].length, fields: { title: process.argv[2], probability: "low", impact: "high" } }))' "$work/terms-text.json" "$1" "$2")
  call -d "$body" "$api/artifacts/$file/records" >"$work/resting.json"
  json "$work/resting.json" d.id
}
costly=$(resting 'Hosting costs more than planned' 'The monthly fee is EUR 4,500')
early=$(resting 'Hosting ends before the cutover' 'The agreement runs until 31 March 2027')
lost=$(resting 'Backups are kept too briefly' 'kept for thirty days')
curl -fsS -H "authorization: Bearer $key" -F "file=@$work/terms-2.md" "$api/artifacts/$file/versions" >"$work/newer.json"
newer=$(json "$work/newer.json" d.id)
for _ in $(seq 1 300); do
  if call "$api/artifacts/$newer/changes" >"$work/changes.json" 2>/dev/null; then break; fi
  sleep 0.2
done
holds "$work/changes.json" 'd.counts.changed === 1 && d.counts.removed === 0 && d.counts.added === 0 && d.counts.reworded === 0' 'not exactly one paragraph is told as changed'
call "$api/evidence/stale" >"$work/stale.json"
holds "$work/stale.json" "d.items.length === 1 && d.items[0].record.id === '$costly'" 'not exactly what rested on the changed paragraph is doubtful'
for kept in "$early" "$lost"; do
  call "$api/risks/$kept/links" >"$work/links.json"
  holds "$work/links.json" "d.items.every(l => l.stale_since === null) && d.items.some(l => l.other.id === '$newer')" 'what rested on an unchanged paragraph does not rest on the newer file'
done
json "$work/stale.json" 'd.items.map(i => `   ${i.record.key} ${i.record.label}: ${i.difference.map(p => p.kind === "same" ? p.text : p.kind === "added" ? `[+${p.text}]` : `[-${p.text}]`).join("")}`).join("\n")'

step 'all holds together'
run verify verify
holds "$work/verify.json" 'd.ok === true' 'verification found problems'
printf '\nAll steps hold.\n'
