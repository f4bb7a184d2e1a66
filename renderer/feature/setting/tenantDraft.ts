import { ref } from 'vue'
import type { Settings } from '@contract/setting'

/** Settings that were changed on the screen and not saved yet: they wait while a person looks elsewhere. */
export const tenantDraft = ref<{ ledgerId: string; settings: Settings }>()

/** Settings with entries in one order, so that only what differs counts. */
function comparable(value: Settings[keyof Settings]): string {
  return typeof value === 'object'
    ? JSON.stringify(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : JSON.stringify(value)
}

/** What the tenant is like; how is signed stands with the people. */
type TenantSetting = Exclude<keyof Settings, 'signEachTime'>

export function changedSettings(was: Settings, is: Settings): TenantSetting[] {
  return (Object.keys(was) as (keyof Settings)[]).filter(
    (name): name is TenantSetting =>
      name !== 'signEachTime' && comparable(was[name]) !== comparable(is[name]),
  )
}

/** The draft, with what is not the tenant's as it stands by now. */
export function tenantSettings(was: Settings, draft: Settings): Settings {
  return { ...draft, signEachTime: was.signEachTime }
}

export interface CurrencyRule {
  currency: string
  rounding: '' | Settings['rounding'][string]
  increment: string
}

/** Rounding and increment side by side, one row per currency that has either. */
export function currencyRules({ rounding, increment }: Settings): CurrencyRule[] {
  return [...new Set([...Object.keys(rounding), ...Object.keys(increment)])].sort().map((currency) => ({
    currency,
    rounding: rounding[currency] ?? '',
    increment: increment[currency] ?? '',
  }))
}

export function withCurrencyRule(settings: Settings, rule: CurrencyRule): Settings {
  const { [rule.currency]: _rounding, ...rounding } = settings.rounding
  const { [rule.currency]: _increment, ...increment } = settings.increment
  return {
    ...settings,
    rounding: rule.rounding === '' ? rounding : { ...rounding, [rule.currency]: rule.rounding },
    increment: rule.increment === '' ? increment : { ...increment, [rule.currency]: rule.increment },
  }
}
