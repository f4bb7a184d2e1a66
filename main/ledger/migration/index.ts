import createLedger from './0001_create_ledger.sql?raw'
import linkImportedReversals from './0002_link_imported_reversals.sql?raw'
import writeDownExceptions from './0003_write_down_exceptions.sql?raw'
import keepReversalEdits from './0004_keep_reversal_edits.sql?raw'
import standByWhatWasRefused from './0005_stand_by_what_was_refused.sql?raw'
import givePeopleKeys from './0006_give_people_keys.sql?raw'
import letBatchesTravel from './0007_let_batches_travel.sql?raw'

/** All migrations in order; number N takes a file from version N − 1 to N. Released ones never change. */
export const migrations: readonly string[] = [
  createLedger,
  linkImportedReversals,
  writeDownExceptions,
  keepReversalEdits,
  standByWhatWasRefused,
  givePeopleKeys,
  letBatchesTravel,
]
