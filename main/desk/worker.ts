import { parentPort, workerData } from 'node:worker_threads'
import type { Outcome } from '@contract/outcome'
import { LedgerRefused } from '../ledger/ledgerRefused'
import { LedgerWork } from './ledgerWork'
import type { Numbered, ThreadReply, ThreadStart } from './threadMessage'

// What every thread runs. Requests are answered one after the other; each is synchronous work.

const port = parentPort
if (port === null) throw new Error('This file runs in a worker thread only')
const work = new LedgerWork(workerData as ThreadStart)

port.on('message', ({ number, request }: Numbered) => {
  const reply = (message: ThreadReply) => port.postMessage(message)
  try {
    const { outcome, newFiles } = work.take(request, (phase, done, total) =>
      reply({ kind: 'progress', number, phase, done, total }),
    )
    reply({ kind: 'answer', number, outcome, newFiles })
  } catch (error) {
    if (error instanceof LedgerRefused) {
      const outcome: Outcome<never> = { ok: false, rejections: [error.rejection] }
      reply({ kind: 'answer', number, outcome, newFiles: {} })
    } else {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      reply({ kind: 'defect', number, error: text })
    }
  }
  if (request.kind === 'close') port.close()
})
