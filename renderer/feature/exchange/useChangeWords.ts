import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composable/useFormat'
import { sumOf, type ImportCount } from './importFile'

/** What an import writes, in words: `1,204 new and 12 changed`. */
export function useChangeWords() {
  const { t } = useI18n()
  const { count } = useFormat()

  function listOf(counts: readonly ImportCount[]): string {
    const parts = (['new', 'changed', 'twins'] as const).flatMap((name) => {
      const number = sumOf(counts, name)
      return number === 0 ? [] : [t(`exchange.commitPart.${name}`, { count: count(number) }, number)]
    })
    const last = parts.pop() ?? ''
    return parts.length === 0 ? last : `${parts.join(', ')} ${t('word.and')} ${last}`
  }

  return { listOf }
}
