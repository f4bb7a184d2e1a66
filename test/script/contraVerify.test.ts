import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { root } from '../../script/program.mts'
import { checkFile, type Checked } from '../../script/contra-verify.mjs'
import { newIdentityKey, fingerprintOf } from '../../main/platform/identityKey'
import { writeBatchFile } from '../../main/exchange/batchFile/batchFile'
import { writeIdentityCard } from '../../main/exchange/identityCard/identityCard'
import { aBatchFile, type BatchFileGiven } from '../support/aBatchFile'
import { editedFields, type EditedFile } from '../support/alteredFile'
import { keyOf } from '../support/testSigner'
import { tempFolder } from '../support/tempLedger'

const script = join(root, 'script/contra-verify.mjs')
const keyOfPreparer = fingerprintOf(keyOf('preparer').publicKey)
const keyOfReviewer = fingerprintOf(keyOf('reviewer').publicKey)

const given: BatchFileGiven[] = [
  { lineCount: 1, state: 'submitted', isPlain: true },
  { lineCount: 12, state: 'submitted' },
  { lineCount: 7, state: 'returned' },
  { lineCount: 7, state: 'approved' },
  { lineCount: 12, state: 'approved', withMovedFacts: true },
]

describe('contra-verify', () => {
  it.each(given)('accepts %o', (made) => {
    const { bytes, content } = aBatchFile(made)
    const { problems, report, kind } = checkFile(bytes)
    expect(problems).toEqual([])
    expect(kind).toBe('batch file')
    expect(report).toMatchObject({ batch: { state: made.state, name: 'March credits' } })
    expect(report?.signatures).toHaveLength(content.statements.length)
    expect(report?.approvedBy).toEqual(made.state === 'approved' ? ['Robin Reviewer'] : [])
    expect(report?.audit).toMatchObject({
      length: content.about.audit.length,
      head: content.about.audit.head,
    })
  })

  it.each(['submitted', 'returned', 'approved'])('accepts the golden file that was %s', (state) => {
    const { ok, report } = checkFile(readFileSync(join(root, `test/golden/batchFile/${state}.batch.contra`)))
    expect(ok).toBe(true)
    expect(report?.batch.state).toBe(state)
  })

  it('adds up credits, charges and their net by its own arithmetic', () => {
    const { bytes } = aBatchFile({ lineCount: 12, state: 'approved' })
    // Twelve credits of 1.00 … 12.11 but for the first, halved to 0.75; a charge of 4.00; 40.00 cancelled.
    expect(checkFile(bytes).report?.totals).toEqual([
      { currency: 'USD', lines: 14, credits: '78.41', charges: '4.00', net: '-34.41' },
    ])
  })

  it('names the line, fact or signature that was edited and written again', () => {
    const { bytes } = aBatchFile({ lineCount: 1, state: 'approved', isPlain: true, withMovedFacts: true })
    const edits = [...editedFields(bytes)]
    expect(edits.flatMap((edited) => mistakeIn(edited) ?? []).slice(0, 10)).toEqual([])
  })

  it('refuses a signer who is not trusted, and takes the forty digits that people compare', () => {
    const { bytes } = aBatchFile({ lineCount: 2, state: 'approved' })
    const trusting = (...trust: string[]) => checkFile(bytes, { trust })
    expect(trusting(keyOfPreparer, keyOfReviewer).ok).toBe(true)
    expect(trusting(keyOfPreparer.slice(0, 40), keyOfReviewer.slice(0, 40)).ok).toBe(true)
    const { ok, problems } = trusting(keyOfPreparer)
    expect(ok).toBe(false)
    expect(problems).toMatchObject([{ code: 'file_signer_unknown', at: { fingerprint: keyOfReviewer } }])
  })

  it('cannot tell a stranger of the same name from the sender, unless the keys were compared', () => {
    const { content } = aBatchFile({ lineCount: 2, state: 'submitted', isPlain: true })
    const key = newIdentityKey()
    const card = writeIdentityCard(
      { kind: 'sandbox', madeAt: '2026-11-01T08:00:00.000Z', name: 'Pat Preparer' },
      key,
    )
    const sealer = { identityId: fingerprintOf(key.publicKey), privateKey: key.privateKey }
    const { bytes } = writeBatchFile({ ...content, cards: [...content.cards, card] }, sealer)
    expect(checkFile(bytes).ok).toBe(true)
    expect(checkFile(bytes, { trust: [keyOfPreparer] }).problems).toMatchObject([
      { code: 'file_signer_unknown', at: { fingerprint: sealer.identityId } },
    ])
  })

  it('has an answer to any bytes', () => {
    const { bytes } = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
    const beginnings = [
      '',
      '{"contra":"batch","format":1,"parts":[',
      '{"contra":"batch","format":2',
      '<!doctype html>\n',
    ]
    const any = fc.tuple(
      fc.constantFrom(...beginnings),
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: bytes.length }),
    )
    fc.assert(
      fc.property(any, ([beginning, noise, from]) => {
        const whole = Buffer.concat([Buffer.from(beginning), noise, bytes.subarray(from)])
        return !checkFile(whole).ok && !checkFile(noise).ok
      }),
      { numRuns: 300 },
    )
    const deep = `{"contra":"batch","format":1,"parts":${'['.repeat(200_000)}${']'.repeat(200_000)}}\n`
    expect(checkFile(Buffer.from(deep)).ok).toBe(false)
  })
})

