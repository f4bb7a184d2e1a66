import { describe, expect, test } from 'vitest'
import type { BatchView } from '@contract/batch'
import { rejection } from '@contract/outcome'
import { rejectionCodes } from '@contract/rejection'
import { confirmationKey, confirmations, confirmedOf } from '../../renderer/feature/batchFile/confirmation'
import { isBatchFileName } from '../../renderer/feature/batchFile/fileName'
import {
  batchOf,
  keysNamed,
  placeInFile,
  unknownSigner,
  waysOut,
} from '../../renderer/feature/batchFile/fileRefusal'
import { addresseeOf, fileStateOf, lastStep } from '../../renderer/feature/batchFile/savedFile'
import batchFileText from '../../renderer/text/en/batchFile'

const fingerprint = 'ab'.repeat(32)
const batchId = '01J00000000000000000000001'

describe('a file that is refused', () => {
  test.each([
    ['file_not_a_batch', ['other', 'ledger']],
    ['file_line_altered', ['again']],
    ['file_signature_wrong', ['again']],
    ['file_newer_format', ['update']],
    ['file_signer_unknown', ['card']],
    ['file_own_approval', ['own']],
    ['file_of_other_kind', ['kind']],
    ['not_found', ['other']],
  ] as const)('%s says what to do', (code, ways) => {
    expect(waysOut([rejection(code)])).toEqual(ways)
  })

  test('every way out has a sentence', () => {
    const codes = rejectionCodes.filter((code) => code.startsWith('file_'))
    const ways = new Set(codes.flatMap((code) => waysOut([rejection(code)])))
    for (const way of ways) expect(batchFileText.refused.way[way].length).toBeGreaterThan(20)
  })

  test('several refusals name each way once', () => {
    const altered = rejection('file_line_altered', 'lines/x', { line: 7 })
    expect(waysOut([altered, altered, rejection('file_fact_altered')])).toEqual(['again'])
  })

  test.each([
    [rejection('file_line_altered', '', { line: 7 }), { key: 'line', params: { line: '7' } }],
    [rejection('file_fact_altered', '', { lines: '1, 2' }), { key: 'lines', params: { lines: '1, 2' } }],
    [
      rejection('file_signature_wrong', '', { act: 'approve', revision: 2, name: 'Robin' }),
      { key: 'act.approve', params: { name: 'Robin', revision: '2' } },
    ],
    [
      rejection('file_damaged', '', { part: 'header', place: '' }),
      { key: 'part', params: { part: 'header' } },
    ],
    [rejection('file_not_a_batch'), undefined],
  ])('it says where: %#', (refused, place) => {
    expect(placeInFile(refused)).toEqual(place)
  })

  test('a missing card names its owner and the fingerprint to compare', () => {
    const unknown = rejection('file_signer_unknown', 'file', { name: 'Robin', fingerprint })
    expect(unknownSigner([unknown])).toBe('Robin')
    expect(keysNamed([unknown])).toEqual([{ name: 'Robin', fingerprint }])
    expect(
      keysNamed([rejection('file_signer_unknown', 'file', { name: 'Robin', fingerprint: 'x' })]),
    ).toEqual([])
  })

  test('a batch that is here is named by its place', () => {
    expect(batchOf([rejection('file_older', `batches/${batchId}`)])).toBe(batchId)
    expect(batchOf([rejection('file_damaged', `batches/${batchId}`)])).toBe('')
  })
})

describe('what is confirmed', () => {
  const facts = [1, 2].map((one) => rejection('facts_differ', `facts/${String(one)}`))
  const other = rejection('duplicate_line', 'lines/1/amount')

  test('facts are confirmed together, other warnings one by one', () => {
    const asked = confirmations([...facts, other])
    expect(asked.map(({ code, warnings }) => [code, warnings.length])).toEqual([
      ['facts_differ', 2],
      ['duplicate_line', 1],
    ])
  })

  test('each warning of a tick is sent by itself, and only of what was ticked', () => {
    const asked = confirmations([...facts, other])
    const ticked = new Set(asked.slice(0, 1).map(confirmationKey))
    expect(confirmedOf(asked, ticked)).toEqual(facts.map(({ code, at }) => ({ code, at })))
  })

  test('a warning more is another tick', () => {
    const [before] = confirmations(facts.slice(0, 1))
    const [after] = confirmations(facts)
    expect(before && after && confirmationKey(before) !== confirmationKey(after)).toBe(true)
  })
})

describe('for whom a file is', () => {
  const event = (name: BatchView['events'][number]['event'], revision = 1) => ({
    event: name,
    revision,
    personName: 'Pat',
    at: '2026-11-20T10:00:00.000Z',
    comment: '',
  })
  const batch = (state: BatchView['state'], events: BatchView['events'], isApprovedElsewhere = false) => ({
    state,
    revision: 1,
    events,
    isApprovedElsewhere,
  })

  test.each([
    ['submitted', batch('submitted', [event('submitted')]), 'submitted'],
    ['returned', batch('draft', [event('submitted'), event('returned'), event('brought_in')]), 'returned'],
    ['recalled', batch('draft', [event('submitted'), event('recalled')]), undefined],
    ['merged', batch('draft', [event('returned'), event('merged')]), undefined],
    ['returned before another revision', batch('draft', [event('returned', 0)]), undefined],
    ['never submitted', batch('draft', []), undefined],
    ['approved elsewhere', batch('submitted', [event('approved')], true), 'approved'],
    ['landed', batch('landed', [event('landed')]), 'approved'],
  ] as const)('%s', (_, given, state) => {
    expect(fileStateOf({ ...given, events: [...given.events] })).toBe(state)
  })

  test('a file that came or went is no step of the batch', () => {
    const events = [event('returned'), event('file_saved'), event('brought_in'), event('posted')]
    expect(lastStep(events)?.event).toBe('returned')
  })

  test.each([
    ['submitted', true, 'reviewer'],
    ['submitted', false, 'reviewer'],
    ['returned', true, 'preparer'],
    ['approved', false, 'preparer'],
    ['approved', true, 'other'],
  ] as const)('%s, born here %s: for the %s', (state, isBornHere, addressee) => {
    expect(addresseeOf(state, isBornHere)).toBe(addressee)
  })

  test.each([
    ['March credits r2 approved.batch.contra', true],
    ['LEDGER.CONTRA', true],
    ['invoices.csv', false],
    ['pat.contra-card', false],
  ])('%s is looked at as a batch file: %s', (name, is) => {
    expect(isBatchFileName(name)).toBe(is)
  })
})
