export default {
  andMore: 'and {count} more',
  confirmAll: 'Confirm all {count}',
  confirmNone: 'Confirm none',
}