/** What is wrong with what is said of an edited file; undefined if it names what it must. */
function mistakeIn({ name, bytes, expected }: EditedFile): string | undefined {
  const { ok, problems }: Checked = checkFile(bytes)
  const at = problems[0]?.at ?? {}
  const fact = `${String(at['kind'])} ${String(at['id'])}`
  const isNamed =
    !ok &&
    expected.codes.includes(problems[0]?.code ?? '') &&
    (expected.lineId === undefined || at['lineId'] === expected.lineId) &&
    (expected.line === undefined || at['place'] === expected.line) &&
    (expected.fact === undefined || fact === expected.fact) &&
    (expected.part === undefined || at['part'] === expected.part)
  return isNamed ? undefined : `${name}: ${JSON.stringify(problems)}`
}

describe('contra-verify on the command line', () => {
  const run = (...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], { encoding: 'utf8' })
    return { status, stdout, stderr }
  }
  const saved = (bytes: Buffer | string) => {
    const path = join(tempFolder(), 'a batch.contra')
    writeFileSync(path, bytes)
    return path
  }

  it('ends with 0 and says in words what is in a sound file', () => {
    const path = saved(aBatchFile({ lineCount: 3, state: 'approved' }).bytes)
    const { status, stdout } = run(path)
    expect(status).toBe(0)
    expect(stdout).toContain('SOUND')
    expect(stdout).toContain('A batch file: batch “March credits”, revision 2, approved')
    expect(stdout).toContain('USD  5 lines: credits 5.78, charges 4.00, net effect on balances 38.22')
    expect(stdout).toContain('revision 2 approved  2026-11-20 11:00:00 UTC by Robin Reviewer')
    expect(stdout).toContain(keyOfReviewer)
    expect(stdout).toContain('Whose keys these are, only people can say')
    expect(stdout).toContain('TRAINING')
    expect(run(path, '--trust', keyOfPreparer, keyOfReviewer).stdout).not.toContain('only people can say')
  })

  it('ends with 1 where one of several files is refused, and says what is wrong with it', () => {
    const sound = aBatchFile({ lineCount: 3, state: 'submitted', isPlain: true }).bytes
    const altered = Buffer.from(
      sound.toString('latin1').replace('"amount":"2.01"', '"amount":"9.01"'),
      'latin1',
    )
    const { status, stdout } = run(saved(sound), saved(altered))
    expect(status).toBe(1)
    expect(stdout).toMatch(/SOUND[^]*REFUSED[^]*line 2 \(01TEST\w+\) of revision\/1\/\w+ was altered/)
    expect(run('--trust', keyOfReviewer, saved(sound)).status).toBe(1)
  })

  it('ends with 2 where a file cannot be read, or the call is not understood', () => {
    expect(run().status).toBe(2)
    expect(run(join(tempFolder(), 'nothing.contra')).status).toBe(2)
    const path = saved('anything')
    expect(run(path, '--trust').status).toBe(2)
    expect(run(path, '--what').status).toBe(2)
    expect(run(path, '--trust', 'abc').status).toBe(2)
  })

  it('gives one line of JSON a file', () => {
    const { bytes } = aBatchFile({ lineCount: 2, state: 'submitted', isPlain: true })
    const { status, stdout } = run('--json', saved(bytes), saved('no batch'))
    expect(status).toBe(1)
    const [first, second] = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Checked)
    expect(first).toMatchObject({ ok: true, kind: 'batch file', lines: 2 })
    expect(second).toMatchObject({ ok: false, problems: [{ code: 'file_not_a_batch' }] })
  })

  it('prints nothing of a file that a terminal would obey', () => {
    const { stdout } = run(
      saved(
        '{"contra":"batch","format":1,"parts":[{"bytes":1,"name":"\\u001b[2J\\u202e","sha256":"' +
          '0'.repeat(64) +
          '"}]}\n',
      ),
    )
    expect(stdout).toContain('REFUSED')
    expect([...stdout].filter((sign) => sign < ' ' && sign !== '\n')).toEqual([])
    expect(stdout).not.toContain('\u202e')
  })
})
