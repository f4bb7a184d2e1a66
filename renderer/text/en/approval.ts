export default {
  days: '{count} day | {count} days',
  kind: {
    item_credit: 'item credits',
    item_charge: 'item charges',
    invoice_credit: 'invoice credits',
    invoice_charge: 'invoice charges',
    reversal: 'reversals',
    cancel: 'cancels',
    delete: 'deletes',
  },
}
