import { practiceKeyOf, type IdentityKey } from '../../platform/identityKey'
import type { Person, Settings } from '@contract/setting'

// The invented company of the sandbox: who its customers are, what it sells and how that is taxed.

export interface Market {
  readonly currency: string
  readonly customers: readonly string[]
  /** Minor units of this currency for one cent of the price list. */
  readonly minorPerCent: { readonly times: bigint; readonly over: bigint }
  /** Amounts are whole multiples of it: coins of 0.05 in Swiss francs. */
  readonly stepMinor: bigint
  readonly taxes: readonly Tax[]
}

export interface Tax {
  readonly name: string
  /** In hundredths of a percent. */
  readonly basisPoints: bigint
  readonly rate: string
  readonly taxCode: string
  readonly jurisdiction: string
  readonly accountingCode: string
}

export const markets: readonly Market[] = [
  {
    currency: 'USD',
    customers: [
      'Alder Creek Dairy',
      'Bluestem Freight',
      'Cobalt Harbor Labs',
      'Driftwood Hotels',
      'Elkhorn Outfitters',
      'Foxglove Clinics',
      'Granite Peak Insurance',
      'Heron Lake Schools',
      'Ironwood Joinery',
      'Juniper & Pike',
      'Kestrel Airfields',
      'Larkspur Media',
      'Mesa Verde Solar',
      'Northgate Grocers',
    ],
    minorPerCent: { times: 1n, over: 1n },
    stepMinor: 1n,
    taxes: [
      tax('State sales tax', 625n, '0.0625', 'SALES', 'State', 'Sales Tax Payable'),
      tax('City sales tax', 175n, '0.0175', 'SALES', 'City', 'Sales Tax Payable'),
    ],
  },
  {
    currency: 'EUR',
    customers: [
      'Ahornhof Molkerei',
      'Brasserie Vauclain',
      'Corvina Elettronica',
      'Dünenwind Energie',
      'Estación Norte Libros',
      'Fjällripa Textil',
      'Gasthaus Zur Säge',
      'Holm & Töchter',
      'Ílhavo Cerâmica',
      'Järvi Papier',
    ],
    minorPerCent: { times: 1n, over: 1n },
    stepMinor: 1n,
    taxes: [tax('VAT', 1900n, '0.19', 'VAT-STD', 'Member state', 'VAT Payable')],
  },
  {
    currency: 'GBP',
    customers: [
      'Ashcombe Joiners',
      'Bramble Lane Nurseries',
      'Caldergate Printers',
      'Dunmoor Distillers',
      "O'Farrell Rope Works",
      'Pennyhill Bakeries',
    ],
    minorPerCent: { times: 4n, over: 5n },
    stepMinor: 1n,
    taxes: [tax('VAT', 2000n, '0.20', 'VAT-STD', 'United Kingdom', 'VAT Payable')],
  },
  {
    currency: 'CHF',
    customers: ['Alpstein Optik', 'Bernina Uhren', 'Calanda Käserei', 'Dufour Reederei'],
    minorPerCent: { times: 1n, over: 1n },
    stepMinor: 5n,
    taxes: [tax('MWST', 810n, '0.081', 'MWST-N', 'Switzerland', 'VAT Payable')],
  },
  {
    currency: 'JPY',
    customers: ['Aoyagi Seimitsu', 'Hinode Suisan', 'Mizukawa Insatsu'],
    minorPerCent: { times: 3n, over: 2n },
    stepMinor: 1n,
    taxes: [tax('Consumption tax', 1000n, '0.10', 'CT-10', 'Japan', 'VAT Payable')],
  },
  {
    currency: 'KWD',
    customers: ['Al Marsa Shipping', 'Dasman Pearl Trading', 'Failaka Desalination'],
    minorPerCent: { times: 3n, over: 1n },
    stepMinor: 1n,
    taxes: [tax('Service levy', 500n, '0.05', 'LEVY', 'Kuwait', 'VAT Payable')],
  },
]

