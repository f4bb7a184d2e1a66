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

export const { t, te } = i18n.global
