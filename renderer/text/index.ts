import { createI18n } from 'vue-i18n'

// English first. Each feature brings its own file, `en/<feature>.ts`, and finds its texts under that name.
const sections = import.meta.glob<Record<string, unknown>>('./en/*.ts', { eager: true, import: 'default' })

const en = Object.fromEntries(
  Object.entries(sections).map(([path, texts]) => [path.replace(/^.*\/|\.ts$/g, ''), texts]),
)

export const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages: { en },
  missingWarn: false,
  fallbackWarn: false,
})

/** The text of a key, for code outside of components; inside, `useI18n` gives the same. */
export function t(key: string, named: Record<string, unknown> = {}, count?: number): string {
  return count === undefined ? i18n.global.t(key, named) : i18n.global.t(key, named, count)
}

export function te(key: string): boolean {
  return i18n.global.te(key)
}

/** The text as it is written, with its holes. */
export function rawText(key: string): string {
  return String(i18n.global.tm(key))
}
