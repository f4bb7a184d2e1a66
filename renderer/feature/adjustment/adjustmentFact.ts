import { useI18n } from 'vue-i18n'
import type { AdjustmentView } from '@contract/adjustment'
import type { Fact } from '../../component/FactList.vue'
import { useFormat } from '../../composable/useFormat'

export interface FactGroup {
  title: string
  facts: Fact[]
}

/** Every field of an adjustment under its plain label, in groups; links go to what it is about. */
export function useAdjustmentFacts() {
  const { t } = useI18n()
  const format = useFormat()

  function fact(key: string, value: string, more: Partial<Fact> = {}): Fact {
    return { label: t(`adjustment.fact.${key}`), value, ...more }
  }

  function when(moment: string, person: string): string {
    if (moment === '') return ''
    const shown = /T/.test(moment) ? format.moment(moment) : moment
    return person === '' ? shown : t('adjustment.fact.by', { moment: shown, person })
  }

  function service({ serviceStart, serviceEnd }: AdjustmentView): string {
    if (serviceStart === '' && serviceEnd === '') return ''
    return t('adjustment.serviceSpan', { from: format.date(serviceStart), to: format.date(serviceEnd) })
  }

  function what(view: AdjustmentView): Fact[] {
    const { accountId, accountName, invoiceId, currency } = view
    return [
      fact('account', accountName, { to: `/accounts/${encodeURIComponent(accountId)}` }),
      fact('accountNumber', view.accountNumber),
      fact('invoice', view.invoiceNumber, { to: `/invoices/${encodeURIComponent(invoiceId)}` }),
      fact('kind', t(`adjustment.kinds.${view.kind}`)),
      fact('source', view.kind === 'IA' ? t('adjustment.header') : view.sourceName),
      fact('sourceType', t(`adjustment.sources.${view.sourceType}`)),
      fact('sourceId', view.sourceId),
      fact('service', service(view)),
      fact('amount', '', { amount: view.amount, currency }),
      fact('impact', '', { amount: view.impact, currency }),
      fact('remainder', '', { amount: view.remainder, currency }),
    ]
  }

  function how(view: AdjustmentView): Fact[] {
    return [
      fact('type', t(`adjustment.types.${view.type}`)),
      fact('date', format.date(view.date)),
      fact('period', view.periodName),
      fact('reasonCode', view.reasonCode),
      fact('accountingCode', view.accountingCode),
      fact('deferredRevenueAccount', view.deferredRevenueAccount),
      fact('recognizedRevenueAccount', view.recognizedRevenueAccount),
      fact('excludeFromRevenue', t(view.excludeFromRevenue ? 'adjustment.yes' : 'adjustment.no')),
      fact('referenceId', view.referenceId),
      fact('comment', view.comment),
    ]
  }

  function way(view: AdjustmentView): Fact[] {
    return [
      fact('billingId', view.billingId),
      fact('number', view.number),
      fact('provisionalNumber', view.provisionalNumber),
      fact('status', t(`adjustment.statuses.${view.status}`)),
      fact('landing', view.landing === '' ? '' : t(`adjustment.landings.${view.landing}`)),
      fact('transferred', view.transferred || t('adjustment.notTransferred')),
      fact('integrationId', view.integrationId),
      fact('integrationStatus', view.integrationStatus),
      fact('syncDate', view.syncDate),
    ]
  }

  function who(view: AdjustmentView): Fact[] {
    return [
      fact('origin', t(`adjustment.origins.${view.origin}`)),
      fact('batch', view.batchName, view.batchId === '' ? {} : { to: `/batches/${view.batchId}` }),
      fact('recordedAt', format.moment(view.recordedAt)),
      fact('created', when(view.createdDate, view.createdBy)),
      fact('updated', when(view.updatedDate, view.updatedBy)),
      fact('cancelled', when(view.cancelledAt, view.cancelledBy)),
    ]
  }

  function groupsOf(view: AdjustmentView): FactGroup[] {
    const custom = Object.entries(view.customFields).map(([label, value]) => ({
      label,
      value: String(value ?? ''),
    }))
    return [
      { title: t('adjustment.group.what'), facts: what(view) },
      { title: t('adjustment.group.how'), facts: how(view) },
      { title: t('adjustment.group.way'), facts: way(view) },
      { title: t('adjustment.group.who'), facts: who(view) },
      ...(custom.length > 0 ? [{ title: t('adjustment.group.custom'), facts: custom }] : []),
    ]
  }

  return { groupsOf }
}
