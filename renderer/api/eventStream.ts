import { authorized } from './pageToken'

/** What the desk tells, one JSON text per line of one long answer; asked for again when it breaks off. */
export class EventStream {
  private readonly listeners = new Set<(event: unknown) => void>()
  private started = false

  listen(listener: (event: unknown) => void): () => void {
    this.listeners.add(listener)
    if (!this.started) {
      this.started = true
      void this.follow()
    }
    return () => this.listeners.delete(listener)
  }

  private async follow(): Promise<never> {
    for (;;) {
      await this.readOnce().catch(() => undefined)
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
  }

  private async readOnce(): Promise<void> {
    const response = await authorized('/event', { method: 'GET' })
    if (!response.ok || response.body === null) return
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    let rest = ''
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const lines = (rest + value).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) if (line !== '') this.tell(JSON.parse(line))
    }
  }

  private tell(event: unknown): void {
    for (const listener of this.listeners) listener(event)
  }
}
