export default {
  line: 'line {line}',
  column: 'column {column}',
}
