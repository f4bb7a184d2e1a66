export default {
  title: 'Keys',
  everywhere: 'Everywhere',
  find: 'Find anything',
  show: 'Show the keys',
  sections: 'Sections',
}
