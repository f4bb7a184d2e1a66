import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { LineView } from '@contract/batch'
import type { SourceRow } from '@contract/invoice'
import type { AdjustmentType } from '@contract/line'
import type { Rejection } from '@contract/rejection'
import type { CellVerdict, GridColumn } from '../../component/grid/gridTypes'
import { useFormat } from '../../composable/useFormat'
import { editableLineOf, placeOfRejection, sourceKeyOf } from '../../store/draftLine'
import { useChoices } from '../../store/choicesStore'
import { useDraft } from '../../store/draftStore'
import { useSession } from '../../store/sessionStore'
import { rejectionText } from '../../text/rejectionText'
import { useWayOut } from '../draft/useWayOut'
import { serviceText } from './serviceText'
import type { TextColumn } from './sourceEdit'
import type { useTypedCells } from './useTypedCells'

export interface SourceColumnOptions {
  typed: ReturnType<typeof useTypedCells>
  /** Why nothing of this invoice can be adjusted; empty when it can. */
  readOnly: () => string
}

/** The columns of the invoice grid: facts, the two columns for typing, and what each line would leave open. */
export function useSourceColumns({ typed, readOnly }: SourceColumnOptions) {
  const { t } = useI18n()
  const format = useFormat()
  const draft = useDraft()
  const choices = useChoices()
  const session = useSession()
  const { actionFor } = useWayOut()

  function linesOf(row: SourceRow): readonly LineView[] {
    return draft.lines.bySource.get(sourceKeyOf(row)) ?? []
  }

  function lineOf(row: SourceRow): LineView | undefined {
    return editableLineOf(linesOf(row))
  }

  function amountIn(row: SourceRow, type: AdjustmentType, column: string): string {
    const typing = typed.get(sourceKeyOf(row), column)
    if (typing) return typing.text
    const view = lineOf(row)
    return view?.line.type === type ? view.line.amount : ''
  }

  /** Why this side of the line cannot be typed into, in the order in which a person asks. */
  function greyed(row: SourceRow, type: AdjustmentType): string | undefined {
    if (readOnly() !== '') return readOnly()
    const has = lineOf(row)?.line.type
    if (has === type) return undefined
    if (has !== undefined && has !== '') return t(`invoice.greyed.has${has}`)
    if (session.settings?.advancedAdjustment) return undefined
    const isNegative = row.open.startsWith('-')
    if (!/[1-9]/.test(row.open)) return t('invoice.greyed.nothingOpen')
    if (isNegative === (type === 'Credit')) return t(`invoice.greyed.${isNegative ? 'negative' : 'positive'}`)
    return undefined
  }

  function verdictOfCell(
    row: SourceRow,
    column: string,
    matches: (field: string) => boolean,
  ): CellVerdict | undefined {
    const typing = typed.get(sourceKeyOf(row), column)
    if (typing?.state === 'refused') return { state: 'refused', message: typing.message }
    if (typing) return { state: 'pending', message: t('invoice.pending') }
    const view = lineOf(row)
    if (!view) return undefined
    const of = (list: readonly Rejection[]) => list.find((one) => matches(placeOfRejection(one.at).field))
    const refusal = of(view.rejections)
    if (refusal) {
      const action = actionFor(refusal, view)
      return { state: 'refused', message: rejectionText(refusal), ...(action && { action }) }
    }
    const warning = of(view.warnings)
    return warning && !ofInvoice.has(warning.code)
      ? { state: 'warning', message: rejectionText(warning) }
      : undefined
  }

  function amountVerdict(row: SourceRow, type: AdjustmentType, column: string): CellVerdict | undefined {
    const isSide = lineOf(row)?.line.type === type || typed.get(sourceKeyOf(row), column) !== undefined
    return isSide ? verdictOfCell(row, column, (field) => !ownColumn.has(field)) : undefined
  }

  function amountColumn(key: string, type: AdjustmentType): GridColumn<SourceRow> {
    return {
      key,
      title: t(`invoice.${key}`),
      type: 'amount',
      width: 92,
      value: (row) => amountIn(row, type, key),
      tone: () => (type === 'Credit' ? 'credit' : 'charge'),
      editable: (row) => greyed(row, type) === undefined,
      greyed: (row) => greyed(row, type),
      verdict: (row) => amountVerdict(row, type, key),
      inked: true,
    }
  }

  function textColumn(key: TextColumn, width: number): GridColumn<SourceRow> {
    return {
      key,
      title: t(`invoice.${key}`),
      width,
      value: (row) => typed.get(sourceKeyOf(row), key)?.text ?? lineOf(row)?.line[key] ?? '',
      editable: () => readOnly() === '',
      verdict: (row) => verdictOfCell(row, key, (field) => field === key),
      inked: false,
    }
  }

  const columns = computed<GridColumn<SourceRow>[]>(() => [
    {
      key: 'name',
      title: t('invoice.charge_name'),
      width: 122,
      grow: 3,
      tone: (row) => (row.sourceType === 'Tax' ? 'soft' : undefined),
    },
    {
      key: 'service',
      title: t('invoice.service'),
      width: 88,
      grow: 1,
      value: (row) => serviceText(row, format.date),
      tone: () => 'soft',
    },
    { key: 'amount', title: t('invoice.amount'), type: 'amount', width: 92 },
    { key: 'adjusted', title: t('invoice.adjustedSoFar'), type: 'custom', align: 'end', width: 90 },
    { key: 'open', title: t('invoice.open'), type: 'amount', width: 92 },
    amountColumn('credit', 'Credit'),
    amountColumn('charge', 'Charge'),
    {
      key: 'newOpen',
      title: t('invoice.newOpen'),
      type: 'amount',
      width: 92,
      value: (row) => linesOf(row).at(-1)?.openAfter || row.open,
      tone: (row) => (lineOf(row) ? 'strong' : 'soft'),
    },
    { ...textColumn('reasonCode', 96), grow: 1, options: () => choices.reasonOptions },
    textColumn('referenceId', 96),
    { ...textColumn('comment', 160), grow: 2 },
    { ...textColumn('date', 100), type: 'date' },
  ])

  return { columns, lineOf, linesOf }
}

/** Fields whose refusal stands in a column of their own; every other refusal stands at the amount. */
const ownColumn = new Set<string>(['reasonCode', 'referenceId', 'comment'])

/** Warnings about the whole invoice stand above the grid, not in each of its cells. */
const ofInvoice = new Set<string>(['history_unverified', 'facts_disagree', 'deprecated'])
