import type { Input, Output } from '@contract/api'
import type { ImportView } from '@contract/exchange'
import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import { refreshBalances } from '../../ledger/balanceTable'
import { advanceFactVersion, readFactVersion } from '../../ledger/ledgerTable'
import { readPeriods } from '../../ledger/periodTable'
import { stagedFacts } from '../../ledger/stagingColumn'
import {
  attachStaging,
  bringsPeriods,
  commitFacts,
  commitPeriods,
  detachStaging,
  findImport,
  insertImport,
  invoicesToRefresh,
  keepOneDefaultReason,
  leavePlaceholdersOpen,
  markHistoryVerified,
} from '../../ledger/stagingCommit'
import { batchesLandedBy, insertImportedAdjustments } from '../../ledger/stagingCommitAdjustment'
import { openStaging, stagingPath } from '../../ledger/stagingFile'
import { closeAnsweredBatches } from '../batch/closeAnsweredBatches'
import { audit, type JobContext } from '../context'
import { runCommand } from '../runCommand'
import { commitKnownAdjustments } from './commitKnownAdjustments'
import { mayBringPeriods } from './refusePeriodsOutOfLine'
import { readImportState, viewOf, writeImportState, type ImportState } from './importState'

/**
 * Takes exactly the rows that were previewed, in one transaction. Refused `import_moved` when a fact,
 * period or adjustment of the ledger has changed since the preview.
 */
export function commitImport(
  context: JobContext,
  input: Input<'commitImport'>,
): Outcome<Output<'commitImport'>> {
  const found = readImportState(context, input.importId)
  if (!found.ok || found.value.state === 'committed') return repeated(context, input)
  const state = found.value
  if (state.state !== 'previewed' || state.undecidedTwins > 0) {
    return refused(rejection('import_not_ready', 'importId', { undecided: state.undecidedTwins }))
  }
  const staging = openStaging(context.stagingFolder, input.importId)
  if (staging === undefined) return refused(rejection('import_not_ready', 'importId'))
  staging.close()
  if (!context.beginCommit()) return refused(rejection('job_cancelled'))
  context.progress('commit', 0, 0)
  attachStaging(context.ledger, stagingPath(context.stagingFolder, input.importId))
  try {
    return runCommand(context, 'commitImport', input, {
      right: 'prepare',
      act: () => commit(context, state),
      view: () => {
        const committed = { ...state, state: 'committed' as const }
        writeImportState(context, committed)
        return accepted(viewOf(committed))
      },
    })
  } finally {
    detachStaging(context.ledger)
  }
}

/** The same command again, also when the staging file is gone; another command finds nothing to commit. */
function repeated(context: JobContext, input: Input<'commitImport'>): Outcome<ImportView> {
  return runCommand(context, 'commitImport', input, {
    right: 'prepare',
    act: () => refused(rejection('import_not_ready', 'importId')),
    view: () => committedView(context, input.importId),
  })
}

function committedView(context: JobContext, importId: string): Outcome<ImportView> {
  const found = readImportState(context, importId)
  if (found.ok) return accepted(viewOf(found.value))
  const record = findImport(context.ledger, importId)
  if (record === undefined) return refused(rejection('import_unknown', 'importId'))
  return accepted({
    importId,
    state: 'committed',
    asOf: record.asOf,
    files: [],
    counts: record.counts as ImportView['counts'],
    warnings: [],
    undecidedTwins: 0,
  })
}

function commit(context: JobContext, state: ImportState): Outcome<{ importId: string }> {
  const { ledger, person } = context
  const { importId, asOf } = state
  if (readFactVersion(ledger).toString() !== state.factVersion)
    return refused(rejection('import_moved', 'importId'))
  // Another person may have made the preview.
  if (bringsPeriods(ledger) && !mayBringPeriods(context, readPeriods(ledger).length)) {
    return refused(rejection('right_missing', '', { right: 'manage_close' }))
  }
  const at = context.clock.now()
  const files = state.files.map(({ fileId, name, kind, bytes, hash }) => ({
    fileId,
    name,
    kind,
    bytes,
    hash,
  }))
  insertImport(ledger, { importId, asOf, at, personId: person.id, files, counts: state.counts })
  keepOneDefaultReason(ledger)
  for (const table of stagedFacts) {
    context.progress('commit', stagedFacts.indexOf(table), stagedFacts.length)
    commitFacts(ledger, table, { importId, asOf, at })
  }
  leavePlaceholdersOpen(ledger, importId)
  commitPeriods(ledger)
  const commitOf = { importId, asOf, at, personId: person.id, personName: person.name }
  insertImportedAdjustments(ledger, commitOf)
  commitKnownAdjustments(ledger, commitOf)
  closeAnsweredBatches(context, batchesLandedBy(ledger, importId))
  if (hasAdjustments(state)) markHistoryVerified(ledger, asOf)
  refreshBalances(ledger, invoicesToRefresh(ledger))
  advanceFactVersion(ledger)
  const warnings = [...new Set(state.warnings.map(({ code }) => code))].sort()
  audit(context, {
    action: 'commitImport',
    subject: `import ${importId}`,
    detail: { asOf, files, counts: state.counts, warnings },
  })
  return accepted({ importId })
}

function hasAdjustments(state: ImportState): boolean {
  return state.counts.some(({ kind }) => kind === 'invoiceItemAdjustment' || kind === 'invoiceAdjustment')
}
