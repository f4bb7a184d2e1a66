import { describe, expect, it } from 'vitest'
import { api } from '@contract/api'
import type { Line } from '@contract/line'
import type { Outcome } from '@contract/outcome'
import { approvalKinds } from '@contract/approval'
import type { BatchContent } from '../../../main/engine/batch/content'
import { writeBatchFile, type BatchFileContent } from '../../../main/exchange/batchFile/batchFile'
import { canonicalText } from '../../../main/ledger/auditTable'
import { verifyLedger } from '../../../main/ledger/verify'
import { fingerprintOf, signText } from '../../../main/platform/identityKey'
import { hashOfText } from '../../../main/platform/textHash'
import { changeApprovalRules } from '../../../main/usecase/approval/changeApprovalRules'
import { approveBatch } from '../../../main/usecase/batch/approveBatch'
import { getBatch } from '../../../main/usecase/batch/getBatch'
import { recallBatch } from '../../../main/usecase/batch/recallBatch'
import { listLines } from '../../../main/usecase/batch/listLines'
import { bringInBatch } from '../../../main/usecase/batchFile/bringInBatch'
import { batchFileContentOf } from '../../../main/usecase/batchFile/handedOver'
import { previewBatchFile } from '../../../main/usecase/batchFile/previewBatchFile'
import { revokeIdentity } from '../../../main/usecase/person/revokeIdentity'
import { aDraft, approveInput, cell, codesOf, edit, submit, valueOf } from '../../support/aBatch'
import { withFile } from '../../support/aCard'
import { anImported, importedId } from '../../support/anImported'
import { controller, preparer, reviewer, type TestContext } from '../../support/tempLedger'
import { keyOf } from '../../support/testSigner'
import { bringIn, bringInInput, carry, giveBack, savedFile, twoLedgers } from '../../support/twoLedgers'

// Files of somebody whose card is known and who writes them with a program of their own: hashes fit, and what they sign
// is signed with their own key. The victim is `there`.

function askForTwo(context: TestContext): void {
  const by = context.as(controller)
  const rule = {
    ruleId: by.newId(),
    name: 'Two',
    kinds: [...approvalKinds],
    lineUpTo: null,
    batchUpTo: null,
    running: [],
    coversExceptions: true,
    approverIds: [],
    reviewerCount: 2 as const,
  }
  valueOf(changeApprovalRules(by, { commandId: by.newId(), rules: [rule] }))
}

type Fields = Record<string, unknown>

function submitted(context: TestContext, name = 'March credits', amount = '10.00'): string {
  const { batchId } = aDraft(context, name)
  edit(context, batchId, [cell('I1', 'IT1', 'Credit', amount), cell('I2', 'IT3', 'Credit', '20.00')])
  submit(context, batchId)
  return batchId
}

const approve = (context: TestContext, batchId: string) =>
  approveBatch(context, approveInput(context, valueOf(getBatch(context, { batchId }))))

const contentOfFile = (context: TestContext, batchId: string) => valueOf(batchFileContentOf(context, batchId))

function sealed(content: BatchFileContent, by = preparer): Buffer {
  const { privateKey, publicKey } = keyOf(by.id)
  return writeBatchFile(content, { privateKey, identityId: fingerprintOf(publicKey) }).bytes
}

const keyIdOf = ({ id }: { id: string }) => fingerprintOf(keyOf(id).publicKey)

function signed(says: Fields, by = preparer) {
  const text = canonicalText({ ...says, by: keyIdOf(by), name: by.name })
  return { text, signature: signText(text, keyOf(by.id).privateKey) }
}

const saidBy = ({ text }: { text: string }) => JSON.parse(text) as Fields

