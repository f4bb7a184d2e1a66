// Text inside XML and HTML: never markup, and nothing that XML 1.0 forbids.

const special = /[&<>"'\r\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffe\uffff]/
const everySpecial =
  /[&<>"'\r\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // A bare carriage return would come back as a line feed.
  '\r': '&#13;',
}

/** Escapes the five signs; control characters and halves of surrogate pairs become U+FFFD. */
export function markupText(text: string): string {
  if (!special.test(text)) return text
  return text.replace(everySpecial, (found) => (found.length === 2 ? found : (entities[found] ?? '\ufffd')))
}

/** Text within an XML comment, which must not hold two hyphens in a row or end in one. */
export function commentText(text: string): string {
  return markupText(text)
    .replace(/--+/g, (hyphens) => hyphens.replaceAll('-', '‐'))
    .replace(/-$/, '‐')
}
