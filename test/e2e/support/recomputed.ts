import type { Company, Values } from '../../support/company/company'

// What every invoice and every line of it must come to, worked out here from the facts of the company and
// from what the test typed, with none of the app's code: bigint minor units and nothing else.

/** One adjustment that the test has made. An `IA` has no row; rows count from 1, as the grid shows them. */
export interface Made {
  readonly invoice: string
  readonly row?: number
  readonly type: 'Credit' | 'Charge'
  readonly amount: string
}

export interface Source {
  readonly id: string
  readonly name: string
  readonly amount: bigint
}

const decimals: Readonly<Record<string, number>> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 }

export function currencyOf(company: Company, invoice: string): string {
  return invoiceOf(company, invoice)['currency'] ?? ''
}

/** The rows of the grid of an invoice: each item, and its tax lines after it. */
export function sourcesOf(company: Company, invoice: string): Source[] {
  const id = invoiceOf(company, invoice)['id']
  const currency = currencyOf(company, invoice)
  return company.item
    .filter((item) => item['invoiceId'] === id)
    .flatMap((item) => [
      { id: item['id'] ?? '', name: item['chargeName'] ?? '', amount: minor(item['chargeAmount'], currency) },
      ...company.taxLine
        .filter((tax) => tax['itemId'] === item['id'])
        .map((tax) => ({
          id: tax['id'] ?? '',
          name: tax['name'] ?? '',
          amount: minor(tax['taxAmount'], currency),
        })),
    ])
}

/** Amount less payments, plus the impact of everything that has been made and not been cancelled. */
export function balanceOf(company: Company, invoice: string, made: readonly Made[]): bigint {
  const facts = invoiceOf(company, invoice)
  const currency = currencyOf(company, invoice)
  const own = sourcesOf(company, invoice).reduce((total, { amount }) => total + amount, 0n)
  const imported = [...company.invoiceAdjustment, ...company.invoiceItemAdjustment]
    .filter((row) => row['invoiceId'] === facts['id'] && row['status'] === 'Processed')
    .reduce((total, row) => total + impact(row['type'], minor(row['amount'], currency)), 0n)
  const here = made
    .filter((one) => one.invoice === invoice)
    .reduce((total, { type, amount }) => total + impact(type, minor(amount, currency)), 0n)
  return own - minor(facts['paymentAmount'], currency) + imported + here
}

/** What each row of the grid has open, in the order of the rows. */
export function openOf(company: Company, invoice: string, made: readonly Made[]): bigint[] {
  const currency = currencyOf(company, invoice)
  return sourcesOf(company, invoice).map(({ id, amount }, index) => {
    const imported = company.invoiceItemAdjustment
      .filter((row) => row['sourceId'] === id && row['status'] === 'Processed')
      .reduce((total, row) => total + impact(row['type'], minor(row['amount'], currency)), 0n)
    const here = made
      .filter((one) => one.invoice === invoice && one.row === index + 1)
      .reduce((total, one) => total + impact(one.type, minor(one.amount, currency)), 0n)
    return amount + imported + here
  })
}

/** As the screen writes it: thousands apart, negatives in parentheses. */
export function figure(amount: bigint, currency: string): string {
  const places = decimals[currency] ?? 2
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places).replace(/\B(?=(\d{3})+$)/g, ',')
  const text = places === 0 ? whole : `${whole}.${digits.slice(-places)}`
  return amount < 0n ? `(${text})` : text
}

/** + for a charge, − for a credit. */
export function impact(type: string | undefined, amount: bigint): bigint {
  return type === 'Charge' ? amount : -amount
}

/** Canonical text → minor units: `12.5` of USD is 1250. */
export function minor(text: string | undefined, currency: string): bigint {
  const [, sign = '', whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text ?? '0') ?? []
  const value = BigInt(whole + fraction.padEnd(decimals[currency] ?? 2, '0'))
  return sign === '-' ? -value : value
}

function invoiceOf(company: Company, number: string): Values {
  const found = company.invoice.find((invoice) => invoice['invoiceNumber'] === number)
  if (found === undefined) throw new Error(`The company has no invoice ${number}`)
  return found
}
