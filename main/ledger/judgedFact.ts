import type { Line } from '@contract/line'
import type { AdjustmentFact, Facts, JudgedPerson } from '../engine/fact'
import { readAccountingCodes } from './accountingCodeTable'
import { loadAdjustmentFacts } from './adjustmentFactTable'
import type { Ledger } from './database'
import { idList } from './idList'
import { loadInvoiceFacts } from './invoiceFactTable'
import { readPeriodExceptions, readPeriodFacts } from './periodTable'
import { readReasons } from './reasonCodeTable'
import { readSettings } from './settingTable'
import { loadSourceFacts } from './sourceFactTable'

interface Judgement {
  /** Who is judged: the preparer at submit, the reviewer at approval. */
  readonly person: JudgedPerson
  readonly now: string
  /** The batch of the lines: its own claims do not count against it. Empty for none. */
  readonly batchId: string
  /** Judges what was posted then: an exception that was revoked later still held. */
  readonly postedAt?: string | undefined
}

export interface LoadedFacts {
  readonly facts: Facts
  /** By invoice id. */
  readonly accountNames: ReadonlyMap<string, string>
}

/** All facts that these lines touch, and no others: the cost depends on the lines, not on the ledger. */
export function loadFacts(ledger: Ledger, lines: readonly Line[], judgement: Judgement): LoadedFacts {
  const named = namedBy(lines)
  const adjustments = loadAdjustments(ledger, named, judgement.batchId)
  const { invoices, accountNames } = loadInvoiceFacts(ledger, {
    ids: named.invoiceIds,
    numbers: named.invoiceNumbers,
  })
  const facts: Facts = {
    invoices,
    sources: loadSourceFacts(ledger, named, adjustments.values()),
    adjustments,
    periods: readPeriodFacts(ledger),
    exceptions: readPeriodExceptions(ledger, judgement.postedAt),
    reasons: new Map(readReasons(ledger).map((reason) => [reason.name, reason])),
    accountingCodes: new Map(readAccountingCodes(ledger).map((code) => [code.name, code])),
    settings: readSettings(ledger),
    person: judgement.person,
    now: judgement.now,
  }
  return { facts, accountNames }
}

interface Named {
  readonly invoiceIds: Set<string>
  readonly invoiceNumbers: Set<string>
  readonly headerInvoiceIds: Set<string>
  readonly itemIds: Set<string>
  readonly taxLineIds: Set<string>
  readonly adjustmentIds: Set<string>
}

function namedBy(lines: readonly Line[]): Named {
  const named: Named = {
    invoiceIds: new Set(),
    invoiceNumbers: new Set(),
    headerInvoiceIds: new Set(),
    itemIds: new Set(),
    taxLineIds: new Set(),
    adjustmentIds: new Set(),
  }
  for (const line of lines) {
    if (line.invoiceId !== '') named.invoiceIds.add(line.invoiceId)
    else if (line.invoiceNumber !== '') named.invoiceNumbers.add(line.invoiceNumber)
    if (line.kind === 'IA') named.headerInvoiceIds.add(line.invoiceId)
    else if (line.sourceType === 'Tax') named.taxLineIds.add(line.sourceId)
    else if (line.sourceId !== '') named.itemIds.add(line.sourceId)
    if (line.adjustmentId !== '') named.adjustmentIds.add(line.adjustmentId)
    if (line.reversesId !== '') named.adjustmentIds.add(line.reversesId)
    if (line.replacesId !== '') named.adjustmentIds.add(line.replacesId)
  }
  return named
}

/**
 * All that stand where lines act, and where what they cancel, delete or reverse stands: the facts of those places
 * are named as well. A reversal acts where its original does, so most places are known before they are looked for.
 */
function loadAdjustments(ledger: Ledger, named: Named, batchId: string): Map<string, AdjustmentFact> {
  const adjustments = loadAdjustmentFacts(ledger, {
    ids: [],
    sourceIds: [...named.itemIds, ...named.taxLineIds],
    headerInvoiceIds: named.headerInvoiceIds,
    batchId,
  })
  const elsewhere = new Set<string>()
  for (const id of named.adjustmentIds) {
    const found = adjustments.get(id)
    if (found === undefined) elsewhere.add(id)
    else named.invoiceIds.add(found.invoiceId)
  }
  for (const { invoiceId, sourceType, sourceId } of findActedOn(ledger, elsewhere)) {
    named.invoiceIds.add(invoiceId)
    if (sourceType === 'InvoiceDetail') named.itemIds.add(sourceId)
    if (sourceType === 'Tax') named.taxLineIds.add(sourceId)
    if (sourceType === '') named.headerInvoiceIds.add(invoiceId)
  }
  const others = { ids: elsewhere, sourceIds: [], headerInvoiceIds: [], batchId }
  for (const [id, fact] of loadAdjustmentFacts(ledger, others)) adjustments.set(id, fact)
  return adjustments
}

interface ActedOn {
  invoiceId: string
  sourceType: string
  sourceId: string
}

/** Where the adjustments stand that lines cancel, delete or reverse: their facts are touched as well. */
function findActedOn(ledger: Ledger, adjustmentIds: ReadonlySet<string>): readonly ActedOn[] {
  if (adjustmentIds.size === 0) return []
  return ledger
    .sql<ActedOn>(
      `select distinct invoice_id as invoiceId, source_type as sourceType, source_id as sourceId from adjustment
       where id in (select value from json_each(?))`,
    )
    .all(idList(adjustmentIds))
}