/** The only revision with another content, submitted by the preparer who made it so. */
function forged(
  content: BatchFileContent,
  change: (content: BatchContent) => BatchContent,
  says: Fields = {},
): BatchFileContent {
  const [revision] = content.revisions
  const [statement] = content.statements
  if (revision === undefined || statement === undefined) throw new Error('Nothing to forge')
  const text = canonicalText(change(JSON.parse(revision.content) as BatchContent))
  const contentHash = hashOfText(text)
  const { lines } = JSON.parse(text) as BatchContent
  return {
    ...content,
    about: {
      ...content.about,
      references: content.about.references.filter(({ id }) => text.includes(id)),
      batch: { ...content.about.batch, contentHash },
    },
    revisions: [{ ...revision, contentHash, content: text }],
    statements: [signed({ ...saidBy(statement), contentHash, ...says })],
    claims: content.claims.filter(({ lineId }) => lines.some((line) => line.lineId === lineId)),
  }
}

const withLines = (change: (line: Line, index: number) => Line) => (content: BatchContent) => ({
  ...content,
  lines: content.lines.map(change),
})

/** Everything that people would do with a batch that came; none of it may throw, or answer what no page takes. */
function useIt(there: TestContext, batchId: string): Outcome<unknown> {
  const all = { batchId, invoiceId: '', from: 0, limit: 100 }
  api.getBatch.output.parse(valueOf(getBatch(there, { batchId })))
  api.listLines.output.parse(valueOf(listLines(there, { ...all, revision: 0 })))
  api.listLines.output.parse(valueOf(listLines(there, { ...all, revision: 1 })))
  const outcome = approve(there.as(reviewer), batchId)
  if (outcome.ok) return outcome
  giveBack(there.as(reviewer), batchId, 1, 'No')
  edit(there, batchId, [cell('I1', 'IT2', 'Credit', '1.00')])
  api.listLines.output.parse(valueOf(listLines(there, { ...all, revision: 0 })))
  return outcome
}

describe('a file that a known person wrote by hand', () => {
  const refusedOrUsed = (what: string, change: (content: BatchContent) => BatchContent) =>
    it(`${what}: is refused, or comes in without breaking anything`, () => {
      const { here, there } = twoLedgers()
      const batchId = submitted(here)
      let bytes: Buffer
      try {
        bytes = sealed(forged(contentOfFile(here, batchId), change))
      } catch (error) {
        expect(String(error)).toMatch(/is no content: (?:lines|facts)\/|file_damaged/)
        return
      }
      const outcome = bringIn(there.as(reviewer), bytes)
      if (outcome.ok) useIt(there, batchId)
      expect(verifyLedger(there.ledger).faults).toEqual([])
    })

  refusedOrUsed(
    'two lines in one place',
    withLines((line) => ({ ...line, position: 1 })),
  )
  refusedOrUsed(
    'a place near 2^53',
    withLines((line, index) => ({ ...line, position: Number.MAX_SAFE_INTEGER - 1 + index })),
  )
  refusedOrUsed(
    'an amount that is none',
    withLines((line) => ({ ...line, amount: '1e9' })),
  )
  refusedOrUsed(
    'an amount beyond any column',
    withLines((line) => ({ ...line, amount: '9'.repeat(60) })),
  )
  refusedOrUsed(
    'a day that is none',
    withLines((line) => ({ ...line, date: '2026-02-31' })),
  )
  refusedOrUsed(
    'no day',
    withLines((line) => ({ ...line, date: 'tomorrow' })),
  )
  refusedOrUsed(
    'ids too long',
    withLines((line) => ({ ...line, invoiceId: 'I'.repeat(65) })),
  )
  refusedOrUsed(
    'numbers too long',
    withLines((line) => ({ ...line, invoiceNumber: 'I'.repeat(65) })),
  )
  refusedOrUsed(
    'amounts too long',
    withLines((line) => ({ ...line, amount: '1'.repeat(65) })),
  )
  refusedOrUsed(
    'days too long',
    withLines((line) => ({ ...line, date: '1'.repeat(33) })),
  )
  refusedOrUsed(
    'codes too long',
    withLines((line) => ({ ...line, accountingCode: '1'.repeat(1001) })),
  )
  refusedOrUsed(
    'references too long',
    withLines((line) => ({ ...line, referenceId: '1'.repeat(1001) })),
  )
  refusedOrUsed('an id that is none', (content) => {
    const text = JSON.stringify(content)
    return JSON.parse(
      text.replaceAll(content.lines[0]?.lineId ?? '', '01LINE00000000000000000000'),
    ) as BatchContent
  })
  refusedOrUsed(
    'an id of an adjustment that is none',
    withLines((line) => ({ ...line, replacesId: '01ILOU00000000000000000000' })),
  )
  refusedOrUsed(
    'an unknown invoice',
    withLines((line) => ({ ...line, invoiceId: 'NONE' })),
  )
  refusedOrUsed(
    'an invoice of another name',
    withLines((line) => ({ ...line, invoiceNumber: 'INV-I2' })),
  )
  refusedOrUsed(
    'names with marks',
    withLines((line) => ({ ...line, comment: '\u202e\u0000\u0007' })),
  )
  refusedOrUsed(
    'no type',
    withLines((line) => ({ ...line, type: '' as const })),
  )
  refusedOrUsed(
    'no number',
    withLines((line) => ({ ...line, provisionalNumber: '' })),
  )
  refusedOrUsed('a fact in an unknown currency', (content) => ({
    ...content,
    facts: content.facts.map((fact) => (fact.currency === '' ? fact : { ...fact, currency: 'ZZZ' })),
  }))
  refusedOrUsed('a fact without a currency', (content) => ({
    ...content,
    facts: content.facts.map((fact) => ({ ...fact, currency: '' })),
  }))
  refusedOrUsed('facts with other values', (content) => ({
    ...content,
    facts: content.facts.map((fact) => ({ ...fact, values: { balance: 1e21, open: true, amount: 'x' } })),
  }))
  refusedOrUsed('no facts', (content) => ({ ...content, facts: [] }))
  refusedOrUsed(
    'a reversal of nothing',
    withLines((line) => ({ ...line, replacesId: '01NONE00000000000000000000' })),
  )
})

