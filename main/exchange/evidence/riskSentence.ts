import type { RiskReason } from '@contract/review'
import { shownFigure } from './figure'

type Params = Readonly<Record<string, string>>

const sentences: Readonly<Record<RiskReason, (params: Params) => string>> = {
  reopened_period: ({ period = '' }) => `${period} was closed once and opened again`,
  under_exception: () => 'goes into a closed period under an exception',
  credit_then_charge: ({ opposite = '', date = '', where }) =>
    where === 'batch'
      ? `a ${opposite.toLowerCase()} on the same place stands in this batch`
      : `a ${opposite.toLowerCase()} on the same place was made on ${date}`,
  item_adjusted_before: ({ count = '', date = '' }) =>
    `adjusted before: ${count === '1' ? 'once' : `${count} times`}, last on ${date}`,
  just_under_threshold: ({ limit = '', currency = '' }) =>
    `just under the limit of ${shownFigure(limit)} ${currency}`,
  close_to_cap: ({ percent = '', cap = '', currency = '' }) =>
    `${percent} % of the ${shownFigure(cap)} ${currency} that was open`,
  first_reason_by_preparer: ({ reason = '' }) => `first use of “${reason}” by this preparer`,
  same_pair: ({ count = '' }) =>
    `the last ${count} batches of this preparer were approved by the same reviewer`,
  round_amount: () => 'a round amount',
}

/** Why a line was worth a look, in words. */
export function riskSentence({
  reason,
  params,
}: {
  readonly reason: RiskReason
  readonly params: Params
}): string {
  return sentences[reason](params)
}
