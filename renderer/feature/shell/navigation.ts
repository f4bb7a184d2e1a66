/** The entries of the sidebar, in their order; Alt, Shift and the number go there. */
export const sections = [
  { name: 'home', to: '/' },
  { name: 'invoices', to: '/invoices' },
  { name: 'adjustments', to: '/adjustments' },
  { name: 'batches', to: '/batches' },
  { name: 'periods', to: '/periods' },
  { name: 'exchange', to: '/exchange' },
  { name: 'audit', to: '/audit' },
  { name: 'settings', to: '/settings' },
] as const

export type SectionName = (typeof sections)[number]['name']

/** A page belongs to the section whose path it begins with; an account is looked at among the invoices. */
export function sectionOf(path: string): SectionName | undefined {
  if (path.startsWith('/accounts')) return 'invoices'
  const found = sections.find(
    (section) => section.to !== '/' && (path === section.to || path.startsWith(`${section.to}/`)),
  )
  return found?.name ?? (path === '/' ? 'home' : undefined)
}
