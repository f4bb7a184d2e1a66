import type { Ledger } from './database'

export interface StoredCommand {
  readonly name: string
  readonly inputHash: string
  /** What was accepted, as ids and counts: JSON. */
  readonly answer: string
}

export function findCommand(ledger: Ledger, commandId: string): StoredCommand | undefined {
  return ledger
    .sql<StoredCommand>('select name, input_hash as inputHash, answer from command where id = ?')
    .get(commandId)
}

export function insertCommand(
  ledger: Ledger,
  command: StoredCommand & { readonly commandId: string; readonly personId: string; readonly at: string },
): void {
  ledger
    .sql('insert into command (id, name, input_hash, answer, person_id, at) values (?, ?, ?, ?, ?, ?)')
    .run(command.commandId, command.name, command.inputHash, command.answer, command.personId, command.at)
}
