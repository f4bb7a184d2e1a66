import type { LineView } from '@contract/batch'
import type { ReviewLine } from '@contract/review'
import type { MarkOf } from './reviewFilter'

/** Credits and charges of one currency as positive figures: of the accepted lines, and of all. */
export interface ReviewTotal {
  readonly currency: string
  readonly accepted: { readonly credits: string; readonly charges: string }
  readonly all: { readonly credits: string; readonly charges: string }
}

interface Sum {
  scale: number
  credits: bigint
  charges: bigint
  acceptedCredits: bigint
  acceptedCharges: bigint
}

/** Currency by currency, in their order; what a rule refuses counts too, because it may be accepted once it is not. */
export function reviewTotals(lines: readonly ReviewLine[], markOf: MarkOf): readonly ReviewTotal[] {
  const sums = new Map<string, Sum>()
  for (const { view } of lines) {
    const read = unitsOfLine(view)
    if (view.currency === '' || read === undefined) continue
    const sum = sums.get(view.currency) ?? { scale: read.scale, ...nothing }
    sums.set(view.currency, sum)
    const isAccepted = markOf(view.line.lineId) === 'accepted'
    if (read.units < 0n) {
      sum.credits -= read.units
      if (isAccepted) sum.acceptedCredits -= read.units
    } else {
      sum.charges += read.units
      if (isAccepted) sum.acceptedCharges += read.units
    }
  }
  return [...sums]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, sum]) => ({
      currency,
      accepted: {
        credits: textOf(sum.acceptedCredits, sum.scale),
        charges: textOf(sum.acceptedCharges, sum.scale),
      },
      all: { credits: textOf(sum.credits, sum.scale), charges: textOf(sum.charges, sum.scale) },
    }))
}

const nothing = { credits: 0n, charges: 0n, acceptedCredits: 0n, acceptedCharges: 0n }

interface Units {
  readonly units: bigint
  readonly scale: number
}

// Every mark sums anew, and thousands of lines do not change: each is read once.
const known = new WeakMap<LineView, Units | undefined>()

function unitsOfLine(view: LineView): Units | undefined {
  if (!known.has(view)) known.set(view, unitsOf(view.impact))
  return known.get(view)
}

/** The smallest units of a canonical amount; all amounts of a currency have its decimals. */
function unitsOf(amount: string): Units | undefined {
  if (!/^-?\d+(\.\d+)?$/.test(amount)) return undefined
  const scale = amount.includes('.') ? amount.length - amount.indexOf('.') - 1 : 0
  return { units: BigInt(amount.replace('.', '')), scale }
}

function textOf(units: bigint, scale: number): string {
  if (scale === 0) return units.toString()
  const digits = units.toString().padStart(scale + 1, '0')
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}
