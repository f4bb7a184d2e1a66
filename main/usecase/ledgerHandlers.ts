import { changeReason } from './changeReason'
import { changeSettings } from './changeSettings'
import { findAnything } from './findAnything'
import { getAccount } from './getAccount'
import { getAdjustment } from './getAdjustment'
import { getAuditChoices } from './getAuditChoices'
import { getChoices } from './getChoices'
import { getHome } from './getHome'
import { getInvoice } from './getInvoice'
import { getSettings } from './getSettings'
import type { SomeHandlers } from './handlers'
import { listAccounts } from './listAccounts'
import { listAdjustments } from './listAdjustments'
import { listAudit } from './listAudit'
import { listImportProfiles } from './listImportProfiles'
import { listInvoices } from './listInvoices'
import { listSavedFilters } from './listSavedFilters'
import { listSources } from './listSources'
import { reading } from './reading'
import { saveAdjustmentList } from './saveAdjustmentList'
import { saveFilter } from './saveFilter'
import { saveImportProfile } from './saveImportProfile'
import { sumAdjustments } from './sumAdjustments'
import { sumSources } from './sumSources'
import { verifyLedger } from './verifyLedger'

/** All that reads a ledger, its settings, and what only changes how a person looks at it. */
export const ledgerHandlers: SomeHandlers<
  | 'changeReason'
  | 'changeSettings'
  | 'findAnything'
  | 'getAccount'
  | 'getAdjustment'
  | 'getAuditChoices'
  | 'getChoices'
  | 'getHome'
  | 'getInvoice'
  | 'getSettings'
  | 'listAccounts'
  | 'listAdjustments'
  | 'listAudit'
  | 'listImportProfiles'
  | 'listInvoices'
  | 'listSavedFilters'
  | 'listSources'
  | 'saveAdjustmentList'
  | 'saveFilter'
  | 'saveImportProfile'
  | 'sumAdjustments'
  | 'sumSources'
  | 'verifyLedger'
> = {
  changeReason,
  changeSettings,
  findAnything: reading(findAnything),
  getAccount: reading(getAccount),
  getAdjustment: reading(getAdjustment),
  getAuditChoices,
  getChoices: reading(getChoices),
  getHome: reading(getHome),
  getInvoice: reading(getInvoice),
  getSettings,
  listAccounts: reading(listAccounts),
  listAdjustments: reading(listAdjustments),
  listAudit: reading(listAudit),
  listImportProfiles,
  listInvoices: reading(listInvoices),
  listSavedFilters,
  listSources: reading(listSources),
  saveAdjustmentList,
  saveFilter,
  saveImportProfile,
  sumAdjustments: reading(sumAdjustments),
  sumSources: reading(sumSources),
  verifyLedger,
}
