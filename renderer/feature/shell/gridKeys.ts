/** The keys that every grid handles by itself, for the key sheet. */
export const gridKeys = [
  { keys: 'Enter', label: 'grid.enter' },
  { keys: 'Tab', label: 'grid.tab' },
  { keys: 'F2', label: 'grid.edit' },
  { keys: 'Escape', label: 'grid.escape' },
  { keys: 'Delete', label: 'grid.clear' },
  { keys: '$mod+d', label: 'grid.fill' },
  { keys: '$mod+v', label: 'grid.paste' },
  { keys: 'Space', label: 'grid.select' },
  { keys: '$mod+a', label: 'grid.selectEvery' },
  { keys: '$mod+z', label: 'grid.undo' },
  { keys: '$mod+Shift+z', label: 'grid.redo' },
  { keys: 'Alt+Enter', label: 'grid.useProposal' },
  { keys: 'Alt+ArrowDown', label: 'grid.choose' },
  { keys: '$mod+ArrowDown', label: 'grid.edges' },
  { keys: 'ArrowUp', label: 'grid.header' },
] as const