describe('statements of a known person', () => {
  it('a revision that nobody has submitted is kept without a submitter', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    giveBack(here.as(reviewer), batchId, 1, 'No')
    edit(here, batchId, [cell('I1', 'IT1', 'Credit', '9.00')])
    submit(here, batchId)
    const content = contentOfFile(here, batchId)
    const statements = content.statements.filter((one) => saidBy(one)['revision'] === 2)
    valueOf(bringIn(there.as(reviewer), sealed({ ...content, statements })))
    expect(valueOf(approve(there.as(reviewer), batchId)).state).toBe('approved')
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })

  it('who approved an earlier revision and prepared the next one is no obstacle', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    const content = contentOfFile(here, batchId)
    const first = saidBy(content.statements[0] ?? { text: '{}' })
    const { act: _act, confirmed, workedOn: _workedOn, ...of } = first
    const approval = signed(
      {
        ...of,
        act: 'approve',
        confirmed,
        comment: '',
        factsHash: '',
        journalHash: 'a'.repeat(64),
        reviewed: { accepted: 0, sample: null },
      },
      controller,
    )
    giveBack(here.as(reviewer), batchId, 1, 'No')
    edit(here.as(controller), batchId, [cell('I1', 'IT1', 'Credit', '9.00')])
    submit(here.as(controller), batchId)
    const later = contentOfFile(here, batchId)
    const [submission, ...others] = later.statements
    if (submission === undefined) throw new Error('Nothing was submitted')
    const cards = [...later.cards, ...content.cards]
    const file = sealed({ ...later, cards, statements: [submission, approval, ...others] })
    valueOf(bringIn(there.as(reviewer), file))
    expect(codesOf(approve(there.as(controller), batchId))).toEqual(['approver_touched_lines'])
    expect(valueOf(approve(there.as(reviewer), batchId)).state).toBe('approved')
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })

  it('a submission that comes after the posting says nothing of who worked on it', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    const honest = contentOfFile(here, batchId)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(there.as(reviewer), batchId))
    const [first] = honest.statements
    if (first === undefined) throw new Error('Nothing was submitted')
    const late = signed({
      ...saidBy(first),
      at: '2026-11-20T10:00:01.000Z',
      workedOn: [{ by: keyIdOf(reviewer), name: reviewer.name }],
    })
    const file = sealed({ ...honest, statements: [first, late] })
    expect(codesOf(bringIn(there.as(reviewer), file))).toEqual(['batch_posted_here'])
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })

  it('an approval by a key that was revoked since counts no more', () => {
    const { here, there } = twoLedgers()
    for (const context of [here, there]) askForTwo(context)
    const batchId = submitted(here)
    carry(here, there.as(controller), batchId)
    // The first of two, here; it comes there before its key is revoked there.
    valueOf(approve(here.as(reviewer), batchId))
    carry(here.as(reviewer), there.as(controller), batchId)
    const by = there.as(controller)
    const identityId = keyIdOf(reviewer)
    valueOf(revokeIdentity(by, { commandId: by.newId(), identityId, reason: 'Lost' }))
    valueOf(approve(here.as(controller), batchId))
    const outcome = valueOf(bringIn(there.as(controller), savedFile(here.as(controller), batchId)))
    expect(outcome.effect).toBe('wait')
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })
})

