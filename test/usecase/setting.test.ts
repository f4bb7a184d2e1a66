import { beforeEach, describe, expect, it } from 'vitest'
import type { ReasonView } from '@contract/invoice'
import { Settings } from '@contract/setting'
import type { Ledger } from '../../main/ledger/database'
import { readFactVersion } from '../../main/ledger/ledgerTable'
import { mostReasons } from '../../main/ledger/reasonCodeTable'
import { verifyLedger } from '../../main/ledger/verify'
import { changeReason } from '../../main/usecase/changeReason'
import { changeSettings } from '../../main/usecase/changeSettings'
import { getAuditChoices } from '../../main/usecase/getAuditChoices'
import { getChoices } from '../../main/usecase/getChoices'
import { getSettings } from '../../main/usecase/getSettings'
import { listAudit } from '../../main/usecase/listAudit'
import { listImportProfiles } from '../../main/usecase/listImportProfiles'
import { listSavedFilters } from '../../main/usecase/listSavedFilters'
import { saveFilter } from '../../main/usecase/saveFilter'
import { saveImportProfile } from '../../main/usecase/saveImportProfile'
import { valueOf } from '../ledger/postedBatch'
import { aCompany } from '../support/aCompany'
import {
  controller,
  preparer,
  reopen,
  tempLedger,
  testContext,
  type TestContext,
} from '../support/tempLedger'

let ledger: Ledger
let context: TestContext

beforeEach(() => {
  ledger = tempLedger()
  aCompany(ledger)
  context = testContext(ledger, controller)
})

function auditRows() {
  const filter = { text: '', action: '', person: '', from: '', to: '' }
  return valueOf(listAudit(context, { filter, sort: 'sequence', descending: true, after: '', limit: 500 }))
    .rows
}

describe('settings', () => {
  const settings = () => valueOf(getSettings(context))
  const change = (changes: Partial<Settings>, person = context) =>
    changeSettings(person, { commandId: context.newId(), settings: { ...settings(), ...changes } })

  it('start as the kind of ledger has them: the counter item is on in a sandbox only', () => {
    expect(settings().counterItem).toBe(true)
    expect(valueOf(getSettings(testContext(tempLedger('live')))).counterItem).toBe(false)
    expect(Settings.safeParse(settings()).error).toBeUndefined()
  })

  it('are kept, also over a restart, and logged as was and is', () => {
    const changed = valueOf(change({ timeZone: 'Europe/Zurich', increment: { CHF: '0.05' } }))
    expect(changed).toMatchObject({ timeZone: 'Europe/Zurich', increment: { CHF: '0.05' } })
    expect(auditRows()).toMatchObject([
      {
        action: 'changeSettings',
        personName: controller.name,
        detail:
          '{"is":{"increment":{"CHF":"0.05"},"timeZone":"Europe/Zurich"},"was":{"increment":{},"timeZone":"UTC"}}',
      },
    ])
    expect(valueOf(getSettings(context.on(reopen(ledger))))).toEqual(changed)
  })

  it('that stay as they are leave no trace', () => {
    const version = readFactVersion(ledger)
    valueOf(change({}))
    expect(auditRows()).toEqual([])
    expect(readFactVersion(ledger)).toBe(version)
  })

  it('ask for the passphrase once unless a controller wants it each time; no file is read otherwise by that', () => {
    expect(settings().signEachTime).toBe(false)
    const version = readFactVersion(ledger)
    expect(change({ signEachTime: true }, context.as(preparer))).toMatchObject({ ok: false })
    expect(valueOf(change({ signEachTime: true })).signEachTime).toBe(true)
    expect(auditRows()).toMatchObject([
      { action: 'changeSettings', detail: '{"is":{"signEachTime":true},"was":{"signEachTime":false}}' },
    ])
    expect(readFactVersion(ledger)).toBe(version)
    valueOf(change({ apiVersion: 60 }))
    expect(readFactVersion(ledger)).not.toBe(version)
  })

  it('need the right to control', () => {
    expect(change({ apiVersion: 60 }, context.as(preparer))).toMatchObject({
      ok: false,
      rejections: [{ code: 'right_missing', params: { right: 'control' } }],
    })
    expect(settings().apiVersion).not.toBe(60)
  })

  it.each<[Partial<Settings>, string, string]>([
    [{ timeZone: 'Mars/Olympus' }, 'value_unknown', 'settings/timeZone'],
    [{ receivablesCode: 'Nowhere' }, 'accounting_code_unknown', 'settings/receivablesCode'],
    [{ defaultAdjustmentCode: 'Old Code' }, 'accounting_code_inactive', 'settings/defaultAdjustmentCode'],
    [{ rounding: { XXX: 'up' } }, 'value_unknown', 'settings/rounding/XXX'],
    [{ increment: { XXX: '1' } }, 'value_unknown', 'settings/increment/XXX'],
    [{ increment: { CHF: '0.005' } }, 'amount_scale', 'settings/increment/CHF'],
    [{ increment: { CHF: '0' } }, 'amount_not_positive', 'settings/increment/CHF'],
    [{ increment: { CHF: 'five' } }, 'value_unknown', 'settings/increment/CHF'],
  ])('refuse %j', (changes, code, at) => {
    expect(change(changes)).toMatchObject({ ok: false, rejections: [{ code, at }] })
    expect(auditRows()).toEqual([])
  })

  it('the same command twice changes once', () => {
    const command = { commandId: context.newId(), settings: { ...settings(), apiVersion: 99 } }
    const first = valueOf(changeSettings(context, command))
    expect(valueOf(changeSettings(context, command))).toEqual(first)
    expect(auditRows()).toHaveLength(1)
  })
})

