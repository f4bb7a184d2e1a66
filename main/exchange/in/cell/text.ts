// The subject here are control and bidi characters: they may not be stored, shown or written out.
const notAllowed = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/
const notAllowedOnLines = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/
const loneSurrogate = /[\ud800-\udbff](?![\udc00-\udfff])|(?:[^\ud800-\udbff]|^)[\udc00-\udfff]/
const printableAscii = /^[\x20-\x7e]*$/

/** True if a text may be kept. `lines`: line feeds and tabs are allowed, as in comments. */
export function isTextAllowed(text: string, lines: boolean): boolean {
  if (printableAscii.test(text)) return true
  return !(lines ? notAllowedOnLines : notAllowed).test(text) && !loneSurrogate.test(text)
}
