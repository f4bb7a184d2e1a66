// The signs that people write for a currency. A sign is taken off only where it belongs to the invoice's
// currency: `€5` on a dollar invoice is refused, not read as five dollars.

const bySign: readonly (readonly [string, string])[] = [
  ['US$', 'USD'],
  ['A$', 'AUD'],
  ['C$', 'CAD NIO'],
  ['CA$', 'CAD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['S$', 'SGD'],
  ['NT$', 'TWD'],
  ['MX$', 'MXN'],
  ['R$', 'BRL'],
  ['Fr.', 'CHF'],
  ['SFr.', 'CHF'],
  ['kr.', 'DKK'],
  ['kr', 'DKK NOK SEK ISK'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['lei', 'RON'],
  ['R', 'ZAR'],
  [
    '$',
    'USD ARS AUD BBD BMD BND BSD BZD CAD CLP COP CUP DOP FJD GYD HKD JMD KYD LRD MXN NAD NZD SBD SGD SRD TTD TWD UYU XCD',
  ],
  ['€', 'EUR'],
  ['£', 'GBP EGP FKP GIP LBP SHP SSP SYP'],
  ['¥', 'JPY CNY'],
  ['￥', 'JPY CNY'],
  ['₩', 'KRW KPW'],
  ['₹', 'INR'],
  ['₺', 'TRY'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['₪', 'ILS'],
  ['₫', 'VND'],
  ['₱', 'PHP'],
  ['฿', 'THB'],
  ['₦', 'NGN'],
  ['₡', 'CRC'],
  ['₲', 'PYG'],
  ['₸', 'KZT'],
  ['₮', 'MNT'],
  ['₾', 'GEL'],
  ['₼', 'AZN'],
]

/** Signs by currency code, longer ones first. */
export const currencySigns: ReadonlyMap<string, readonly string[]> = signsByCurrency()

function signsByCurrency(): ReadonlyMap<string, readonly string[]> {
  const signs = new Map<string, string[]>()
  for (const [sign, codes] of bySign) {
    for (const code of codes.split(' ')) signs.set(code, [...(signs.get(code) ?? []), sign])
  }
  for (const list of signs.values()) list.sort((left, right) => right.length - left.length)
  return signs
}
