export default {
  open: 'Find anything',
  title: 'Find anything',
  placeholder: 'Invoice, account, adjustment, batch, or what to do',
  results: 'Results',
  actions: 'What to do',
  go: 'Go to {name}',
  nothing: 'Nothing found for “{text}”.',
  account: 'Account',
  invoice: 'Invoice',
  adjustment: 'Adjustment',
  batch: 'Batch',
}
