/** Sum of exact decimal texts of one scale: `1.50`, `-0.25` → `1.25`. Empty list: `0`. */
export function sumOf(amounts: readonly string[]): string {
  const digits = (amounts[0] ?? '').split('.')[1]?.length ?? 0
  let total = 0n
  for (const amount of amounts) total += BigInt(amount.replace('.', ''))
  const text = (total < 0n ? -total : total).toString().padStart(digits + 1, '0')
  const whole = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
  return total < 0n ? `-${whole}` : whole
}
