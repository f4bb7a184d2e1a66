import { screen } from 'electron'
import type { BrowserWindow, WebContents } from 'electron'
import type { Desk } from '../../desk/desk'
import type { Session } from '../../desk/session'
import { Closing } from './closing'
import { makeWindow } from './window'
import { placeBeside } from './windowPlace'

/** A window and what it has at the desk. */
export interface OpenWindow {
  readonly window: BrowserWindow
  readonly session: Session
  readonly closing: Closing
}

/** The windows of this program: each enters the desk by itself and leaves it by itself. */
export class Windows {
  /** By the id of their contents; the one that was used last stands last. */
  private readonly windows = new Map<number, OpenWindow>()

  constructor(
    private readonly desk: Desk,
    private readonly preload: string,
  ) {}

  /** Undefined for contents that are not of one of our windows. */
  of(contents: WebContents): OpenWindow | undefined {
    return this.windows.get(contents.id)
  }

  /** Beside the one that was used last, and for the person who acts there. */
  open(): void {
    const last = this.lastUsed()
    const window = makeWindow(this.preload, last && this.placeBeside(last.window))
    const session = this.desk.enter()
    session.person = last?.session.person
    // A locked window opens no other to go on in.
    session.isLocked = last?.session.isLocked ?? false
    const { id } = window.webContents
    const opened = { window, session, closing: new Closing(window, this.desk, session) }
    this.windows.set(id, opened)
    session.listen((event) => {
      if (!window.isDestroyed()) window.webContents.send('contra:event', event)
    })
    window.on('focus', () => {
      this.windows.delete(id)
      this.windows.set(id, opened)
    })
    window.on('closed', () => {
      this.windows.delete(id)
      this.desk.leave(session)
    })
  }

  /** For a second start of the program on the same data. */
  focusLast(): void {
    const last = this.lastUsed()
    if (last === undefined) return this.open()
    if (last.window.isMinimized()) last.window.restore()
    last.window.show()
    last.window.focus()
  }

  /** Those whose work closing would cut short. */
  working(): OpenWindow[] {
    return [...this.windows.values()].filter(({ closing }) => closing.isAsked)
  }

  /** One that was closed and only waits for its work to end is used no more. */
  private lastUsed(): OpenWindow | undefined {
    return [...this.windows.values()].filter(({ closing }) => !closing.isEnding).at(-1)
  }

  private placeBeside(window: BrowserWindow) {
    const from = window.getNormalBounds()
    const others = [...this.windows.values()].map((other) => other.window.getNormalBounds())
    return placeBeside(from, others, screen.getDisplayMatching(from).workArea)
  }
}
