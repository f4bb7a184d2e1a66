import { computed, shallowReactive } from 'vue'
import type { DraftChange, LineView } from '@contract/batch'

export function sourceKeyOf(source: { sourceType: string; sourceId: string }): string {
  return `${source.sourceType}:${source.sourceId}`
}

/** `lines/01ARZ…/amount` → the line and the field that a rejection is about. */
export function placeOfRejection(at: string): { lineId: string; field: string } {
  const [head = '', lineId = '', field = ''] = at.split('/')
  return head === 'lines' ? { lineId, field } : { lineId: '', field: at }
}

/**
 * The lines of the current draft that the page knows, by id and by what they adjust. Reading one
 * source's lines tracks that source alone, so an edit repaints its own row and no other.
 */
export function draftLines() {
  const byId = shallowReactive(new Map<string, LineView>())
  const bySource = shallowReactive(new Map<string, readonly LineView[]>())

  function put(view: LineView): void {
    const before = byId.get(view.line.lineId)
    if (before && keyOf(before) !== keyOf(view)) leave(before)
    byId.set(view.line.lineId, view)
    const key = keyOf(view)
    const others = (bySource.get(key) ?? []).filter((other) => other.line.lineId !== view.line.lineId)
    bySource.set(key, [...others, view].sort(byPosition))
  }

  function remove(lineId: string): void {
    const view = byId.get(lineId)
    if (!view) return
    byId.delete(lineId)
    leave(view)
  }

  function leave(view: LineView): void {
    const others = (bySource.get(keyOf(view)) ?? []).filter((other) => other.line.lineId !== view.line.lineId)
    if (others.length > 0) bySource.set(keyOf(view), others)
    else bySource.delete(keyOf(view))
  }

  /** Puts the lines of one invoice (or of all, without an id) in the place of those known before. */
  function replace(invoiceId: string, views: readonly LineView[]): void {
    const kept = new Set(views.map((view) => view.line.lineId))
    const gone = [...byId.values()].filter(
      (view) => (invoiceId === '' || view.line.invoiceId === invoiceId) && !kept.has(view.line.lineId),
    )
    for (const view of gone) remove(view.line.lineId)
    for (const view of views) put(view)
  }

  /** What stands where these changes go: the same text as long as nobody else has touched it. */
  function contentOf(changes: readonly DraftChange[]): string {
    const found = changes.map((change) => {
      if (change.op === 'adjustSource')
        return (bySource.get(sourceKeyOf(change)) ?? []).map((view) => view.line)
      return change.lineId === '' ? [] : [byId.get(change.lineId)?.line]
    })
    return JSON.stringify(found)
  }

  function clear(): void {
    byId.clear()
    bySource.clear()
  }

  const all = computed(() => [...byId.values()].sort(byPosition))
  const refused = computed(() => all.value.filter((view) => view.rejections.length > 0))

  return { byId, bySource, all, refused, put, remove, replace, contentOf, clear }
}

function keyOf({ line }: LineView): string {
  return line.kind === 'IA' ? `Invoice:${line.invoiceId}` : sourceKeyOf(line)
}

function byPosition(one: LineView, other: LineView): number {
  return one.line.position - other.line.position || (one.line.lineId < other.line.lineId ? -1 : 1)
}

/** The line that the grid's cells of a source stand for: an ordinary one before a reversal of something. */
export function editableLineOf(views: readonly LineView[] | undefined): LineView | undefined {
  return views?.find(({ line }) => line.action === 'create' && line.reversesId === '')
}
