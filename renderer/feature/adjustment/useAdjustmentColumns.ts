import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { AdjustmentRow } from '@contract/adjustment'
import type { GridColumn } from '../../component/grid/gridTypes'
import { useFormat } from '../../composable/useFormat'

/** The columns of lists of adjustments. A canceled one keeps its figure, but stands back. */
export function useAdjustmentColumns() {
  const { t } = useI18n()
  const format = useFormat()

  function isStanding(row: AdjustmentRow): boolean {
    return row.status === 'Processed' && row.landing !== 'refused'
  }

  function side(type: AdjustmentRow['type'], key: 'credit' | 'charge'): GridColumn<AdjustmentRow> {
    return {
      key,
      title: t(`adjustment.column.${key}`),
      type: 'amount',
      width: 92,
      value: (row) => (row.type === type ? row.amount : ''),
      tone: (row) => (isStanding(row) ? key : 'soft'),
    }
  }

  const columns = computed<GridColumn<AdjustmentRow>[]>(() => [
    {
      key: 'number',
      title: t('adjustment.column.number'),
      width: 156,
      sortable: true,
      tone: (row) => (isStanding(row) ? 'strong' : 'soft'),
    },
    { key: 'date', title: t('adjustment.column.date'), type: 'date', width: 104, sortable: true },
    { key: 'accountName', title: t('adjustment.column.account'), width: 136, grow: 2 },
    { key: 'invoiceNumber', title: t('adjustment.column.invoice'), width: 112, sortable: true },
    {
      key: 'source',
      title: t('adjustment.column.source'),
      width: 130,
      grow: 2,
      value: (row) => (row.kind === 'IA' ? t('adjustment.header') : row.sourceName || row.sourceId),
      tone: (row) => (row.sourceType === 'Tax' ? 'soft' : undefined),
    },
    { ...side('Credit', 'credit'), sortable: true },
    side('Charge', 'charge'),
    { key: 'currency', title: t('adjustment.column.currency'), width: 46, tone: () => 'soft' },
    { key: 'status', title: t('adjustment.column.status'), type: 'chip', width: 92 },
    {
      key: 'landing',
      title: t('adjustment.column.landing'),
      type: 'chip',
      width: 100,
      label: (row) => (row.landing === '' ? '' : t(`adjustment.landings.${row.landing}`)),
    },
    { key: 'reasonCode', title: t('adjustment.column.reason'), width: 138, grow: 1 },
    {
      key: 'remainder',
      title: t('adjustment.column.remainder'),
      type: 'amount',
      width: 100,
      tone: () => 'soft',
    },
    { key: 'comment', title: t('adjustment.column.comment'), width: 150, grow: 2, tone: () => 'soft' },
    { key: 'referenceId', title: t('adjustment.column.reference'), width: 120, tone: () => 'soft' },
    {
      key: 'origin',
      title: t('adjustment.column.origin'),
      width: 80,
      label: (row) => t(`adjustment.origins.${row.origin}`),
      tone: () => 'soft',
    },
    { key: 'periodName', title: t('adjustment.column.period'), width: 116, tone: () => 'soft' },
    {
      key: 'transferred',
      title: t('adjustment.column.transferred'),
      width: 90,
      label: (row) => row.transferred || t('adjustment.notTransferred'),
      tone: () => 'soft',
    },
    { key: 'reversesNumber', title: t('adjustment.column.reverses'), width: 130, tone: () => 'soft' },
    { key: 'batchName', title: t('adjustment.column.batch'), width: 150, grow: 1, tone: () => 'soft' },
    {
      key: 'recorded',
      title: t('adjustment.column.recorded'),
      width: 142,
      sortable: true,
      value: (row) => row.recordedAt,
      label: (row) => format.moment(row.recordedAt).replace(/ UTC$/, ''),
      tone: () => 'soft',
    },
  ])

  return { columns }
}
