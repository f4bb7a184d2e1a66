import { t, te } from '../../text'
import { plainAction } from './auditFilter'

/** What was done, in words. */
export function useAuditWords() {
  return {
    actionOf: (action: string): string =>
      te(`audit.action.${action}`) ? t(`audit.action.${action}`) : plainAction(action),
  }
}
