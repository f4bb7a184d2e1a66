import { accepted, refused, rejection, type Outcome } from '@contract/outcome'
import type { Right } from '@contract/setting'
import { hashOf } from '../ledger/auditTable'
import { findCommand, insertCommand } from '../ledger/commandTable'
import { inTransaction } from '../ledger/database'
import { hasRight, type Context } from './context'

/**
 * One command, one transaction, once. `act` runs inside the transaction and answers with ids and
 * counts, which are stored; its refusal undoes everything. `view` makes the answer for the page, also
 * when the same command comes again. The same id with other content is refused: `command_id_reused`.
 */
export function runCommand<Input extends { commandId: string }, Answer, View>(
  context: Context,
  name: string,
  input: Input,
  steps: {
    right?: Right
    act: () => Outcome<Answer>
    view: (answer: Answer) => Outcome<View>
  },
): Outcome<View> {
  if (steps.right !== undefined && !hasRight(context, steps.right)) {
    return refused(rejection('right_missing', '', { right: steps.right }))
  }
  const outcome = actOnce(context, name, input, steps.act)
  if (!outcome.ok) return outcome
  const view = steps.view(outcome.value)
  return view.ok ? accepted(view.value, [...outcome.warnings, ...view.warnings]) : view
}

class Undone extends Error {}

function actOnce<Input extends { commandId: string }, Answer>(
  context: Context,
  name: string,
  input: Input,
  act: () => Outcome<Answer>,
): Outcome<Answer> {
  const { ledger, person, clock } = context
  const inputHash = hashOf({ name, person: person.id, input })
  let outcome: Outcome<Answer> | undefined
  try {
    inTransaction(ledger, () => {
      const before = findCommand(ledger, input.commandId)
      if (before !== undefined) {
        outcome =
          before.inputHash === inputHash
            ? accepted(JSON.parse(before.answer) as Answer)
            : refused(rejection('command_id_reused', 'commandId'))
        return
      }
      outcome = act()
      if (!outcome.ok) throw new Undone()
      insertCommand(ledger, {
        commandId: input.commandId,
        name,
        inputHash,
        answer: JSON.stringify(outcome.value),
        personId: person.id,
        at: clock.now(),
      })
    })
  } catch (error) {
    if (!(error instanceof Undone)) throw error
  }
  if (outcome === undefined) throw new Error(`${name} gave no outcome`)
  return outcome
}
