import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import type { BatchView, BulkHow, DraftAnswer, DraftChange, LineFields, LineView } from '@contract/batch'
import type { Outcome } from '@contract/outcome'
import { refused } from '@contract/outcome'
import type { Rejection } from '@contract/rejection'
import { z } from 'zod'
import { host, onEvent } from '../api'
import { ask } from '../composable/useCommand'
import { readRemembered, writeRemembered } from '../composable/useRemembered'
import { t } from '../text'
import { draftLines, placeOfRejection } from './draftLine'
import { clockTime, spokenDay } from './draftName'
import { draftQueue } from './draftQueue'
import { useSession } from './sessionStore'

interface DraftBase {
  batchId: string
  editNumber: number
}

export interface BulkEdit {
  invoiceId: string
  sources: string[]
  edit: BulkHow
  fields: LineFields
}

export interface Confirmed {
  code: string
  at: string
}

const pauseMilliseconds = 200

/** What the view of a batch names at most. */
const mostRefused = 200

/** Lines of a batch are fetched in slices of this many. */
const sliceOfLines = 5000

/**
 * The current draft: the batch that what is typed goes into. Edits are queued; every answer brings the
 * edit number that the next one is based on. The batch is the desk's own view; nothing is added up here.
 */
export const useDraft = defineStore('draft', () => {
  const session = useSession()
  const queue = draftQueue(ask)
  const lines = markRaw(draftLines())
  const batch = shallowRef<BatchView>()
  /** Counts the times that everything was read again: someone else changed the batch, or another was chosen. */
  const generation = ref(0)
  /** Set when edits were based on an older state of the batch and were not taken. */
  const conflict = shallowRef<Rejection>()
  const watchedInvoices = new Set<string>()
  let editNumber = 0
  let begun: Promise<void> | undefined

  const rememberedKey = computed(() => `draft.${session.ledger?.ledgerId ?? ''}.${session.person?.id ?? ''}`)
  const saved = computed(() => {
    if (queue.isLost.value) return t('draft.waitingToSave')
    if (!queue.isIdle.value) return t('draft.saving')
    return batch.value ? t('draft.savedAt', { time: clockTime(batch.value.changedAt) }) : ''
  })

  // Choosing the batch -------------------------------------------------------------------------------

  /** Finds the draft that this person worked in last; without one, there is none until something is typed. */
  function begin(): Promise<void> {
    begun ??= findRemembered()
    return begun
  }

  async function findRemembered(): Promise<void> {
    const remembered = readRemembered(rememberedKey.value, z.string())
    if (remembered && (await load(remembered))) return
    const listed = await ask('listBatches', {
      filter: { text: '', state: 'draft' },
      sort: 'changedAt',
      descending: true,
      after: '',
      limit: 20,
    })
    if (!listed.ok) return
    const own = listed.value.rows.find((row) => row.preparerName === session.person?.name)
    if (own && !batch.value) await load(own.batchId)
  }

  /** Reads a batch and makes it the current one; false when it is not a draft (any more). */
  async function load(batchId: string): Promise<boolean> {
    const outcome = await ask('getBatch', { batchId })
    if (!outcome.ok || outcome.value.state !== 'draft') return false
    if (batch.value?.batchId !== batchId) lines.clear()
    take(outcome.value)
    await Promise.all([...watchedInvoices].map((invoiceId) => loadLines(invoiceId)))
    generation.value += 1
    return true
  }

  function take(view: BatchView): void {
    batch.value = view
    editNumber = view.editNumber
    writeRemembered(rememberedKey.value, view.batchId)
    void nameRefused(view)
  }

  /**
   * A refusal or a warning of a line that is not here cannot be named, and one that the line here does not
   * know (a period has closed, say) is not shown at it: then all lines are fetched.
   */
  async function nameRefused(view: BatchView): Promise<void> {
    const idOf = (one: Rejection) => placeOfRejection(one.at).lineId
    const refusedIds = new Set(view.rejections.map(idOf))
    const isNew = [...view.rejections, ...view.warnings]
      .map(idOf)
      .some((id) => id !== '' && !lines.byId.has(id))
    const hasMoved = [...refusedIds].some((id) => lines.byId.get(id)?.rejections.length === 0)
    const isOver =
      view.rejections.length < mostRefused &&
      lines.refused.value.some(({ line }) => !refusedIds.has(line.lineId))
    if (isNew || hasMoved || isOver) await loadLines('')
  }

  /** Leaves the batch: what is typed next goes into another one. */
  function leave(): void {
    batch.value = undefined
    lines.clear()
    writeRemembered(rememberedKey.value, '')
    generation.value += 1
  }

  async function choose(batchId: string): Promise<boolean> {
    return queue.enqueue(() => load(batchId))
  }

  async function create(name: string): Promise<Outcome<BatchView>> {
    return queue.enqueue(() => createNow(name))
  }

  async function createNow(name: string): Promise<Outcome<BatchView>> {
    const outcome = await queue.send('createBatch', { name })
    if (!outcome.ok) return outcome
    lines.clear()
    take(outcome.value)
    generation.value += 1
    return outcome
  }

  /** `Corrections 21 Nov 2026`, counted on where that name is taken. */
  async function createNamedByDay(): Promise<Outcome<BatchView>> {
    const name = t('draft.nameByDay', { day: spokenDay(session.today) })
    let outcome = await createNow(name)
    for (let count = 2; isNameTaken(outcome) && count < 100; count += 1) {
      outcome = await createNow(`${name} (${String(count)})`)
    }
    return outcome
  }

  async function rename(name: string): Promise<Outcome<BatchView>> {
    return queue.enqueue(async () => {
      if (!batch.value) return refused({ code: 'batch_unknown', at: '', params: {} })
      const outcome = await queue.send('renameBatch', { batchId: batch.value.batchId, name })
      if (outcome.ok) take(outcome.value)
      return outcome
    })
  }

  // Lines --------------------------------------------------------------------------------------------

  /** Keeps the draft's lines of an invoice here while it is shown. */
  async function watchInvoice(invoiceId: string): Promise<void> {
    watchedInvoices.add(invoiceId)
    await begin()
    if (batch.value) await loadLines(invoiceId)
  }

  function unwatchInvoice(invoiceId: string): void {
    watchedInvoices.delete(invoiceId)
  }

  async function loadLines(invoiceId: string): Promise<void> {
    const batchId = batch.value?.batchId
    if (batchId === undefined) return
    const base = editNumber
    const found: LineView[] = []
    for (;;) {
      const from = found.length
      const outcome = await ask('listLines', { batchId, revision: 0, invoiceId, from, limit: sliceOfLines })
      if (!outcome.ok) return
      found.push(...outcome.value.rows)
      if (found.length >= outcome.value.total || outcome.value.rows.length === 0) break
    }
    // An edit was answered meanwhile: what it said is newer than this.
    if (base !== editNumber || batch.value?.batchId !== batchId) return loadLines(invoiceId)
    lines.replace(invoiceId, found)
  }

  // Edits --------------------------------------------------------------------------------------------

  async function edit(label: string, changes: DraftChange[]): Promise<Outcome<DraftAnswer>> {
    const touched = () => lines.contentOf(changes)
    return change((base) => queue.send('editDraft', { ...base, label, changes }), touched)
  }

  async function bulk(how: BulkEdit): Promise<Outcome<DraftAnswer>> {
    return change((base) => queue.send('bulkEdit', { ...base, ...how }))
  }

  async function undo(): Promise<Outcome<DraftAnswer>> {
    return change((base) => queue.send('undoEdit', base))
  }

  async function redo(): Promise<Outcome<DraftAnswer>> {
    return change((base) => queue.send('redoEdit', base))
  }

  /**
   * `touched` is the content that the change replaces. Where another window has changed the batch but not
   * that, the change is made on top; where it has, it is refused and the person looks first.
   */
  async function change(
    send: (base: DraftBase) => Promise<Outcome<DraftAnswer>>,
    touched?: () => string,
  ): Promise<Outcome<DraftAnswer>> {
    return queue.enqueue(async () => {
      await begin()
      if (!batch.value) {
        const created = await createNamedByDay()
        if (!created.ok) return created
      }
      const batchId = batch.value?.batchId ?? ''
      const before = touched?.()
      let outcome = await send({ batchId, editNumber })
      if (isStale(outcome) && (await load(batchId)) && before !== undefined && before === touched?.()) {
        outcome = await send({ batchId, editNumber })
      }
      if (outcome.ok) takeAnswer(outcome.value)
      else if (isStale(outcome)) await reloadAfter(outcome.rejections)
      return outcome
    })
  }

  function takeAnswer(answer: DraftAnswer): void {
    editNumber = answer.editNumber
    // An invoice that lost its last line is named by the removed lines alone.
    const removed = answer.removedLineIds.flatMap((lineId) => lines.byId.get(lineId)?.line.invoiceId ?? [])
    const touched = new Set([...removed, ...answer.invoices.map((effect) => effect.invoiceId)])
    for (const lineId of answer.removedLineIds) lines.remove(lineId)
    for (const view of answer.lines) lines.put(view)
    if (!batch.value) return
    const others = batch.value.invoices.filter((effect) => !touched.has(effect.invoiceId))
    const { totals, lineCount, rejectedLineCount, undoLabel, redoLabel } = answer
    const invoices = [...others, ...answer.invoices.filter((effect) => effect.lineCount > 0)]
    batch.value = {
      ...batch.value,
      ...{ totals, lineCount, rejectedLineCount, undoLabel, redoLabel, invoices },
      invoiceCount: invoices.length,
      editNumber: answer.editNumber,
      changedAt: answer.savedAt,
    }
  }

  async function reloadAfter(rejections: readonly Rejection[]): Promise<void> {
    conflict.value = rejections[0]
    if (batch.value && !(await load(batch.value.batchId))) leave()
  }

  // What the desk says of the whole batch ------------------------------------------------------------

  let isReading = false
  let readAgain = false

  /** Reads the batch again behind the edits: refusals and warnings of all its lines, and what others did. */
  async function refresh(): Promise<void> {
    if (isReading) {
      readAgain = true
      return
    }
    const batchId = batch.value?.batchId
    if (batchId === undefined) return adopt()
    isReading = true
    const outcome = await ask('getBatch', { batchId })
    isReading = false
    if (outcome.ok && queue.isIdle.value && batch.value?.batchId === batchId) await compare(outcome.value)
    if (readAgain) {
      readAgain = false
      await refresh()
    }
  }

  /** Another window of this person has begun a batch: this one goes on in it. */
  async function adopt(): Promise<void> {
    const remembered = readRemembered(rememberedKey.value, z.string())
    if (remembered && queue.isIdle.value) await load(remembered)
  }

  async function compare(view: BatchView): Promise<void> {
    if (view.state !== 'draft') return leave()
    if (view.editNumber < editNumber) return
    if (view.editNumber > editNumber) await load(view.batchId)
    else take(view)
  }

  // Submit -------------------------------------------------------------------------------------------

  async function submit(confirmed: Confirmed[]): Promise<Outcome<BatchView>> {
    return queue.enqueue(async () => {
      const batchId = batch.value?.batchId
      if (batchId === undefined) return refused({ code: 'batch_unknown', at: '', params: {} })
      const outcome = await queue.send('submitBatch', { batchId, editNumber, confirmed })
      if (outcome.ok) leave()
      else if (isStale(outcome)) await reloadAfter(outcome.rejections)
      return outcome
    })
  }

  // What is under way is on its way to the desk; a browser's page asks before it is left too early.
  if (host === 'browser') {
    window.addEventListener('beforeunload', (event) => {
      if (!queue.isIdle.value) event.preventDefault()
    })
  }
  watch(rememberedKey, () => {
    begun = undefined
    batch.value = undefined
    lines.clear()
    void begin()
  })
  let timer = 0
  onEvent((event) => {
    if (event.event !== 'changed' || !event.areas.some((area) => area === 'batch' || area === 'period'))
      return
    // Edits come first: what is said of the whole batch may wait until the person pauses.
    window.clearTimeout(timer)
    timer = window.setTimeout(() => void refresh(), pauseMilliseconds)
  })

  return {
    batch,
    lines,
    saved,
    conflict,
    generation,
    isIdle: queue.isIdle,
    isLost: queue.isLost,
    begin,
    choose,
    create,
    rename,
    leave,
    watchInvoice,
    unwatchInvoice,
    loadLines,
    edit,
    bulk,
    undo,
    redo,
    refresh,
    submit,
  }
})

function isStale(outcome: Outcome<unknown>): outcome is Extract<Outcome<unknown>, { ok: false }> {
  return (
    !outcome.ok &&
    outcome.rejections.some(({ code }) => code === 'edit_number_stale' || code === 'batch_state')
  )
}

function isNameTaken(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.rejections.some((one) => one.code === 'name_taken')
}
