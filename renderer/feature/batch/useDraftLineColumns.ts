import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { LineView } from '@contract/batch'
import type { Rejection } from '@contract/rejection'
import type { CellVerdict, GridColumn } from '../../component/grid/gridTypes'
import { placeOfRejection } from '../../store/draftLine'
import { useChoices } from '../../store/choicesStore'
import { useDraft } from '../../store/draftStore'
import { rejectionText } from '../../text/rejectionText'
import { useWayOut } from '../draft/useWayOut'
import type { useTypedCells } from '../invoice/useTypedCells'
import { originalIdOf } from './linePlace'
import { useLineWords } from './lineWords'
import { editedColumns, type EditedColumn } from './draftLineEdit'

export interface DraftColumnOptions {
  typed: ReturnType<typeof useTypedCells>
  /** Why no line can be changed; empty when they can. */
  readOnly: () => string
}

/**
 * The columns of a draft's lines over all invoices: what each is about, what can be typed, and what it does.
 * Invoice and item can be typed only where a pasted list named one that is not known.
 */
export function useDraftLineColumns({ typed, readOnly }: DraftColumnOptions) {
  const { t } = useI18n()
  const choices = useChoices()
  const { actionFor } = useWayOut()
  const draft = useDraft()
  const { actionOf, originalOf, sourceOf } = useLineWords()

  /** A cancel or delete takes everything from what it acts on. */
  function greyed({ line }: LineView): string | undefined {
    if (readOnly() !== '') return readOnly()
    return line.action === 'create' ? undefined : t('batch.line.taken')
  }

  function verdict(view: LineView, column: EditedColumn): CellVerdict | undefined {
    const typing = typed.get(view.line.lineId, column)
    if (typing?.state === 'refused') return { state: 'refused', message: typing.message }
    if (typing) return { state: 'pending', message: t('invoice.pending') }
    const isHere = (rejection: Rejection) => columnOf(rejection) === column
    const refusals = view.rejections.filter(isHere)
    const [refusal] = refusals
    if (refusal) {
      const action = actionFor(refusal, view)
      return { state: 'refused', message: refusals.map(rejectionText).join(' '), ...(action && { action }) }
    }
    const warning = view.warnings.find(isHere)
    return warning ? { state: 'warning', message: rejectionText(warning) } : undefined
  }

  function edited(key: EditedColumn, given: Partial<GridColumn<LineView>>): GridColumn<LineView> {
    return {
      key,
      title: t(`batch.column.${key}`),
      value: (view) => typed.get(view.line.lineId, key)?.text ?? (isOwn(view, key) ? view.line[key] : ''),
      editable: (view) => greyed(view) === undefined,
      greyed: (view) => (key === 'amount' || key === 'type' ? greyed(view) : undefined),
      verdict: (view) => verdict(view, key),
      inked: false,
      ...given,
    }
  }

  const actsOnOthers = computed(() => draft.lines.all.value.some((view) => originalIdOf(view) !== undefined))

  const columns = computed<GridColumn<LineView>[]>(() => [
    edited('invoiceNumber', {
      type: 'custom',
      width: 112,
      value: (view) =>
        typed.get(view.line.lineId, 'invoiceNumber')?.text ?? (view.invoiceNumber || view.line.invoiceNumber),
      editable: (view) => greyed(view) === undefined && view.line.invoiceId === '',
    }),
    edited('sourceId', {
      width: 128,
      grow: 3,
      label: sourceOf,
      editable: (view) => greyed(view) === undefined && view.line.kind === 'IIA' && view.sourceName === '',
      tone: (view) => (view.line.sourceType === 'Tax' ? 'soft' : undefined),
    }),
    ...(actsOnOthers.value
      ? [
          {
            key: 'actsOn',
            title: t('batch.column.actsOn'),
            type: 'custom' as const,
            width: 140,
            value: originalOf,
          },
        ]
      : []),
    edited('type', {
      width: 112,
      label: actionOf,
      options: () => [
        { value: 'Credit', label: t('batch.what.Credit') },
        { value: 'Charge', label: t('batch.what.Charge') },
      ],
    }),
    edited('amount', {
      type: 'amount',
      width: 90,
      inked: true,
      tone: ({ line }) => (line.type === 'Charge' ? 'charge' : 'credit'),
    }),
    { key: 'currency', title: t('batch.column.currency'), width: 44, tone: () => 'soft' },
    { key: 'openAfter', title: t('batch.column.openAfter'), type: 'amount', width: 98 },
    edited('date', { type: 'date', width: 102 }),
    edited('reasonCode', { width: 126, grow: 1, options: () => choices.reasonOptions }),
    edited('referenceId', { width: 92 }),
    edited('comment', { width: 130, grow: 2 }),
    {
      key: 'balanceAfter',
      title: t('batch.column.balanceAfter'),
      type: 'amount',
      width: 96,
      tone: () => 'soft',
    },
    {
      key: 'account',
      title: t('batch.column.account'),
      width: 140,
      grow: 1,
      value: (view) => view.accountName,
      tone: () => 'soft',
    },
    edited('accountingCode', { width: 130, options: () => choices.accountingCodeOptions }),
  ])

  return { columns }
}

/** A cancel or delete has no reason and no codes of its own. */
function isOwn({ line }: LineView, key: EditedColumn): boolean {
  return line.action === 'create' || (key !== 'reasonCode' && key !== 'accountingCode')
}

/** The column where a refusal stands: its own field's, else the amount's, which is always in sight. */
function columnOf(rejection: Rejection): EditedColumn {
  const { field } = placeOfRejection(rejection.at)
  if (field === 'invoiceId') return 'invoiceNumber'
  return editedColumns.find((column) => column === field) ?? 'amount'
}
