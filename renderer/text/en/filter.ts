export default {
  label: 'Filter',
  set: 'Filters set',
  remove: 'Remove the filter {name}',
  clear: 'Clear all',
}
