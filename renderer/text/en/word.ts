export default {
  and: 'and',
  done: '(done)',
}
