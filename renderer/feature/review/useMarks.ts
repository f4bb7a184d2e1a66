import { computed, ref, shallowRef } from 'vue'
import type { LineMark, ReviewView } from '@contract/review'
import type { Rejection } from '@contract/rejection'
import { useCommand } from '../../composable/useCommand'

export interface Marked {
  readonly mark: LineMark
  readonly comment: string
}

const unmarked: Marked = { mark: '', comment: '' }

interface Step {
  readonly lineIds: readonly string[]
  readonly mark: LineMark
  readonly before: ReadonlyMap<string, Marked>
}

interface Group extends Marked {
  readonly lineIds: string[]
}

/**
 * What the reviewer marks: shown at once and saved in the order in which it was done. Where saving is refused, what
 * the ledger has counts again.
 */
export function useMarks(review: () => ReviewView | undefined, reload: () => Promise<void>) {
  const command = useCommand('markLines')
  const marks = shallowRef<ReadonlyMap<string, Marked>>(new Map())
  const steps = shallowRef<readonly Step[]>([])
  const rejections = shallowRef<readonly Rejection[]>([])
  const waiting = ref(0)
  let pending: Group[] = []
  let saving: Promise<void> | undefined

  /** Another answer of the ledger: its marks, and on top of them what is not saved yet. */
  function take({ lines }: ReviewView): void {
    const next = new Map<string, Marked>()
    for (const { view, mark, comment } of lines)
      if (mark !== '') next.set(view.line.lineId, { mark, comment })
    for (const { lineIds, mark, comment } of pending)
      for (const lineId of lineIds) next.set(lineId, { mark, comment })
    marks.value = next
  }

  function of(lineId: string): Marked {
    return marks.value.get(lineId) ?? unmarked
  }

  function mark(lineIds: readonly string[], how: LineMark, comment = ''): void {
    if (lineIds.length === 0) return
    const before = new Map(lineIds.map((lineId) => [lineId, of(lineId)]))
    steps.value = [...steps.value, { lineIds, mark: how, before }]
    put({ lineIds: [...lineIds], mark: how, comment })
  }

  /** Takes the last step back, and answers with its lines. */
  function undo(): readonly string[] {
    const last = steps.value.at(-1)
    if (last === undefined) return []
    steps.value = steps.value.slice(0, -1)
    const groups = new Map<string, Group>()
    for (const [lineId, marked] of last.before) {
      const key = JSON.stringify([marked.mark, marked.comment])
      const group = groups.get(key) ?? { ...marked, lineIds: [] }
      group.lineIds.push(lineId)
      groups.set(key, group)
    }
    for (const group of groups.values()) put(group)
    return last.lineIds
  }

  function put(group: Group): void {
    const next = new Map(marks.value)
    for (const lineId of group.lineIds) next.set(lineId, { mark: group.mark, comment: group.comment })
    marks.value = next
    const last = pending.at(-1)
    // What waits behind the one that is on its way goes together: who holds a key down is not kept waiting.
    const joins = pending.length > 1 && last?.mark === group.mark && last.comment === group.comment
    if (joins) last.lineIds.push(...group.lineIds)
    else pending.push(group)
    waiting.value = pending.length
    saving ??= save()
  }

  async function save(): Promise<void> {
    for (let group = pending[0]; group !== undefined; group = pending[0]) {
      const view = review()
      if (view === undefined) break
      const { batchId, revision, contentHash } = view
      const lineIds = [...new Set(group.lineIds)]
      const { mark: how, comment } = group
      const done = await command.run({ batchId, revision, contentHash, lineIds, mark: how, comment })
      if (done === undefined) {
        rejections.value = command.rejections.value
        pending = []
        steps.value = []
        await reload()
        break
      }
      rejections.value = []
      pending = pending.slice(1)
      waiting.value = pending.length
    }
    waiting.value = pending.length
    saving = undefined
  }

  /** Settles when everything that was marked so far is saved, or refused. */
  async function settled(): Promise<void> {
    await saving
  }

  /** Whether something stood against saving; once it has been seen, it stands against nothing any more. */
  function forgive(): boolean {
    const stood = rejections.value.length > 0
    rejections.value = []
    return stood
  }

  return {
    marks,
    forgive,
    of,
    mark,
    take,
    undo,
    settled,
    rejections,
    isSaving: computed(() => waiting.value > 0),
    lastStep: computed(() => steps.value.at(-1)),
  }
}