describe('ids and numbers of somebody else', () => {
  it('a line with the id of an adjustment that is here is not of Contra', () => {
    const { here, there } = twoLedgers()
    anImported(there.ledger, { n: 7, type: 'Credit', amount: 3_000, day: 5 })
    const batchId = submitted(here)
    const file = sealed(
      forged(contentOfFile(here, batchId), (content) => {
        const text = JSON.stringify(content)
        return JSON.parse(text.replaceAll(content.lines[0]?.lineId ?? '', importedId(7))) as BatchContent
      }),
    )
    expect(codesOf(bringIn(there.as(reviewer), file))).toEqual(['file_ids_taken'])
  })

  it('a revision far away from the others is none', () => {
    const { here } = twoLedgers()
    const batchId = submitted(here)
    const content = contentOfFile(here, batchId)
    const revision = 999_999_999
    const far = forged(content, (same) => same, { revision })
    const about = { ...far.about, batch: { ...far.about.batch, revision } }
    expect(() =>
      sealed({ ...far, about, revisions: far.revisions.map((one) => ({ ...one, revision })) }),
    ).toThrow('file_damaged')
  })

  it('numbers of this ledger that it has not given are not of Contra', () => {
    const { here, there } = twoLedgers()
    const own = submitted(there, 'Own', '3.00')
    const given = there.ledger
      .sql<{ number: string }>('select max(provisional_number) as number from line')
      .get()
    valueOf(approve(there.as(reviewer), own))
    for (const number of [given?.number ?? '', 'IIA-9ZZZ-00000009']) {
      const batchId = submitted(here)
      const withNumber = withLines((line, index) =>
        index > 0 ? line : { ...line, provisionalNumber: number, referenceId: number },
      )
      const file = sealed(forged(contentOfFile(here, batchId), withNumber))
      expect(codesOf(bringIn(there.as(reviewer), file))).toEqual(['file_ids_taken'])
    }
  })

  it('a submission beside another one takes no approval away unseen', () => {
    const { here, there } = twoLedgers()
    for (const context of [here, there]) askForTwo(context)
    const batchId = submitted(here)
    const honest = contentOfFile(here, batchId)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(there.as(reviewer), batchId))
    const [first] = honest.statements
    if (first === undefined) throw new Error('Nothing was submitted')
    const workedOn = [{ by: keyIdOf(reviewer), name: reviewer.name }]
    const late = signed({ ...saidBy(first), at: '2026-11-20T10:00:01.000Z', workedOn })
    valueOf(bringIn(there.as(reviewer), sealed({ ...honest, statements: [first, late] })))
    // Robin is said to have worked on it: one is missing still, and nothing breaks.
    expect(valueOf(approve(there.as(controller), batchId))).toMatchObject({ state: 'submitted' })
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })
})

