import type { Line } from '@contract/line'
import type { BatchContent, FactContent } from '../../engine/batch/content'
import { canonicalText } from '../../ledger/auditTable'
import { hashOfText } from '../../platform/textHash'
import type { FrozenRevision } from '../batch/revision'

/** What was submitted, as it was signed: adjustments by the ids that they had where that was. */
export function signedContent({ content }: Pick<FrozenRevision, 'content'>): BatchContent {
  return JSON.parse(content) as BatchContent
}

/**
 * The digests of a content's lines, by line id: SHA-256 of canonical JSON (RFC 8785) of `{facts, line}`, where
 * `facts` are those that name the line, and all settings, in the order of the content, without their `lineIds`
 * and without their moment.
 * So a line keeps its digest as long as neither it nor anything that it rests on changes, whatever becomes of
 * the lines beside it.
 */
export function lineDigests(content: BatchContent): ReadonlyMap<string, string> {
  const texts = new Map<string, string[]>(content.lines.map(({ lineId }) => [lineId, []]))
  // Thousands of lines share a fact: each is put into text once.
  for (const fact of content.facts) {
    const text = textOf(fact)
    if (fact.kind === 'setting') for (const ofLine of texts.values()) ofLine.push(text)
    else for (const lineId of fact.lineIds) texts.get(lineId)?.push(text)
  }
  return new Map(content.lines.map((line) => [line.lineId, digestOf(line, texts.get(line.lineId) ?? [])]))
}

function textOf(fact: FactContent): string {
  const { kind, id, label, currency, values } = fact
  return canonicalText({ kind, id, label, currency, values })
}

/** Keys in the order of canonical JSON: `facts` before `line`. */
function digestOf(line: Line, facts: readonly string[]): string {
  return hashOfText(`{"facts":[${facts.join(',')}],"line":${canonicalText(line)}}`)
}
