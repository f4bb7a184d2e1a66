import type { Name } from '@contract/api'

/**
 * What an accepted command makes out of date, for the pages that show it: they ask again. The areas
 * are the words of the sidebar; an import may touch all of them.
 */
const everything = [
  'home',
  'invoice',
  'adjustment',
  'batch',
  'period',
  'exchange',
  'audit',
  'setting',
  'reversal',
]
const draft = ['batch', 'invoice']
// No balance moves, only what is left of adjustments, which drafts and plans rest on.
const linking = ['adjustment', 'batch', 'invoice', 'reversal', 'audit']
const people = ['setting', 'audit']
const posting = ['home', 'invoice', 'adjustment', 'batch', 'exchange', 'audit']

const areas: Partial<Record<Name, readonly string[]>> = {
  createBatch: ['home', 'batch', 'audit'],
  renameBatch: ['home', 'batch', 'audit'],
  discardBatch: ['home', 'batch', 'audit', 'invoice'],
  editDraft: draft,
  bulkEdit: draft,
  pasteCorrections: draft,
  undoEdit: draft,
  redoEdit: draft,
  saveFilter: [],
  startReversal: ['home', 'reversal', 'audit'],
  editReversal: ['reversal'],
  undoReversal: ['reversal'],
  redoReversal: ['reversal'],
  discardReversal: ['home', 'reversal', 'audit'],
  finishReversal: ['home', 'batch', 'invoice', 'adjustment', 'reversal', 'audit'],
  saveImportProfile: ['exchange'],
  submitBatch: posting,
  recallBatch: posting,
  returnBatch: posting,
  approveBatch: posting,
  bringInBatch: posting,
  postBatch: posting,
  saveBatchFile: ['batch', 'audit'],
  saveEvidence: ['audit'],
  changeApprovalRules: ['setting', 'batch', 'audit'],
  // Notes of one person on the way: who works on the page knows them already.
  markLines: ['review'],
  drawSample: ['review', 'audit'],
  exportBatch: ['home', 'batch', 'exchange', 'audit', 'adjustment'],
  markLanded: posting,
  deleteAdjustment: ['adjustment', 'audit'],
  addPerson: people,
  changePerson: people,
  setPassphrase: people,
  renewIdentity: people,
  acceptIdentityCard: people,
  revokeIdentity: people,
  linkReversal: linking,
  unlinkReversal: linking,
}

export function changedAreas(name: Name): string[] {
  return [...(areas[name] ?? everything)]
}
