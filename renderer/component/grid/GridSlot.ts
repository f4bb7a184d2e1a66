import type { FunctionalComponent, Slots } from 'vue'

/** Draws a slot of the grid inside a row without making the row depend on the grid's own render. */
export const GridSlot: FunctionalComponent<{ slots: Slots; name: string; given: object }> = ({
  slots,
  name,
  given,
}) => slots[name]?.(given)
GridSlot.props = ['slots', 'name', 'given']