describe('what a line speaks of', () => {
  /** A reversal of an imported credit that both know, each under an id of its own; `there` has another one besides. */
  function reversal(change: (content: BatchFileContent) => BatchFileContent) {
    const { here, there } = twoLedgers()
    for (const { ledger } of [here, there])
      ledger.sql("insert or replace into setting (name, value) values ('counterItem', 'true')").run()
    anImported(here.ledger, { n: 7, type: 'Credit', amount: 3_000, day: 5 })
    anImported(there.ledger, { n: 8, type: 'Credit', amount: 3_000, day: 5 })
    const { batchId } = aDraft(here, 'Reversal')
    edit(here, batchId, [{ op: 'put', lineId: '', fields: { reversesId: importedId(7) } }])
    submit(here, batchId)
    const text = JSON.stringify(contentOfFile(here, batchId)).replaceAll(importedId(7), elsewhereId)
    const content = JSON.parse(text) as BatchFileContent
    const honest = forged({ ...content, approval: undefined }, (same) => same)
    const { references } = content.about
    return { there, batchId, file: sealed(change({ ...honest, about: { ...honest.about, references } })) }
  }
  const elsewhereId = '01HERE0000000000000ANTHER7'

  it('is not what the file says that it is, but what was signed', () => {
    const { there, batchId, file } = reversal((content) => ({
      ...content,
      about: { ...content.about, references: [{ id: elsewhereId, billingId: '', number: 'IIA-0008' }] },
    }))
    valueOf(bringIn(there.as(reviewer), file))
    const { rows } = valueOf(listLines(there, { batchId, revision: 0, invoiceId: '', from: 0, limit: 10 }))
    expect(rows[0]?.line.reversesId).toBe(elsewhereId)
    expect(rows[0]?.rejections.map(({ code }) => code)).not.toEqual([])
    expect(codesOf(approve(there.as(reviewer), batchId))).not.toEqual([])
    // Once the one that was signed is here, it is found, whatever the file said first.
    anImported(there.ledger, { n: 7, type: 'Credit', amount: 3_000, day: 5 })
    const found = valueOf(listLines(there, { batchId, revision: 0, invoiceId: '', from: 0, limit: 10 }))
    expect(found.rows[0]?.line.reversesId).toBe(importedId(7))
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })

  it('is nothing where the number was not signed', () => {
    const { there, batchId, file } = reversal((content) => {
      const withoutFact = (frozen: BatchContent) => ({
        ...frozen,
        facts: frozen.facts.filter(({ kind }) => kind !== 'adjustment'),
      })
      const { about } = content
      const bare = forged(content, withoutFact)
      const references = [{ id: elsewhereId, billingId: '', number: 'IIA-0008' }]
      return { ...bare, about: { ...bare.about, references, ledger: about.ledger } }
    })
    valueOf(bringIn(there.as(reviewer), file))
    expect(codesOf(approve(there.as(reviewer), batchId))).toContain('batch_has_rejections')
  })
})

describe('what a known reviewer writes', () => {
  const approvalOf = (content: BatchFileContent, journal: string): BatchFileContent => {
    const [first] = content.statements
    if (first === undefined) throw new Error('Nothing was submitted')
    const { act: _act, confirmed: _confirmed, workedOn: _workedOn, ...of } = saidBy(first)
    const approving = {
      act: 'approve',
      confirmed: [],
      comment: '',
      factsHash: '',
      journalHash: hashOfText(journal),
      reviewed: { accepted: 0, sample: null },
    }
    const { revision, contentHash } = content.about.batch
    return {
      ...content,
      about: { ...content.about, batch: { ...content.about.batch, state: 'approved' } },
      statements: [first, signed({ ...of, ...approving }, controller)],
      claims: [],
      approval: { revision, contentHash, journal, facts: '' },
    }
  }

  it('books no credit as a charge', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    const submission = contentOfFile(here.as(controller), batchId)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(here.as(reviewer), batchId))
    const honest = contentOfFile(here, batchId).approval?.journal ?? ''
    const journals = JSON.parse(honest) as { entries: { account: string; credit: string; debit: string }[] }[]
    const turned = journals.map((journal) => ({
      ...journal,
      entries: journal.entries.map(({ account, credit, debit }) => ({
        account,
        credit: debit,
        debit: credit,
      })),
    }))
    const file = sealed(approvalOf(submission, canonicalText(turned)), controller)
    expect(valueOf(bringIn(there.as(reviewer), file)).effect).toBe('wait')
    const because = valueOf(getBatch(there, { batchId })).notPostedBecause
    expect(because.map(({ code }) => code)).toEqual(['journal_differs', 'journal_differs'])
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })

  it('is told in the order in which it was signed, whatever the clocks said', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    here.clock.moveTo('2026-11-20T09:30:00.000Z')
    giveBack(here.as(reviewer), batchId, 1, 'The clock of the reviewer is late')
    carry(here, there.as(reviewer), batchId)
    expect(contentOfFile(there.as(reviewer), batchId).about.batch.state).toBe('returned')
  })

  it('has no moments that no clock can show', () => {
    const { here } = twoLedgers()
    const content = contentOfFile(here, submitted(here))
    const [first] = content.statements
    if (first === undefined) throw new Error('Nothing was submitted')
    for (const at of ['9999-99-99T99:99:99.000Z', '2026-11-20T24:00:00.000Z', '2026-00-10T10:00:00.000Z'])
      expect(() => sealed({ ...content, statements: [signed({ ...saidBy(first), at })] })).toThrow(
        'file_damaged',
      )
  })
})

