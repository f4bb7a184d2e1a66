import type { ExportTarget } from './exportLine'

// Which API version has which field (field tables of the object reference).

/** `ReasonCode`: 47 and later. */
export function hasReasonCode(target: ExportTarget): boolean {
  return target.apiVersion >= 47
}

/** `DeferredRevenueAccount`, `RecognizedRevenueAccount`: 63 and later, and a feature of the tenant. */
export function hasRevenueAccounts(target: ExportTarget): boolean {
  return target.apiVersion >= 63 && target.revenueAccounts
}

/** `ExcludeItemBillingFromRevenueAccounting`: 117 and later, and a feature of the tenant. */
export function hasRevenueExclusion(target: ExportTarget): boolean {
  return target.apiVersion >= 117 && target.revenueExclusion
}

/** The SOAP type `InvoiceAdjustment` is gone since 64. */
export function hasInvoiceAdjustmentType(apiVersion: number): boolean {
  return apiVersion < 64
}

/** `AdjustmentDate` is a date since 69, a dateTime before. */
export function hasPlainDate(apiVersion: number): boolean {
  return apiVersion >= 69
}
