import { parseJson, sha256, textOf } from './canonical'
import type { Part } from './frame'

// Takes an altered part apart, to find the piece that was altered (docs/batch-file.md, "Naming what was altered").

export interface Piece {
  readonly hash: string
  /** To be looked into; bytes that are no text any more show as they may. */
  readonly text: string
}

export interface Cut {
  /** Lines or journals; undefined where a part has none. */
  readonly lines: readonly Piece[] | undefined
  readonly facts: readonly Piece[] | undefined
}

/** Elements of lists as long as the part is JSON, else what stands between two beginnings; undefined for neither. */
export function cutPieces(part: Part): Cut | undefined {
  return elementsOf(part) ?? cutText(part)
}

function elementsOf({ name, bytes }: Part): Cut | undefined {
  const value = parseJson(textOf(bytes) ?? '')
  if (name.kind !== 'revision') {
    const list = piecesIn(value)
    if (list === undefined) return undefined
    return name.kind === 'journal' ? { lines: list, facts: undefined } : { lines: undefined, facts: list }
  }
  const { facts: factList, lines: lineList } = (value ?? {}) as { facts?: unknown; lines?: unknown }
  const facts = piecesIn(factList)
  const lines = piecesIn(lineList)
  return facts === undefined || lines === undefined ? undefined : { facts, lines }
}

/** Undefined for what is no list, or deeper than anybody writes. */
function piecesIn(list: unknown): Piece[] | undefined {
  try {
    if (!Array.isArray(list)) return undefined
    return list.map((element) => JSON.stringify(element)).map((text) => ({ hash: sha256(text), text }))
  } catch {
    return undefined
  }
}

const factStart = '{"currency":'
const lineStart = '{"accountingCode":'
const contentStart = '{"facts":['
const betweenFactsAndLines = '],"lines":['
const contentEnd = ']}'

/** Nothing of this can stand inside a JSON text, which would have `\"` for `"`. */
function cutText({ name, bytes }: Part): Cut | undefined {
  // Byte for byte: what is no UTF-8 any more must not be replaced by what fits.
  const all = bytes.toString('latin1')
  const list = () => between(all.slice(1, -1), factStart)
  if (name.kind === 'journal') return { lines: list(), facts: undefined }
  if (name.kind === 'facts') return { lines: undefined, facts: list() }
  const end = all.indexOf(betweenFactsAndLines)
  if (end < 0) return undefined
  return {
    facts: between(all.slice(contentStart.length, end), factStart),
    lines: between(all.slice(end + betweenFactsAndLines.length, -contentEnd.length), lineStart),
  }
}

/** From one beginning to the next, without the comma between them. */
function between(list: string, start: string): Piece[] {
  const starts: number[] = []
  for (let at = list.indexOf(start); at >= 0; at = list.indexOf(start, at + start.length)) {
    if (at === 0 || list[at - 1] === ',') starts.push(at)
  }
  return starts.map((from, index) => {
    const next = starts[index + 1]
    const bytes = Buffer.from(list.slice(from, next === undefined ? undefined : next - 1), 'latin1')
    return { hash: sha256(bytes), text: bytes.toString('utf8') }
  })
}
