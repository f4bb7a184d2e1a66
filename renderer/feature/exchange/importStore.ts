import { computed, markRaw, ref, shallowRef, watch } from 'vue'
import { defineStore } from 'pinia'
import { z } from 'zod'
import type { ColumnMapping, ImportView } from '@contract/exchange'
import type { Rejection } from '@contract/rejection'
import type { PickedFile } from '../../api'
import { ask } from '../../composable/useCommand'
import { useJob } from '../../composable/useJob'
import { useRemembered } from '../../composable/useRemembered'
import { useSession } from '../../store/sessionStore'
import { isReadable, pickOf } from './importFile'

const steps = ['files', 'columns', 'preview', 'done'] as const
export type ImportStep = (typeof steps)[number]

const Kept = z.object({
  ledgerId: z.string(),
  importId: z.string(),
  step: z.enum(steps),
  picks: z.array(z.object({ handle: z.string(), name: z.string(), bytes: z.number() })),
})
const nothingKept: z.infer<typeof Kept> = { ledgerId: '', importId: '', step: 'files', picks: [] }

/** When the files were true: asked for anew with each import, because no file says it. */
export interface AsOf {
  how: 'now' | 'given'
  day: string
  time: string
}

/**
 * The import that is under way. It outlives the screen: its jobs go on while a person looks elsewhere, and
 * it is found again after a reload. The ledger forgets it when it is opened anew; nothing was written then.
 */
export const useImport = defineStore('import', () => {
  const session = useSession()
  const kept = useRemembered('import', nothingKept, Kept)
  const view = shallowRef<ImportView>()
  const asOf = ref<AsOf>({ how: 'now', day: '', time: '' })
  const uploading = ref(false)
  const mapping = ref(false)
  const rejections = shallowRef<readonly Rejection[]>([])
  // Raw: the store would take their refs out, once here and not there.
  const recognise = markRaw(useJob('startImport'))
  const preview = markRaw(useJob('previewImport'))
  const commit = markRaw(useJob('commitImport'))
  const saveRefused = markRaw(useJob('saveRefusedRows'))
  const job = computed(() => [recognise, preview, commit].find(({ running }) => running.value))

  const step = computed<ImportStep>(() => (view.value ? kept.value.step : 'files'))
  const files = computed(() => view.value?.files ?? [])
  const readable = computed(() => files.value.filter(isReadable))
  const ledgerId = computed(() => session.ledger?.ledgerId ?? '')
  let asked = 0

  /** Finds the import again that was under way in this ledger. */
  async function resume(): Promise<void> {
    asked += 1
    const number = asked
    if (kept.value.ledgerId !== ledgerId.value || kept.value.importId === '') {
      forget()
      return
    }
    if (view.value?.importId === kept.value.importId) return
    const outcome = await ask('getImport', { importId: kept.value.importId })
    if (number !== asked) return
    if (!outcome.ok) forget()
    else take(outcome.value)
  }

  function forget(): void {
    view.value = undefined
    rejections.value = []
    asOf.value = { how: 'now', day: '', time: '' }
    kept.value = { ...nothingKept, ledgerId: ledgerId.value }
  }

  function take(next: ImportView): void {
    view.value = next
    // What is not previewed any more, or committed meanwhile, is not shown on a step of its past.
    if (next.state === 'committed') go('done')
    else if (next.state === 'recognised' && (step.value === 'preview' || step.value === 'done')) go('columns')
  }

  function go(next: ImportStep): void {
    kept.value = { ...kept.value, step: next }
  }

  /** Looks at files beside those that are there; a mapping that a person made stays. */
  async function add(picks: readonly PickedFile[]): Promise<void> {
    if (picks.length > 0) await look([...kept.value.picks, ...picks])
  }

  async function remove(fileName: string): Promise<void> {
    const gone = pickOf(kept.value.picks, fileName)
    const rest = kept.value.picks.filter((pick) => pick !== gone)
    if (rest.length > 0) await look(rest)
    else await discard()
  }

  async function look(picks: readonly PickedFile[]): Promise<void> {
    const former = view.value
    const found = await recognise.run({ files: picks.map(({ handle }) => handle) })
    rejections.value = recognise.rejections.value
    if (!found) return
    if (former) void ask('discardImport', { importId: former.importId })
    kept.value = { ledgerId: ledgerId.value, importId: found.importId, step: 'files', picks: [...picks] }
    view.value = found
    for (const file of former?.files ?? []) {
      const again = found.files.find(({ name }) => name === file.name)
      if (file.mapping && again && JSON.stringify(again.mapping) !== JSON.stringify(file.mapping))
        await map(again.fileId, file.mapping)
    }
  }

  async function map(fileId: string, next: ColumnMapping): Promise<boolean> {
    if (!view.value) return false
    mapping.value = true
    const outcome = await ask('mapColumns', { importId: view.value.importId, fileId, mapping: next })
    mapping.value = false
    rejections.value = outcome.ok ? [] : outcome.rejections
    if (outcome.ok) view.value = outcome.value
    return outcome.ok
  }

  async function runPreview(moment: string): Promise<void> {
    if (!view.value) return
    const made = await preview.run({ importId: view.value.importId, asOf: moment })
    rejections.value = preview.rejections.value
    if (!made) return
    view.value = made
    go('preview')
  }

  async function decide(fileId: string, line: number, decision: 'same' | 'different'): Promise<boolean> {
    if (!view.value) return false
    const outcome = await ask('decideTwin', { importId: view.value.importId, fileId, line, decision })
    rejections.value = outcome.ok ? [] : outcome.rejections
    if (outcome.ok) view.value = outcome.value
    return outcome.ok
  }

  async function runCommit(): Promise<boolean> {
    if (!view.value) return false
    const done = await commit.run({ importId: view.value.importId })
    rejections.value = commit.rejections.value
    if (!done) return false
    // After a repeated commit the desk knows the counts, not the files any more.
    view.value = done.files.length > 0 ? done : { ...view.value, ...done, files: view.value.files }
    go('done')
    return true
  }

  /** Throws away what was looked at. Nothing of it has been written to the ledger. */
  async function discard(): Promise<void> {
    const given = view.value
    forget()
    if (given && given.state !== 'committed') await ask('discardImport', { importId: given.importId })
  }

  watch(ledgerId, resume)

  return {
    view,
    step,
    files,
    readable,
    asOf,
    uploading,
    mapping,
    rejections,
    recognise,
    preview,
    commit,
    saveRefused,
    job,
    resume,
    go,
    add,
    remove,
    map,
    decide,
    runPreview,
    runCommit,
    discard,
  }
})
