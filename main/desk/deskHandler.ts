import { api } from '@contract/api'
import type { Api, Input, Name, Output } from '@contract/api'
import type { SessionView } from '@contract/ledger'
import type { Outcome } from '@contract/outcome'
import { accepted, refused, rejection } from '@contract/outcome'
import type { Clock } from '../platform/clock'
import { lookAtFile, safeFileName } from '../platform/file'
import type { Jobs } from './job'
import type { Ledgers } from './ledgers'
import { firstToAct, mayAct, type PassphraseTries } from './person'
import type { Session } from './session'

/** What the desk's own commands work on. */
export interface DeskContext {
  readonly host: 'electron' | 'browser'
  readonly version: string
  readonly clock: Clock
  readonly ledgers: Ledgers
  readonly jobs: Jobs
  readonly tries: PassphraseTries
  readonly session: Session
  /** Another ledger has other people: whoever acted in the last one acts no more. */
  readonly afterSwitch: () => void
}

export type DeskName = { [N in Name]: Api[N]['kind'] extends 'desk' ? N : never }[Name]

type DeskHandlers = {
  readonly [N in DeskName]: (context: DeskContext, input: Input<N>) => Promise<Outcome<Output<N>>>
}

export function isDeskName(name: Name): name is DeskName {
  return api[name].kind === 'desk'
}

/** Commands about ledgers, sessions and jobs: they start and stop threads, so they run beside them. */
export const deskHandlers: DeskHandlers = {
  getSession: async (context) => accepted(await sessionView(context)),

  switchPerson: async (context, { personId, passphrase }) => {
    const { lockCount } = context.session
    const open = await context.ledgers.describe()
    if (context.session.lockCount !== lockCount) return refused(rejection('passphrase_needed', 'passphrase'))
    if (open === undefined) return refused(rejection('no_ledger_open'))
    const person = open.people.find(({ id }) => id === personId)
    if (person === undefined) return refused(rejection('not_found', 'personId', { personId }))
    const allowed = await mayAct(context, person, passphrase, open.ledger.kind)
    if (!allowed.ok) return allowed
    // Locked meanwhile, or another ledger: whoever was to act then does not act now.
    if (context.session.lockCount !== lockCount) return refused(rejection('passphrase_needed', 'passphrase'))
    context.session.person = person
    context.session.isLocked = false
    context.session.tell({ event: 'session' })
    return accepted(await sessionView(context))
  },

  lockSession: async (context) => {
    context.session.lock()
    context.session.isLocked = true
    const open = await context.ledgers.describe()
    context.session.isLocked = open?.ledger.kind === 'live'
    context.session.tell({ event: 'session' })
    return accepted(await sessionView(context))
  },

  openSandbox: (context) => switching(context, () => context.ledgers.openSandbox()),

  resetSandbox: (context) => switching(context, () => context.ledgers.resetSandbox()),

  createLedger: async (context, { name, place }) => {
    const path = place === '' ? undefined : context.session.files.place(place)
    if (place !== '' && path === undefined) return refused(rejection('not_found', 'place'))
    return switching(context, () => context.ledgers.create(name, path))
  },

  openLedger: async (context, { recentId, file }) => {
    const { ledgers } = context
    if (recentId !== '') {
      const path = ledgers.recent.path(recentId)
      if (path === undefined) return refused(rejection('not_found', 'recentId', { recentId }))
      return switching(context, () => ledgers.open(path))
    }
    const picked = context.session.files.file(file)
    if (picked === undefined) return refused(rejection('not_found', 'file'))
    const isUpload = context.session.files.isOwn(picked)
    return switching(context, () =>
      isUpload ? ledgers.adopt(picked.path, picked.name) : ledgers.open(picked.path),
    )
  },

  closeLedger: (context) =>
    switching(context, async () => {
      await context.ledgers.close()
      return accepted(undefined)
    }),

  listRecentLedgers: async ({ ledgers }) => accepted({ ledgers: ledgers.recent.list() }),

  backupLedger: async ({ ledgers, clock, session }) => {
    const path = session.files.newPath()
    const made = await ledgers.backup(path)
    if (!made.ok) return made
    const day = clock.today('UTC')
    const name = safeFileName(`${made.value.name} ${day} backup.contra`)
    const file = session.files.register(path, name)
    if (file === undefined) throw new Error('The backup is not where it was written')
    return accepted({ handle: file.handle, name, bytes: file.bytes })
  },

  restoreLedger: async (context, { file, name }) => {
    const picked = context.session.files.file(file)
    if (picked === undefined || lookAtFile(picked.path) === undefined) {
      return refused(rejection('not_found', 'file'))
    }
    if (picked.isFolder) return refused(rejection('ledger_not_a_ledger', 'file', { name: picked.name }))
    return switching(context, () => context.ledgers.restore(picked.path, name))
  },

  getJob: async ({ jobs, session }, { jobId }) => {
    const job = jobs.find(session, jobId)
    if (job === undefined) return refused(rejection('job_unknown', 'jobId', { jobId }))
    return accepted({ job: job.view(), ...job.result() })
  },

  cancelJob: async ({ jobs, session }, { jobId }) => {
    const job = jobs.find(session, jobId)
    return job === undefined ? refused(rejection('job_unknown', 'jobId', { jobId })) : job.cancel()
  },
}

/** Where it ends with another ledger than before, everybody is told, and acts anew. */
async function switching(
  context: DeskContext,
  work: () => Promise<Outcome<unknown>>,
): Promise<Outcome<SessionView>> {
  const before = context.ledgers.threads
  const opened = await work()
  if (context.ledgers.threads !== before) context.afterSwitch()
  if (!opened.ok) return opened
  return accepted(await sessionView(context), opened.warnings)
}

async function sessionView(context: DeskContext): Promise<SessionView> {
  const { host, version, clock, session } = context
  const open = await context.ledgers.describe()
  if (open === undefined) {
    session.person = undefined
    return {
      host,
      version,
      ledger: null,
      person: null,
      people: [],
      isUnlocked: false,
      settings: null,
      today: clock.today('UTC'),
    }
  }
  const { ledger, people, settings, today } = open
  session.knowAnew(people, ledger.kind)
  if (!session.isLocked) session.person ??= firstToAct(open)
  const { person = null } = session
  const isUnlocked = person !== null && session.unlocked.has(person.id)
  return { host, version, ledger, person, people, isUnlocked, settings, today }
}
