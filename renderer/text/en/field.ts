export default {
  dateMalformed: 'This is not a date. Type it like {example}.',
  dateKeys: 'T today, + and − a day, F and L first and last of the month',
  nothingFits: 'Nothing fits',
}
