import { onScopeDispose, shallowRef, watchEffect } from 'vue'
import type { RouteLocationRaw } from 'vue-router'

export interface Crumb {
  label: string
  to?: RouteLocationRaw
}

export interface PageStep {
  label: string
  run: () => void
  /** What exactly it does, as a hint: "Undo: Credit 690.00 on Seats". */
  detail?: string
  /** Why it cannot be done now. */
  heldBack?: string
}

export interface PageHead {
  crumbs: Crumb[]
  /** "Saved 14:32", "waiting to save". */
  saved?: string | undefined
  undo?: PageStep | undefined
  redo?: PageStep | undefined
}

/** What the top bar shows for the screen that is mounted. */
export const pageHead = shallowRef<PageHead>({ crumbs: [] })

/** Fills the top bar while the screen is mounted; the function is tracked. */
export function usePageHead(describe: () => PageHead): void {
  let latest: PageHead | undefined
  watchEffect(() => {
    latest = describe()
    pageHead.value = latest
    const name = latest.crumbs.at(-1)?.label
    document.title = name ? `${name} – Contra` : 'Contra'
  })
  onScopeDispose(() => {
    if (pageHead.value === latest) pageHead.value = { crumbs: [] }
  })
}
