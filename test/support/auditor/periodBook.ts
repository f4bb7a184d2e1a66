import type { PeriodView } from '@contract/invoice'
import type { Person } from '@contract/setting'

/**
 * The auditor's own record of what was done to periods: their states, and whose exception holds until when. It is
 * told of every command that was accepted, and never asks the ledger.
 */
export class PeriodBook {
  private readonly states = new Map<string, PeriodView['state'] | 'locked'>()
  private readonly exceptions = new Map<string, { periodId: string; personId: string; until: string }>()

  /** Periods are months: `P2026-11`. */
  constructor(states: Readonly<Record<string, PeriodView['state']>>) {
    for (const [periodId, state] of Object.entries(states)) this.states.set(periodId, state)
  }

  stateOf(periodId: string): PeriodView['state'] | 'locked' | undefined {
    return this.states.get(periodId)
  }

  get periodIds(): string[] {
    return [...this.states.keys()]
  }

  get exceptionIds(): string[] {
    return [...this.exceptions.keys()]
  }

  moved(periodId: string, to: PeriodView['state'] | 'locked'): void {
    this.states.set(periodId, to)
  }

  granted(exceptionId: string, exception: { periodId: string; personId: string; until: string }): void {
    this.exceptions.set(exceptionId, exception)
  }

  revoked(exceptionId: string): void {
    this.exceptions.delete(exceptionId)
  }

  /**
   * A period that is not in the book is one of those that were locked from the start. An exception holds until its
   * end, also while the period is on its way back to open.
   */
  mayPost(date: string, person: Person, now: string): boolean {
    const periodId = `P${date.slice(0, 7)}`
    const state = this.states.get(periodId)
    if (state === 'Open' || (state === 'PendingClose' && person.rights.includes('manage_close'))) return true
    if (state !== 'Closed' && state !== 'PendingClose') return false
    return [...this.exceptions.values()].some(
      (exception) =>
        exception.periodId === periodId && exception.personId === person.id && now < exception.until,
    )
  }

  /** A cancel takes the period of what it cancels, and no exception helps. */
  mayCancel(date: string, person: Person): boolean {
    const state = this.states.get(`P${date.slice(0, 7)}`)
    return state === 'Open' || (state === 'PendingClose' && person.rights.includes('manage_close'))
  }
}
