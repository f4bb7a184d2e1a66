export default {
  title: 'Something went wrong in the app itself',
  text: 'Nothing was half done. Try again; if it happens again, report it with the reference.',
  reference: 'Reference {reference}',
}
