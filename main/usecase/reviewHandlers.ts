import type { SomeHandlers } from './handlers'
import { reading } from './reading'
import { drawSample } from './review/drawSample'
import { getLineBasis } from './review/getLineBasis'
import { getReview } from './review/getReview'
import { listLineComments } from './review/listLineComments'
import { markLines } from './review/markLines'

/** Going through a submitted batch line by line, and what was said of its lines before. */
export const reviewHandlers: SomeHandlers<
  'drawSample' | 'getLineBasis' | 'getReview' | 'listLineComments' | 'markLines'
> = {
  drawSample,
  getLineBasis: reading(getLineBasis),
  getReview: reading(getReview),
  listLineComments: reading(listLineComments),
  markLines,
}
