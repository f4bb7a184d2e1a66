import type { Made } from './recomputed'

// What the main job's test types, on the invoices of the company of test/fixture/company.

/** Each is legal by itself: it goes out as a request and as a SOAP object. */
const single: readonly Made[] = [
  { invoice: 'INV00071001', row: 1, type: 'Credit', amount: '100.50' },
  { invoice: 'INV00071001', row: 2, type: 'Credit', amount: '6.03' },
  { invoice: 'INV00071003', row: 1, type: 'Charge', amount: '12.00' },
  { invoice: 'INV00071006', row: 5, type: 'Credit', amount: '345' },
  { invoice: 'INV00071007', row: 2, type: 'Credit', amount: '1.125' },
]

/** A charge on a discount, and the credit without which it would move the balance away from zero. */
const together: readonly Made[] = [
  { invoice: 'INV00071004', row: 9, type: 'Credit', amount: '10.00' },
  { invoice: 'INV00071004', row: 5, type: 'Charge', amount: '5.00' },
]

/** The line that is refused at first, then offered 840.00, then returned, then halved. */
const namedSeats: Made = { invoice: 'INV00071001', row: 4, type: 'Credit', amount: '420.00' }

const header: Made = { invoice: 'INV00071005', type: 'Credit', amount: '3.00' }

export const made = {
  single,
  together,
  namedSeats,
  header,
  all: [...single, ...together, namedSeats, header],
}
