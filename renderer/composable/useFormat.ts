import { computed } from 'vue'
import { z } from 'zod'
import { numberStyles, plainNumberStyle, readAmount, showAmount, type ReadAmount } from './amountText'
import { dateStyles, plainDateStyle, showDate, showMoment } from './dateText'
import { useRemembered } from './useRemembered'

const FormatChoice = z.object({
  number: z.string(),
  date: z.string(),
  negative: z.enum(['parentheses', 'minus']),
})

/** How this person reads numbers and dates; a file's formats are its profile's. */
export const formatChoice = useRemembered(
  'format',
  { number: '1,234.50', date: 'YYYY-MM-DD', negative: 'parentheses' },
  FormatChoice,
)

const numberStyle = computed(() => ({
  ...(numberStyles[formatChoice.value.number] ?? plainNumberStyle),
  negative: formatChoice.value.negative,
}))
const dateStyle = computed(() => dateStyles[formatChoice.value.date] ?? plainDateStyle)

/** Decimals of the currencies that do not have two (ISO 4217); the ledger's own table decides on checks. */
const scaleByCurrency: Record<string, number> = {
  ...Object.fromEntries(
    [
      'BIF',
      'CLP',
      'DJF',
      'GNF',
      'ISK',
      'JPY',
      'KMF',
      'KRW',
      'PYG',
      'RWF',
      'UGX',
      'VND',
      'VUV',
      'XAF',
      'XOF',
      'XPF',
    ].map((code) => [code, 0]),
  ),
  ...Object.fromEntries(['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3])),
}

export function scaleOf(currency: string | undefined): number {
  return scaleByCurrency[currency ?? ''] ?? 2
}

/** Shows and reads figures, days and moments as the person has chosen. Reactive when used in a render. */
export function useFormat() {
  const amount = (text: string): string => showAmount(text, numberStyle.value).text
  return {
    numberStyle,
    dateStyle,
    /** Canonical decimal text → `(1,234.50)`; zero is a dash. */
    amount,
    /** With zero as a figure, for sentences: `0.00 USD`. */
    amountWithCurrency: (text: string, currency: string): string =>
      `${showAmount(text, numberStyle.value, 'figure').text} ${currency}`,
    /** `2,130.30 EUR and 412.00 USD`. */
    amounts: (list: readonly { amount: string; currency: string }[], and: string): string =>
      list
        .map((entry) => `${showAmount(entry.amount, numberStyle.value, 'figure').text} ${entry.currency}`)
        .join(` ${and} `),
    date: (day: string): string => showDate(day, dateStyle.value),
    moment: (moment: string): string => showMoment(moment, dateStyle.value),
    count: (count: number): string => showAmount(String(count), numberStyle.value, 'figure').text,
    /** Typed or pasted text → canonical decimal text; the checks of the ledger follow. */
    parseAmount: (typed: string, currency?: string): ReadAmount =>
      readAmount(typed, numberStyle.value, scaleOf(currency)),
  }
}
