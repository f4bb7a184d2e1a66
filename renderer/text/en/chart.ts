export default {
  asTable: 'Show as a table',
  asBars: 'Show as bars',
  label: '{title}: bar chart; the same figures are in the table',
  category: 'Category',
}
