import type { App } from './app'

/** Goes to the next thing of a role and name with Tab alone; gives up where focus goes round without arriving. */
export async function tabTo({ page }: App, role: string, name: string | RegExp = ''): Promise<void> {
  const wanted = page.getByRole(role as 'grid', name === '' ? {} : { name })
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press('Tab')
    if (await isFocused(wanted)) return
  }
  throw new Error(`No ${role} ${String(name)} is reached with Tab`)
}

async function isFocused(wanted: ReturnType<App['page']['getByRole']>): Promise<boolean> {
  return wanted.evaluateAll((found) => found.some((element) => element === document.activeElement))
}
