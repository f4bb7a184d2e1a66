// The batch file (docs/batch-file.md): how it is written, and how it is read and checked.

export type {
  BatchFileContent,
  FileApproval,
  FileClaim,
  FileEvent,
  FileJournal,
  FileRevision,
  ReadBatchFile,
  ReadStatement,
} from './batchFileContent'
export { mostHeadsInFile } from './about'
export { largestFileBytes } from './frame'
export { readBatchFile } from './readBatchFile'
export { readStatement, type Statement } from './statement'
export { writeBatchFile } from './writeBatchFile'
