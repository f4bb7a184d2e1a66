// Runs contra-verify over many files within one process, on whichever Node runs this: `checkMany.mjs FOLDER`.
//
// `FOLDER/sound/NAME` must be accepted. `FOLDER/altered/NAME.jsonl` has a row for each alteration of it, which must
// be refused: `[from, rest, put]` keeps so many bytes at its beginning and at its end, with `put` (base 64) between.
// `hash` is of all that was said: on every Node the same.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkFile } from '../../script/contra-verify.mjs'

const folder = process.argv[2]
const hash = createHash('sha256')
const outcome = { node: process.versions.node, sound: 0, refused: 0, wrong: [] }

for (const name of readdirSync(join(folder, 'sound')).sort()) {
  const bytes = readFileSync(join(folder, 'sound', name))
  const checked = checkFile(bytes)
  hash.update(JSON.stringify(checked))
  if (checked.ok) outcome.sound += 1
  else outcome.wrong.push(`${name}: ${checked.problems[0].text}`)
  const alterations = join(folder, 'altered', `${name}.jsonl`)
  if (existsSync(alterations))
    checkAltered(name, bytes, readFileSync(alterations, 'utf8').trimEnd().split('\n'))
}
process.stdout.write(JSON.stringify({ ...outcome, hash: hash.digest('hex') }))

function checkAltered(name, bytes, rows) {
  for (const [index, row] of rows.entries()) {
    const [from, rest, put] = JSON.parse(row)
    const end = bytes.subarray(bytes.length - rest)
    const { ok, problems } = checkFile(
      Buffer.concat([bytes.subarray(0, from), Buffer.from(put, 'base64'), end]),
    )
    hash.update(JSON.stringify(problems))
    if (ok) outcome.wrong.push(`${name}: alteration ${index + 1} was accepted`)
    else outcome.refused += 1
  }
}
