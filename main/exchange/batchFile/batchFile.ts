// The batch file (docs/batch-file.md): how it is written, and how it is read and checked.

export type {
  BatchFileContent,
  BatchPart,
  FileApproval,
  FileClaim,
  FileEvent,
  FileJournal,
  FileReference,
  FileRevision,
  FileStatement,
  ReadApproval,
  ReadBatchFile,
  ReadRevision,
  ReadStatement,
} from './batchFileContent'
export { mostHeadsInFile } from './about'
export { largestFileBytes } from './frame'
export { readBatchFile, type BatchFileReading } from './readBatchFile'
export { readStatement, type Statement } from './statement'
export { writeBatchFile } from './writeBatchFile'
