import type { Input, Output } from '@contract/api'
import { accepted, type Outcome } from '@contract/outcome'
import { readImportProfiles, writeImportProfile } from '../ledger/importProfileTable'
import { audit, type Context } from './context'
import { runCommand } from './runCommand'

/** A profile decides how files are read, so its making is written down. */
export function saveImportProfile(
  context: Context,
  input: Input<'saveImportProfile'>,
): Outcome<Output<'saveImportProfile'>> {
  const { ledger } = context
  const { profile } = input
  return runCommand(context, 'saveImportProfile', input, {
    right: 'prepare',
    act: () => {
      const was = readImportProfiles(ledger).find(({ name }) => name === profile.name)
      writeImportProfile(ledger, profile)
      audit(context, {
        action: 'saveImportProfile',
        subject: `import profile ${profile.name}`,
        detail: { was: was?.mapping ?? null, is: profile.mapping },
      })
      return accepted({ name: profile.name })
    },
    view: () => accepted({ profiles: readImportProfiles(ledger) }),
  })
}
