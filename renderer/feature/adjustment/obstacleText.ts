import type { Rejection } from '@contract/rejection'
import { t, te } from '../../text'
import { rejectionText } from '../../text/rejectionText'

/** Why something cannot be done to an adjustment: a batch in the way and the causes of a delete have their own words. */
export function obstacleText(obstacle: Rejection): string {
  const batch = String(obstacle.params['batch'] ?? '')
  if (obstacle.code === 'cancel_not_processed' && batch !== '') return t('adjustment.follow.taken', { batch })
  const key = `adjustment.follow.because.${String(obstacle.params['because'] ?? '')}`
  return obstacle.code === 'delete_not_allowed' && te(key) ? t(key) : rejectionText(obstacle)
}
