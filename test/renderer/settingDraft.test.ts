import { describe, expect, it } from 'vitest'
import type { Settings } from '@contract/setting'
import {
  changedSettings,
  currencyRules,
  tenantSettings,
  withCurrencyRule,
} from '../../renderer/feature/setting/tenantDraft'

const settings: Settings = {
  apiVersion: 141,
  mode: 'legacy',
  entityId: '',
  timeZone: 'UTC',
  advancedAdjustment: false,
  counterItem: false,
  adjustOppositeSign: true,
  revenueAccounts: false,
  revenueExclusion: false,
  receivablesCode: '',
  defaultAdjustmentCode: '',
  rounding: { JPY: 'down' },
  increment: { CHF: '0.05', JPY: '10' },
  signEachTime: false,
}

describe('settings that wait to be saved', () => {
  it.each<[string, Partial<Settings>, (keyof Settings)[]]>([
    ['nothing', {}, []],
    ['the same in another order', { increment: { JPY: '10', CHF: '0.05' } }, []],
    ['a feature and a version', { counterItem: true, apiVersion: 96 }, ['apiVersion', 'counterItem']],
    ['how is signed, which is not the tenant’s', { signEachTime: true }, []],
    ['a step', { increment: { CHF: '0.10', JPY: '10' } }, ['increment']],
  ])('%s', (_name, change, names) => {
    expect(changedSettings(settings, { ...settings, ...change })).toEqual(names)
  })

  it('keep how is signed as it stands by now, whatever it was when they were typed', () => {
    for (const signEachTime of [true, false]) {
      const draft = { ...settings, apiVersion: 96, signEachTime: !signEachTime }
      expect(tenantSettings({ ...settings, signEachTime }, draft)).toEqual({ ...draft, signEachTime })
    }
  })
})

describe('rules of currencies', () => {
  it('stand side by side, sorted', () => {
    expect(currencyRules(settings)).toEqual([
      { currency: 'CHF', rounding: '', increment: '0.05' },
      { currency: 'JPY', rounding: 'down', increment: '10' },
    ])
  })

  it('are put, changed and taken out', () => {
    const added = withCurrencyRule(settings, { currency: 'KWD', rounding: 'half_up', increment: '' })
    expect(added.rounding).toEqual({ JPY: 'down', KWD: 'half_up' })
    expect(added.increment).toEqual(settings.increment)
    const removed = withCurrencyRule(settings, { currency: 'JPY', rounding: '', increment: '' })
    expect(removed).toMatchObject({ rounding: {}, increment: { CHF: '0.05' } })
  })
})
