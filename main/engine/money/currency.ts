// ISO 4217, list one, with the minor digits of each code, and the codes that were withdrawn lately but
// still stand on old invoices. Codes without minor unit (metals, funds for accounting, tests) are left out.

const withoutDecimals = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'

const withThreeDecimals = 'BHD IQD JOD KWD LYD OMR TND'

const withFourDecimals = 'CLF UYW'

const withTwoDecimals =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD ' +
  'CAD CDF CHE CHF CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL ' +
  'GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR ' +
  'LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB ' +
  'PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP ' +
  'SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL'

const digitsByCode: ReadonlyMap<string, number> = new Map([
  ...listed(withoutDecimals, 0),
  ...listed(withTwoDecimals, 2),
  ...listed(withThreeDecimals, 3),
  ...listed(withFourDecimals, 4),
])

function listed(codes: string, digits: number): [string, number][] {
  return codes.split(' ').map((code) => [code, digits])
}

/** Every currency that Contra can hold, by code. */
export const currencyCodes: readonly string[] = [...digitsByCode.keys()].sort()

/** Digits after the point of a currency (JPY 0, USD 2, KWD 3); undefined for an unknown code. */
export function currencyDigits(code: string): number | undefined {
  return digitsByCode.get(code)
}

/** The same for a currency that must be known here: imports refuse others. Throws RangeError (a defect). */
export function requireCurrencyDigits(code: string): number {
  const digits = digitsByCode.get(code)
  if (digits === undefined) throw new RangeError(`No ISO 4217 currency: ${code}`)
  return digits
}
