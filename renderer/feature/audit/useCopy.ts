import { useToast } from '../../composable/useToast'
import { t } from '../../text'

/** Copies text and says so; where the system does not allow it, that is said instead. */
export function useCopy() {
  const { say } = useToast()
  return async (text: string, what: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      say(t('audit.copied', { what }), { tone: 'good' })
    } catch {
      say(t('audit.notCopied'), { tone: 'refused' })
    }
  }
}
