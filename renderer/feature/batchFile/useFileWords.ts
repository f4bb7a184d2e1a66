import { useI18n } from 'vue-i18n'
import type { BatchFilePreview, FileLineChange } from '@contract/batchFile'
import type { LineView } from '@contract/batch'
import type { LineContent } from '@contract/line'
import { useFormat } from '../../composable/useFormat'
import { fieldLabel } from '../../text/rejectionText'
import { useLineWords } from '../batch/lineWords'
import { anyLine } from './lineChange'

const canonicalAmount = /^-?\d+(\.\d+)?$/
const calendarDate = /^\d{4}-\d{2}-\d{2}$/

/** What such a file holds is here: nothing is lost by leaving it. */
const knownHere: ReadonlySet<string> = new Set(['file_already_here', 'file_older'])

/** Nothing changes, but signatures come that are not here yet. */
export function isKept({ effect, relation, reasons }: BatchFilePreview): boolean {
  return effect === 'nothing' && relation === 'later' && reasons.length === 0
}

/** A batch file in words: how it stands to this ledger, and what bringing it in does. */
export function useFileWords() {
  const { t } = useI18n()
  const format = useFormat()
  const { whatOf, lineCount } = useLineWords()

  function namedOf({
    revision,
    commonRevision,
    here,
    name,
    totals,
    lineCount: count,
    changes,
  }: BatchFilePreview) {
    const lines = changes.filter(({ side }) => side !== 'here').length
    return {
      name,
      revision,
      common: commonRevision,
      here: here.revision,
      what: whatOf(totals, count),
      lines: lineCount(count),
      changed: lineCount(lines),
    }
  }

  function relationOf(preview: BatchFilePreview): string {
    const { relation, revision, commonRevision, here } = preview
    const named = namedOf(preview)
    if (relation === 'later' && revision === here.revision) return t('batchFile.relation.laterAct', named)
    if (relation === 'both' && commonRevision === 0) return t('batchFile.relation.bothNone', named)
    return t(`batchFile.relation.${relation}`, named)
  }

  /** Who did what brings the file here: the last one who signed such an act. */
  function actorOf({ signatures, sender }: BatchFilePreview, act: 'return' | 'approve'): string {
    return signatures.findLast((one) => one.act === act)?.name ?? sender.name
  }

  function effectOf(preview: BatchFilePreview): string {
    const { effect, state } = preview
    const person = actorOf(preview, effect === 'return' ? 'return' : 'approve')
    const named = { ...namedOf(preview), person }
    if (effect === 'add' && state === 'submitted') return t('batchFile.effect.addSubmitted', named)
    if (effect === 'add' && state === 'returned') return t('batchFile.effect.addReturned', named)
    if (effect === 'nothing' && isKept(preview)) return t('batchFile.effect.nothingLater', named)
    const code = preview.reasons[0]?.code
    if (effect === 'nothing' && code !== undefined && !knownHere.has(code)) {
      return t('batchFile.effect.nothingObstacle', named)
    }
    return t(`batchFile.effect.${effect}`, named)
  }

  function confirmOf(preview: BatchFilePreview): string {
    const named = namedOf(preview)
    return t(
      `batchFile.confirm.${preview.effect}`,
      preview.effect === 'merge' ? { ...named, lines: named.changed } : named,
    )
  }

  const doneOf = (preview: BatchFilePreview, effect: BatchFilePreview['effect']) =>
    t(`batchFile.done.${effect}`, namedOf(preview))

  /** The invoice and what of it a line adjusts, as this ledger names them where it knows them. */
  function lineTitle(change: FileLineChange, view: LineView | undefined): string {
    const line = anyLine(change)
    if (!line) return ''
    const invoice = view?.invoiceNumber || line.invoiceNumber || line.invoiceId
    if (line.action !== 'create') return [t(`batch.what.${line.action}`), invoice].filter(Boolean).join(' · ')
    const source = view?.sourceName || (line.kind === 'IA' ? t('batch.header') : line.sourceId)
    return [invoice, source].filter(Boolean).join(' · ')
  }

  function valueText(field: keyof LineContent, value: LineContent[keyof LineContent] | undefined): string {
    if (value === undefined || value === '') return '–'
    if (typeof value === 'boolean') return t(`batchFile.changes.${value ? 'yes' : 'no'}`)
    if (typeof value === 'object') {
      const named = Object.entries(value).map(([name, one]) => `${name}: ${String(one ?? '–')}`)
      return named.length === 0 ? '–' : named.join(', ')
    }
    if (field === 'amount' && canonicalAmount.test(value)) return format.amount(value)
    if (field === 'date' && calendarDate.test(value)) return format.date(value)
    if (field === 'type' || field === 'action') return actionText(value)
    return value
  }

  function actionText(value: string): string {
    return ['Credit', 'Charge', 'cancel', 'delete'].includes(value)
      ? t(`batch.what.${value}`)
      : t(`status.${value}`)
  }

  return { relationOf, effectOf, confirmOf, doneOf, lineTitle, valueText, fieldLabel, lineCount }
}
