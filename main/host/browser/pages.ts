import type { ServerResponse } from 'node:http'
import type { Desk } from '../../desk/desk'
import type { Session } from '../../desk/session'

interface Page {
  readonly session: Session
  /** Event streams that are open. */
  streams: number
  leaving: NodeJS.Timeout | undefined
}

const mostPages = 200

/**
 * The pages that talk to this server, each with its session. A page that closed its event stream is
 * kept for a while, because a page that is loaded again does just that.
 */
export class Pages {
  private readonly pages = new Map<string, Page>()
  private ending: NodeJS.Timeout | undefined

  constructor(
    private readonly desk: Desk,
    private readonly graceMilliseconds: number,
    /** Called when the last page has been gone for a while; never, if undefined. */
    private readonly onLastGone: (() => void) | undefined,
  ) {}

  /** The session of a page; programs that name no page share one. Undefined when there are too many. */
  session(name: string): Session | undefined {
    return this.page(name)?.session
  }

  /** Writes events as JSON lines until the page is gone. */
  follow(name: string, response: ServerResponse): void {
    const page = this.page(name)
    if (page === undefined) {
      response.end()
      return
    }
    page.streams += 1
    clearTimeout(page.leaving)
    clearTimeout(this.ending)
    const stop = page.session.listen((event) => response.write(`${JSON.stringify(event)}\n`))
    // An empty line now and then shows both sides that the other one is still there.
    const pulse = setInterval(() => response.write('\n'), 15_000)
    response.write('\n')
    response.on('close', () => {
      stop()
      clearInterval(pulse)
      page.streams -= 1
      if (page.streams === 0) this.expectLeave(name, page)
    })
  }

  close(): void {
    clearTimeout(this.ending)
    for (const page of this.pages.values()) clearTimeout(page.leaving)
    this.pages.clear()
  }

  private page(name: string): Page | undefined {
    const known = this.pages.get(name)
    if (known !== undefined) return known
    if (this.pages.size >= mostPages) return undefined
    const page: Page = { session: this.desk.enter(), streams: 0, leaving: undefined }
    this.pages.set(name, page)
    return page
  }

  private expectLeave(name: string, page: Page): void {
    page.leaving = setTimeout(() => {
      this.pages.delete(name)
      this.desk.leave(page.session)
    }, this.graceMilliseconds)
    const anyOpen = [...this.pages.values()].some(({ streams }) => streams > 0)
    if (this.onLastGone !== undefined && !anyOpen) {
      clearTimeout(this.ending)
      this.ending = setTimeout(this.onLastGone, this.graceMilliseconds)
    }
  }
}
