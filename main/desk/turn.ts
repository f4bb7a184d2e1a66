/** One piece of work of a person after the other; different people do not wait for each other. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>()

  inTurn<Value>(personId: string, work: () => Promise<Value>): Promise<Value> {
    const turn = (this.last.get(personId) ?? Promise.resolve()).then(work)
    this.last.set(
      personId,
      turn.catch(() => undefined),
    )
    return turn
  }
}