describe('reason codes', () => {
  const reasons = () => valueOf(getChoices(context)).reasons
  const reason = (name: string, changes: Partial<ReasonView> = {}): ReasonView => ({
    name,
    active: true,
    isDefault: false,
    reversalDateRule: 'original_or_first_open',
    accountingCode: '',
    ...changes,
  })
  const change = (view: ReasonView, person = context) =>
    changeReason(person, { commandId: context.newId(), reason: view })
  const defaults = () =>
    reasons()
      .filter(({ isDefault }) => isDefault)
      .map(({ name }) => name)

  it('one is the default, and making another the default moves it', () => {
    expect(defaults()).toEqual(['Standard Adjustment'])
    valueOf(change(reason('Write-off', { isDefault: true })))
    expect(defaults()).toEqual(['Write-off'])
    expect(JSON.parse(auditRows()[0]?.detail ?? '')).toMatchObject({
      formerDefault: 'Standard Adjustment',
      was: { isDefault: false },
      is: { isDefault: true },
    })
  })

  it('making an inactive code the default activates it', () => {
    valueOf(change(reason('Retired Reason', { active: false, isDefault: true })))
    expect(reasons()[0]).toMatchObject({ name: 'Retired Reason', active: true, isDefault: true })
  })

  it('a new one is made, with its accounting code', () => {
    valueOf(change(reason('Goodwill', { accountingCode: 'Adjustments', reversalDateRule: 'today' })))
    expect(reasons().find(({ name }) => name === 'Goodwill')).toMatchObject({
      accountingCode: 'Adjustments',
      reversalDateRule: 'today',
    })
  })

  it.each<[string, ReasonView, string, string]>([
    ['the default taken away', reason('Standard Adjustment'), 'field_required', 'reason/isDefault'],
    [
      'the default made inactive',
      reason('Standard Adjustment', { isDefault: true, active: false }),
      'reason_inactive',
      'reason/active',
    ],
    ['no name', reason('  '), 'field_required', 'reason/name'],
    ['blanks around the name', reason(' Goodwill'), 'field_required', 'reason/name'],
    ['a name that is too long', reason('x'.repeat(33)), 'text_too_long', 'reason/name'],
    ['a control character', reason('a\u0007b'), 'text_not_allowed', 'reason/name'],
    [
      'an unknown accounting code',
      reason('New', { accountingCode: 'Nowhere' }),
      'accounting_code_unknown',
      'reason/accountingCode',
    ],
    [
      'an inactive accounting code',
      reason('New', { accountingCode: 'Old Code' }),
      'accounting_code_inactive',
      'reason/accountingCode',
    ],
  ])('refuses %s', (_, view, code, at) => {
    const before = reasons()
    expect(change(view)).toMatchObject({ ok: false, rejections: [{ code, at }] })
    expect(reasons()).toEqual(before)
  })

  it('are at most 300, active or not; those that are there can still be changed', () => {
    for (let count = reasons().length; count < mostReasons; count += 1) {
      ledger.sql("insert into reason_code values (?, 0, 0, 'today', '', '', '')").run(`Reason ${count}`)
    }
    expect(change(reason('One more'))).toMatchObject({ ok: false, rejections: [{ code: 'reason_limit' }] })
    expect(change(reason('Write-off', { active: false })).ok).toBe(true)
  })

  it('need the right to control', () => {
    expect(change(reason('Mine'), context.as(preparer))).toMatchObject({
      ok: false,
      rejections: [{ code: 'right_missing' }],
    })
  })
})

