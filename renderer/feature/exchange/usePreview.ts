import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '../../composable/useFormat'
import { minuteNow, momentOf } from '../batch/landingMark'
import { useImport } from './importStore'

/** The step from files to rows: what its button says, what holds it back, and the moment that counts. */
export function usePreview() {
  const { t } = useI18n()
  const { count } = useFormat()
  const current = useImport()

  function moment(): string | undefined {
    const { how, day, time } = current.asOf
    const given = how === 'now' ? minuteNow() : { day, time }
    return momentOf(given.day, given.time)
  }

  const heldBack = computed(() => {
    if (current.readable.length === 0) return t('exchange.nothingReadable')
    if (current.asOf.how === 'given' && moment() === undefined) return t('exchange.asOf.missing')
    return undefined
  })
  const label = computed(() =>
    t('exchange.previewFiles', { count: count(current.readable.length) }, current.readable.length),
  )

  async function run(): Promise<void> {
    const asOf = moment()
    if (heldBack.value === undefined && asOf !== undefined) await current.runPreview(asOf)
  }

  return { label, heldBack, run }
}
