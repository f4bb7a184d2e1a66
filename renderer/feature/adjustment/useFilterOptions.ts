import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { ask } from '../../composable/useCommand'
import { useFormat } from '../../composable/useFormat'
import { useChoices } from '../../store/choicesStore'
import { emptyFilter as anyInvoice } from '../invoice/invoiceFilter'

export interface NamedOption {
  value: string
  label: string
  detail?: string
}

const mostFound = 30

/** What the fields of the filter offer; accounts, invoices and batches are looked up as one types. */
export function useFilterOptions() {
  const { t } = useI18n()
  const format = useFormat()
  const choices = useChoices()

  function words(of: string, values: readonly string[]) {
    return values.map((value) => ({ value, label: t(`adjustment.${of}.${value}`) }))
  }

  const origins = computed(() => words('origins', ['local', 'imported']))
  const kinds = computed(() => words('kinds', ['IIA', 'IA']))
  const types = computed(() => words('types', ['Credit', 'Charge']))
  const statuses = computed(() => words('statuses', ['Processed', 'Canceled']))
  const landings = computed(() => words('landings', ['waiting', 'in_flight', 'landed', 'refused']))
  const transfers = computed(() => words('transfers', ['No', 'Processing', 'Yes', 'Error', 'Ignore']))
  /** Also those that are no longer active: old adjustments carry them. */
  const reasons = computed(() => choices.reasons.map(({ name }) => ({ value: name, label: name })))
  const accountingCodes = computed(() =>
    (choices.choices?.accountingCodes ?? []).map(({ name, type }) => ({
      value: name,
      label: name,
      detail: type,
    })),
  )
  const periods = computed(() =>
    [...choices.periods].reverse().map(({ periodId, name }) => ({ value: periodId, label: name })),
  )

  async function findAccounts(text: string): Promise<NamedOption[]> {
    const page = { sort: 'name', descending: false, after: '', limit: mostFound } as const
    const found = await ask('listAccounts', { filter: { text }, ...page })
    if (!found.ok) return []
    return found.value.rows.map(({ accountId, name, number }) => ({
      value: accountId,
      label: name,
      detail: number,
    }))
  }

  async function findInvoices(
    text: string,
    narrow: { accountId?: string; status?: string } = {},
  ): Promise<NamedOption[]> {
    const page = { sort: 'number', descending: true, after: '', limit: mostFound } as const
    const found = await ask('listInvoices', { filter: { ...anyInvoice, ...narrow, text }, ...page })
    if (!found.ok) return []
    return found.value.rows.map(({ invoiceId, number, accountName, balance, currency }) => ({
      value: invoiceId,
      label: number,
      detail: t('adjustment.make.detail', {
        account: accountName,
        balance: format.amountWithCurrency(balance, currency),
      }),
    }))
  }

  async function findBatches(text: string): Promise<NamedOption[]> {
    const page = { sort: 'changedAt', descending: true, after: '', limit: mostFound } as const
    const found = await ask('listBatches', { filter: { text, state: '' }, ...page })
    if (!found.ok) return []
    return found.value.rows.map(({ batchId, name, state }) => ({
      value: batchId,
      label: name,
      detail: t(`status.${state}`),
    }))
  }

  return {
    ...{ origins, kinds, types, statuses, landings, transfers, reasons, accountingCodes, periods },
    ...{ findAccounts, findInvoices, findBatches },
    load: choices.load,
  }
}