function tax(
  name: string,
  basisPoints: bigint,
  rate: string,
  taxCode: string,
  jurisdiction: string,
  accountingCode: string,
): Tax {
  return { name, basisPoints, rate, taxCode, jurisdiction, accountingCode }
}

export interface Product {
  readonly sku: string
  readonly name: string
  readonly priceCents: bigint
  readonly unit: string
  readonly mostUnits: number
  readonly accountingCode: string
  /** Empty for what is earned at once. */
  readonly deferredRevenueAccount: string
}

export const products: readonly Product[] = [
  product('PLT-100', 'Platform fee, monthly', 49_900n, 'Each', 1, 'Subscription Revenue', true),
  product('SEA-210', 'Named seats', 2_400n, 'Seat', 60, 'Subscription Revenue', true),
  product('STO-310', 'Archive storage', 85n, 'Gigabyte', 900, 'Usage Revenue', false),
  product('API-320', 'Interface calls, per thousand', 40n, 'Thousand', 2_000, 'Usage Revenue', false),
  product('SUP-410', 'Support, silver', 19_900n, 'Each', 1, 'Subscription Revenue', true),
  product('SUP-420', 'Support, gold', 59_900n, 'Each', 1, 'Subscription Revenue', true),
  product('TRN-510', 'Training day', 120_000n, 'Day', 4, 'Services Revenue', false),
  product('SET-520', 'Set-up', 75_000n, 'Each', 1, 'Services Revenue', false),
]

function product(
  sku: string,
  name: string,
  priceCents: bigint,
  unit: string,
  mostUnits: number,
  accountingCode: string,
  deferred: boolean,
): Product {
  const deferredRevenueAccount = deferred ? 'Deferred Revenue' : ''
  return { sku, name, priceCents, unit, mostUnits, accountingCode, deferredRevenueAccount }
}

export const accountingCodes = [
  { name: 'Accounts Receivable', type: 'AccountsReceivable', active: true },
  { name: 'Subscription Revenue', type: 'SalesRevenue', active: true },
  { name: 'Usage Revenue', type: 'SalesRevenue', active: true },
  { name: 'Services Revenue', type: 'SalesRevenue', active: true },
  { name: 'Deferred Revenue', type: 'DeferredRevenue', active: true },
  { name: 'Sales Discounts', type: 'SalesDiscounts', active: true },
  { name: 'Sales Tax Payable', type: 'SalesTaxPayable', active: true },
  { name: 'VAT Payable', type: 'SalesTaxPayable', active: true },
  { name: 'Sales Adjustments', type: 'OtherRevenue', active: true },
  { name: 'Late Fees', type: 'OtherRevenue', active: true },
  { name: 'Bad Debt', type: 'OtherExpenses', active: true },
  { name: 'Hardware Revenue (until 2020)', type: 'SalesRevenue', active: false },
] as const

/** Preparing and reviewing are different people's; the third also opens and closes periods. */
export const people: readonly Person[] = [
  { id: 'pat', name: 'Pat Preparer', rights: ['prepare'] },
  { id: 'robin', name: 'Robin Reviewer', rights: ['review'] },
  { id: 'casey', name: 'Casey Controller', rights: ['prepare', 'review', 'manage_close', 'control'] },
]

/** What differs from the settings that every sandbox starts with. */
export const tenant: Partial<Settings> = {
  counterItem: true,
  receivablesCode: 'Accounts Receivable',
  defaultAdjustmentCode: 'Sales Adjustments',
  increment: { CHF: '0.05' },
}

/**
 * The same in every sandbox, so that two people who learn on two machines know each other's signatures at once.
 * Everybody can make them, so no live ledger takes them.
 */
export const practiceKeys: ReadonlyMap<string, IdentityKey> = new Map(
  people.map(({ id }) => [id, practiceKeyOf(`contra sandbox ${id}`)]),
)

/** What each of them types to sign, shown beside the field: their signatures are worthless outside a sandbox. */
export function practicePassphraseOf(personId: string): string {
  const found = people.find(({ id }) => id === personId)
  return found === undefined ? '' : `${found.id} learns with contra`
}
