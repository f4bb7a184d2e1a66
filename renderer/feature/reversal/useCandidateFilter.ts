import { computed, reactive } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ReversalCandidate } from '@contract/reversal'
import { useFormat } from '../../composable/useFormat'

export const emptyCandidateFilter = {
  text: '',
  state: '',
  type: '',
  accountId: '',
  currency: '',
  reason: '',
}

/** Narrows the candidates of a plan in the page: they are all here. A part with one value is not offered. */
export function useCandidateFilter(candidates: () => readonly ReversalCandidate[]) {
  const { t } = useI18n()
  const format = useFormat()
  const filter = reactive({ ...emptyCandidateFilter })

  const possible = computed(() => candidates().filter(canGo))
  const shown = computed(() => {
    const words = filter.text.trim().toLocaleLowerCase().split(/\s+/)
    return candidates().filter((one) => isIn(one, words))
  })
  const isNarrowed = computed(() => Object.values(filter).some((value) => value.trim() !== ''))

  function isIn(one: ReversalCandidate, words: readonly string[]): boolean {
    const { row } = one
    const isWanted =
      (filter.type === '' || row.type === filter.type) &&
      (filter.accountId === '' || row.accountId === filter.accountId) &&
      (filter.currency === '' || row.currency === filter.currency) &&
      (filter.reason === '' || row.reasonCode === filter.reason) &&
      (filter.state === '' || (filter.state === 'can') === canGo(one))
    if (!isWanted) return false
    const text = textOf(one)
    return words.every((word) => text.includes(word))
  }

  function valuesOf(value: (one: ReversalCandidate) => string, label = value) {
    const labels = new Map(candidates().map((one) => [value(one), label(one)]))
    labels.delete('')
    return [...labels]
      .map(([found, name]) => ({ value: found, label: name }))
      .sort((left, right) => left.label.localeCompare(right.label))
  }

  const states = computed(() => [
    { value: 'can', label: t('reversal.filter.can', { count: format.count(possible.value.length) }) },
    {
      value: 'cannot',
      label: t('reversal.filter.cannot', {
        count: format.count(candidates().length - possible.value.length),
      }),
    },
  ])
  const types = computed(() =>
    valuesOf(
      ({ row }) => row.type,
      ({ row }) => t(`adjustment.types.${row.type}`),
    ),
  )
  const accounts = computed(() =>
    valuesOf(
      ({ row }) => row.accountId,
      ({ row }) => row.accountName,
    ),
  )
  const currencies = computed(() => valuesOf(({ row }) => row.currency))
  const reasons = computed(() => valuesOf(({ row }) => row.reasonCode))

  function clear(): void {
    Object.assign(filter, emptyCandidateFilter)
  }

  return { filter, possible, shown, isNarrowed, states, types, accounts, currencies, reasons, clear }
}

/** A line can be made of it, and no rule is against that line. */
export function canGo({ rejections }: ReversalCandidate): boolean {
  return rejections.length === 0
}

function textOf({ row }: ReversalCandidate): string {
  const { number, invoiceNumber, accountName, sourceName, periodName, referenceId, comment, batchName } = row
  return [number, invoiceNumber, accountName, sourceName, periodName, referenceId, comment, batchName]
    .join(' ')
    .toLocaleLowerCase()
}
