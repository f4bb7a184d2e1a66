export interface Problem {
  readonly code: string
  readonly text: string
  readonly at: Readonly<Record<string, unknown>>
}

export interface Checked {
  readonly ok: boolean
  readonly kind: 'batch file' | 'evidence pack'
  readonly problems: readonly Problem[]
  /** Of a sound file; also where only `trust` is wanting. */
  readonly report?: {
    readonly batch: {
      readonly id: string
      readonly name: string
      readonly state: string
      readonly revision: number
    }
    readonly lines: number
    readonly totals: readonly {
      readonly currency: string
      readonly lines: number
      readonly credits: string
      readonly charges: string
      readonly net: string
    }[]
    readonly approvedBy: readonly string[]
    readonly signatures: readonly {
      readonly act: string
      readonly name: string
      readonly fingerprint: string
    }[]
    readonly keys: readonly {
      readonly fingerprint: string
      readonly name: string
      readonly isTrusted: boolean
    }[]
    readonly audit: { readonly length: number; readonly head: string }
    readonly sealed?: { readonly at: string; readonly by: string; readonly fingerprint: string }
  }
}

export function checkFile(bytes: Uint8Array, options?: { readonly trust?: readonly string[] }): Checked
