import type { Api, Input, Name, Output } from '@contract/api'
import type { Outcome } from '@contract/outcome'
import type { Context, JobContext } from './context'

type NameOfKind<Kind> = { [N in Name]: Api[N]['kind'] extends Kind ? N : never }[Name]
export type DeskName = NameOfKind<'desk'>
export type HandledName = Exclude<Name, DeskName>
export type JobName = NameOfKind<'job'>

/** One synchronous function per query, command and job of the contract: a missing one does not compile. */
export type Handlers = {
  readonly [N in HandledName]: (
    context: N extends JobName ? JobContext : Context,
    input: Input<N>,
  ) => Outcome<Output<N>>
}

/** A part of them, kept beside the use cases that it names. */
export type SomeHandlers<N extends HandledName> = Pick<Handlers, N>