describe('old files and what has changed since', () => {
  it('statements of one batch say nothing of another one with the same lines', () => {
    const { here } = twoLedgers()
    const contents = [submitted(here), submitted(here, 'The same')].map((batchId) =>
      contentOfFile(here, batchId),
    )
    const [one, other] = contents
    if (one === undefined || other === undefined) throw new Error('Nothing was submitted')
    expect(() => sealed({ ...one, statements: other.statements })).toThrow('file_signature_wrong')
  })

  it('an approval of a revision is none of the next one with the same content', () => {
    const { here, there } = twoLedgers()
    for (const context of [here, there]) askForTwo(context)
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    valueOf(approve(there.as(reviewer), batchId))
    const approved = savedFile(there.as(reviewer), batchId)
    valueOf(recallBatch(here, { commandId: here.newId(), batchId, revision: 1 }))
    submit(here, batchId)
    valueOf(bringIn(here, approved))
    expect(valueOf(getBatch(here, { batchId }))).toMatchObject({ revision: 2, approval: { approvedBy: [] } })
    expect(verifyLedger(here.ledger).faults).toEqual([])
  })

  it('an old return takes nothing back that was submitted since', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    giveBack(there.as(reviewer), batchId, 1, 'No')
    const returned = savedFile(there.as(reviewer), batchId)
    valueOf(bringIn(here, returned))
    submit(here, batchId)
    expect(codesOf(bringIn(here, returned))).toEqual(['file_older'])
    expect(valueOf(getBatch(here, { batchId })).state).toBe('submitted')
  })

  it('what was looked at is brought in, or nothing', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    const sent = savedFile(here, batchId)
    const given = withFile(here, sent)
    valueOf(bringIn(there.as(reviewer), sent))
    giveBack(there.as(reviewer), batchId, 1, 'No')
    const returned = withFile(here, savedFile(there.as(reviewer), batchId))
    const looked = valueOf(previewBatchFile(returned.context, { file: returned.file }))
    const input = bringInInput(here, returned.file, looked)
    valueOf(recallBatch(here, { commandId: here.newId(), batchId, revision: 1 }))
    edit(here, batchId, [cell('I1', 'IT2', 'Credit', '1.00')])
    expect(codesOf(bringInBatch(returned.context, input))).toEqual(['file_has_moved'])
    expect(codesOf(bringInBatch(given.context, { ...input, file: given.file }))).toEqual(['file_has_moved'])
  })

  it('a known person adds a revision to the batch of another: it waits for a review as any other', () => {
    const { here, there } = twoLedgers()
    const batchId = submitted(here)
    carry(here, there.as(reviewer), batchId)
    giveBack(here.as(reviewer), batchId, 1, 'No')
    edit(here.as(controller), batchId, [cell('I1', 'IT1', 'Credit', '100.00')])
    submit(here.as(controller), batchId)
    carry(here.as(controller), there.as(reviewer), batchId)
    expect(valueOf(getBatch(there, { batchId }))).toMatchObject({ state: 'submitted', revision: 2 })
    expect(codesOf(approve(there.as(controller), batchId))).toEqual(['approver_touched_lines'])
    expect(verifyLedger(there.ledger).faults).toEqual([])
  })
})
