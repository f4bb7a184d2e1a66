import type { Answer, Input, Name } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import type { Desk } from '../../main/desk/desk'
import type { Session } from '../../main/desk/session'

/** Asks the desk as the page of one session does, and keeps every answer as text. */
export function asker(desk: Desk, session: Session, heard: string[] = []) {
  const ask = async <N extends Name>(name: N, input: Input<N>) => {
    const outcome = (await desk.invoke(session, name, input)) as Outcome<Answer<N>>
    heard.push(JSON.stringify(outcome))
    return outcome
  }
  return {
    session,
    ask,
    value: async <N extends Name>(name: N, input: Input<N>): Promise<Answer<N>> => {
      const outcome = await ask(name, input)
      if (!outcome.ok) throw new Error(`${name}: ${JSON.stringify(outcome.rejections)}`)
      return outcome.value
    },
    codes: async <N extends Name>(name: N, input: Input<N>): Promise<string[]> => {
      const outcome = await ask(name, input)
      return outcome.ok ? [] : outcome.rejections.map(({ code }) => code)
    },
  }
}

export type Asker = ReturnType<typeof asker>
