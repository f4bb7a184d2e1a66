import type { SomeHandlers } from './handlers'
import { linkReversal } from './link/linkReversal'
import { listLinkChoices } from './link/listLinkChoices'
import { unlinkReversal } from './link/unlinkReversal'
import { reading } from './reading'

/** Links of reversals that came by import. */
export const linkHandlers: SomeHandlers<'listLinkChoices' | 'linkReversal' | 'unlinkReversal'> = {
  listLinkChoices: reading(listLinkChoices),
  linkReversal,
  unlinkReversal,
}
