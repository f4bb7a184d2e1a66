import { dialog } from 'electron'
import type { BrowserWindow } from 'electron'
import type { Desk } from '../../desk/desk'
import type { Session } from '../../desk/session'

/**
 * Closing a window during a job of its own: what has not begun to commit is cancelled, what commits is
 * waited for. What other windows do goes on.
 */
export class Closing {
  private isDecided = false
  private question: Promise<boolean> | undefined

  constructor(
    private readonly window: BrowserWindow,
    private readonly desk: Desk,
    private readonly session: Session,
  ) {
    window.on('close', (event) => {
      if (!this.isAsked) return
      event.preventDefault()
      void this.close()
    })
  }

  /** Whether closing asks first. */
  get isAsked(): boolean {
    const { cancellable, committing } = this.desk.runningWork(this.session)
    return !this.isDecided && cancellable.length + committing.length > 0
  }

  /** Whether the window is gone for its person and waits for its work to end. */
  get isEnding(): boolean {
    return this.isDecided
  }

  /** Asks, and closes when its work has ended; false when the person keeps the window. */
  close(): Promise<boolean> {
    this.question ??= this.askAndClose().finally(() => (this.question = undefined))
    return this.question
  }

  private async askAndClose(): Promise<boolean> {
    const { committing } = this.desk.runningWork(this.session)
    if (!(await ask(this.window, committing.length > 0))) return false
    this.isDecided = true
    this.window.hide()
    // Leaves nothing half done: what commits now is finished before the window goes.
    await this.desk.endWork(this.session)
    if (!this.window.isDestroyed()) this.window.close()
    return true
  }
}

async function ask(window: BrowserWindow, isCommitting: boolean): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: isCommitting ? 'Contra is writing to the ledger.' : 'Contra is still working.',
    detail: isCommitting
      ? 'The window closes as soon as everything is written.'
      : 'Closing now cancels the work. Nothing of it will be in the ledger.',
    buttons: [isCommitting ? 'Close when written' : 'Cancel the work and close', 'Keep Contra open'],
    defaultId: 1,
    cancelId: 1,
  })
  return response === 0
}
