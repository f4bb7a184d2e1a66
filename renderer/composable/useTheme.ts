import { watchEffect } from 'vue'
import { z } from 'zod'
import { useRemembered } from './useRemembered'

const Theme = z.enum(['system', 'light', 'dark'])
export type Theme = z.infer<typeof Theme>

/** Light or dark by the person's choice, else as the system has it. */
export const theme = useRemembered('theme', 'system', Theme)

export function followTheme(): void {
  watchEffect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme.value
  })
}