describe('saved filters and profiles', () => {
  it('filters are kept by screen and name, replaced, and taken away when empty', () => {
    const save = (screen: string, name: string, filter: string) =>
      valueOf(saveFilter(context, { commandId: context.newId(), screen, name, filter })).filters
    save('adjustments', 'Mine', '{"a":1}')
    save('invoices', 'Other', '{}')
    expect(save('adjustments', 'Mine', '{"a":2}')).toEqual([{ name: 'Mine', filter: '{"a":2}' }])
    expect(save('adjustments', 'Mine', '')).toEqual([])
    expect(valueOf(listSavedFilters(context, { screen: 'invoices' })).filters).toEqual([
      { name: 'Other', filter: '{}' },
    ])
  })

  it('profiles are kept by name and logged', () => {
    const profile = {
      name: 'Monthly items',
      mapping: {
        kind: 'item' as const,
        columns: { 'Charge Amount': 'chargeAmount' },
        numberFormat: 'comma' as const,
        dateFormat: 'dmy' as const,
        encoding: 'utf-8' as const,
      },
    }
    valueOf(saveImportProfile(context, { commandId: context.newId(), profile }))
    expect(valueOf(listImportProfiles(context)).profiles).toEqual([profile])
    expect(auditRows()).toMatchObject([
      { action: 'saveImportProfile', subject: 'import profile Monthly items' },
    ])
  })
})

describe('audit log', () => {
  const list = (filter: object, more: object = {}) =>
    valueOf(
      listAudit(context, {
        filter: { text: '', action: '', person: '', from: '', to: '', ...filter },
        sort: 'sequence',
        descending: false,
        after: '',
        limit: 500,
        ...more,
      }),
    )

  beforeEach(() => {
    for (let version = 30; version < 60; version += 1) {
      if (version === 45) context.clock.moveTo('2026-11-21T10:00:00.000Z')
      const settings = { ...valueOf(getSettings(context)), apiVersion: version }
      valueOf(changeSettings(context, { commandId: context.newId(), settings }))
    }
    const reason = {
      name: 'Late',
      active: true,
      isDefault: false,
      reversalDateRule: 'today' as const,
      accountingCode: '',
    }
    valueOf(changeReason(context, { commandId: context.newId(), reason }))
  })

  it('is paged by its sequence, both ways', () => {
    for (const descending of [false, true]) {
      const sequences: number[] = []
      let after = ''
      do {
        const page = list({}, { descending, after, limit: 4 })
        expect(page.total).toBe(31)
        sequences.push(...page.rows.map(({ sequence }) => sequence))
        after = page.next
      } while (after !== '')
      const all = Array.from({ length: 31 }, (_, index) => index + 1)
      expect(sequences).toEqual(descending ? all.reverse() : all)
    }
  })

  it('is filtered by action, person, day and text', () => {
    expect(list({ action: 'changeReason' }).rows.map(({ sequence }) => sequence)).toEqual([31])
    expect(list({ person: controller.name }).total).toBe(31)
    expect(list({ person: 'Nobody' }).rows).toEqual([])
    expect(list({ to: '2026-11-20' }).total).toBe(15)
    expect(list({ from: '2026-11-21' }).total).toBe(16)
    expect(list({ from: '2026-11-21', to: '2026-11-21' }).total).toBe(16)
    expect(list({ text: '"apiVersion":44' }).total).toBe(2)
  })

  it('offers what occurs in it, and is sound', () => {
    expect(valueOf(getAuditChoices(context))).toEqual({
      actions: ['changeReason', 'changeSettings'],
      people: [controller.name],
    })
    expect(verifyLedger(ledger).faults).toEqual([])
  })
})
