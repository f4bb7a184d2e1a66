import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import type { App } from './app'

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** WCAG 2.2 AA by axe, in light and in dark; the dark look differs in its colours only. */
export async function expectAccessible({ page }: App, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' })
  await settled()
  expect(await faultsOf(axe().withTags(levels)), `${screen}, light`).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await settled()
  expect(await faultsOf(axe().withRules(['color-contrast'])), `${screen}, dark`).toEqual([])

  /** Colours that fade into each other are none yet. */
  async function settled(): Promise<void> {
    await expect
      .poll(() =>
        page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length),
      )
      .toBe(0)
  }

  // The other mode opens a page of its own, which Electron does not allow.
  function axe(): AxeBuilder {
    return new AxeBuilder({ page }).setLegacyMode(true)
  }
}

async function faultsOf(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}
