import { z } from 'zod'
import { LedgerPerson, LedgerView } from '@contract/ledger'
import { Settings } from '@contract/setting'

/** What a thread says about its ledger, for the session's view and to know who may act. */
export const LedgerDescription = z.object({
  ledger: LedgerView,
  people: z.array(LedgerPerson),
  settings: Settings,
  today: z.string(),
})
export type LedgerDescription = z.infer<typeof LedgerDescription>
