import { describe, expect, it } from 'vitest'
import { fingerprintOf } from '../../../main/platform/identityKey'
import {
  about,
  anOpenFile,
  approved,
  changed,
  inBatch,
  inText,
  journal,
  moved,
  partNamed,
  preparerKey,
  put,
  returned,
  reviewerKey,
  sealedBy,
  signedAnew,
  strangerKey,
  submitted,
  verdictOf,
  withCard,
  type Fields,
  type Row,
} from '../../support/sealedFile'

const wrongSpellings: Row[] = [
  ['a space', submitted, inText('batch', (said) => said.replace('{', '{ ')), ['file_damaged', 'batch', '']],
  [
    'a mark at the beginning',
    submitted,
    inText('batch', (said) => `\ufeff${said}`),
    ['file_damaged', 'batch', ''],
  ],
  [
    'a line end of another system',
    submitted,
    inText('claims', (said) => `${said}\r`),
    ['file_damaged', 'claims', ''],
  ],
  [
    'a key twice',
    submitted,
    inText('batch', (said) => said.replace('{', '{"writtenBy":"x",')),
    ['file_damaged', 'batch', ''],
  ],
  [
    'half of a pair',
    submitted,
    inText('batch', (said) => said.replace(/"writtenBy":"[^"]*"/, '"writtenBy":"\\ud83e"')),
    ['file_damaged', 'batch', ''],
  ],
  [
    'an escape that needs none',
    submitted,
    inText('batch', (said) => said.replace('"writtenBy":"P', '"writtenBy":"\\u0050')),
    ['file_damaged', 'batch', ''],
  ],
  [
    'a field of the prototype',
    submitted,
    inText('batch', (said) => said.replace('{"audit"', '{"__proto__":{},"audit"')),
    ['file_damaged', 'batch'],
  ],
  [
    'a number too large',
    submitted,
    inText('batch', (said) => said.replace(/"length":\d+/, '"length":1e999')),
    ['file_damaged', 'batch', 'audit/length'],
  ],
  [
    'a number written otherwise',
    submitted,
    inText('batch', (said) => said.replace(/"length":(\d+)/, '"length":$1.0')),
    ['file_damaged', 'batch', ''],
  ],
  [
    'a depth without end',
    submitted,
    inText('claims', () => '['.repeat(200_000) + ']'.repeat(200_000)),
    ['file_damaged', 'claims', '1'],
  ],
  [
    'bytes that are no UTF-8',
    submitted,
    (file) => put(file, 'claims', Buffer.from([0x5b, 0xff, 0x5d])),
    ['file_damaged', 'claims', ''],
  ],
]

const wrongState: Row[] = [
  ['no such state', submitted, inBatch({ state: 'draft' }), ['file_damaged', 'batch', 'batch/state']],
  ['returned by nobody', submitted, inBatch({ state: 'returned' }), ['file_damaged', 'batch', 'batch/state']],
  ['approved by nobody', submitted, inBatch({ state: 'approved' }), ['file_damaged', 'batch', 'batch/state']],
  [
    'a head that is not there',
    submitted,
    inBatch({ contentHash: 'a'.repeat(64) }),
    ['file_damaged', 'batch', 'batch/contentHash'],
  ],
  [
    'an older head',
    returned,
    (file) =>
      inBatch({ revision: 1, contentHash: partNamed(file, 'revision').slice(-64) })(
        about((value) => ({ ...value, events: [] }))(file),
      ),
    ['file_damaged', 'batch', 'batch/contentHash'],
  ],
  [
    'an event of a later revision',
    submitted,
    about((value) => ({ ...value, events: [{ ...(value['events'] as Fields[])[0], revision: 2 }] })),
    ['file_damaged', 'batch', 'events/1/revision'],
  ],
  [
    'earlier heads out of order',
    submitted,
    about((value) => ({
      ...value,
      audit: {
        ...(value['audit'] as Fields),
        earlier: [
          [1, 'a'.repeat(64)],
          [0, 'b'.repeat(64)],
        ],
      },
    })),
    ['file_damaged', 'batch', 'audit/earlier/2'],
  ],
  [
    'an earlier head of a longer log',
    submitted,
    about((value) => ({
      ...value,
      audit: { ...(value['audit'] as Fields), earlier: [[1000, 'a'.repeat(64)]] },
    })),
    ['file_damaged', 'batch', 'audit/earlier/1'],
  ],
  [
    'a reference that no line has',
    submitted,
    about((value) => ({
      ...value,
      references: [{ billingId: '', id: '01TEST00000000000000009999', number: '' }],
    })),
    ['file_damaged', 'batch', 'references/1'],
  ],
  [
    'another batch',
    submitted,
    inBatch({ id: '01TEST00000000000000009999' }),
    ['file_signature_wrong', 'statement/1'],
  ],
  [
    'another ledger of birth',
    submitted,
    inBatch({ birthLedgerId: '01TEST00000000000000009999' }),
    ['file_signature_wrong', 'statement/1'],
  ],
  [
    'another kind of ledger',
    submitted,
    about((value) => ({ ...value, ledger: { ...(value['ledger'] as Fields), kind: 'live' } })),
    ['file_signature_wrong'],
  ],
  [
    'a claim too many',
    submitted,
    changed('claims', () => [
      {
        adjustmentId: '01TEST00000000000000009999',
        amount: '',
        by: 'Pat',
        kind: 'cancel',
        lineId: '01TEST00000000000000009999',
        since: '2026-11-20T10:00:00.000Z',
      },
    ]),
    ['file_damaged', 'claims', '1'],
  ],
  [
    'a claim too few',
    returned,
    changed('claims', (value) => (value as unknown as Fields[]).slice(1)),
    ['file_damaged', 'claims', '1'],
  ],
  [
    'a claim of another amount',
    returned,
    changed('claims', (value) =>
      (value as unknown as Fields[]).map((claim) => ({ ...claim, amount: '4.01' })),
    ),
    ['file_damaged', 'claims', '1'],
  ],
]

const wrongSigner: Row[] = [
  [
    'a card that nobody signed with',
    submitted,
    withCard('sandbox'),
    ['file_damaged', `card/${fingerprintOf(strangerKey.publicKey)}`],
  ],
  [
    'a card of another kind of ledger',
    submitted,
    withCard('live'),
    ['file_signature_wrong', `card/${fingerprintOf(strangerKey.publicKey)}`],
  ],
  [
    'a statement of another key',
    approved,
    signedAnew(1, (says) => says, reviewerKey),
    ['file_signature_wrong', 'statement/1'],
  ],
  [
    'a statement of a newer format',
    submitted,
    signedAnew(1, (says) => ({ ...says, format: 3 })),
    ['file_newer_format'],
  ],
  [
    'a statement without workers',
    submitted,
    signedAnew(1, ({ workedOn: _, ...says }) => says),
    ['file_damaged', 'statement/1', 'workedOn'],
  ],
  [
    'a submission of the first format only',
    submitted,
    signedAnew(1, ({ workedOn: _, ...says }) => ({ ...says, format: 1 })),
    ['file_damaged', 'batch', 'batch/state'],
  ],
  [
    'a statement with another field',
    submitted,
    signedAnew(1, (says) => ({ ...says, zz: 1 })),
    ['file_damaged', 'statement/1'],
  ],
  [
    'a statement of another content',
    submitted,
    signedAnew(1, (says) => ({ ...says, contentHash: 'a'.repeat(64) })),
    ['file_signature_wrong', 'statement/1'],
  ],
  [
    'a statement of another revision',
    submitted,
    signedAnew(1, (says) => ({ ...says, revision: 2 })),
    ['file_signature_wrong', 'statement/1'],
  ],
  [
    'an accepted line that is not there',
    returned,
    signedAnew(
      4,
      (says) => ({ ...says, accepted: [['01TEST00000000000000009999', 'a'.repeat(64)]] }),
      reviewerKey,
    ),
    ['file_damaged', 'statement/4'],
  ],
  [
    'a commented line that is not there',
    returned,
    signedAnew(
      2,
      (says) => ({ ...says, lineComments: [{ comment: '', lineId: '01TEST00000000000000009999' }] }),
      reviewerKey,
    ),
    ['file_damaged', 'statement/2'],
  ],
  [
    'an approval by whoever worked on it',
    approved,
    signedAnew(1, (says) => ({
      ...says,
      workedOn: [{ by: fingerprintOf(reviewerKey.publicKey), name: 'Somebody else' }],
    })),
    ['file_own_approval'],
  ],
]

const wrongApproval: Row[] = [
  [
    'a journal that nobody approved',
    approved,
    journal((journals) => journals.map((one) => ({ ...one, period: '2027-01' }))),
    ['file_line_altered'],
  ],
  [
    'a journal of another approval',
    approved,
    signedAnew(2, (says) => ({ ...says, journalHash: 'a'.repeat(64) }), reviewerKey),
    ['file_signature_wrong'],
  ],
  [
    'facts of another approval',
    moved,
    signedAnew(2, (says) => ({ ...says, factsHash: '' }), reviewerKey),
    ['file_signature_wrong'],
  ],
  [
    'facts that an approval has not seen',
    approved,
    signedAnew(2, (says) => ({ ...says, factsHash: 'a'.repeat(64) }), reviewerKey),
    ['file_signature_wrong'],
  ],
]

const wrongOrder: Row[] = [
  [
    'a part of a name that is not known',
    submitted,
    (file) => ({
      ...file,
      parts: file.parts.map((part) => (part.name === 'claims' ? { ...part, name: 'claim' } : part)),
    }),
    ['file_damaged', 'header', 'claim'],
  ],
  [
    'parts in another order',
    submitted,
    (file) => ({ ...file, parts: [...file.parts].reverse() }),
    ['file_damaged', 'header', 'claims'],
  ],
]

describe('a file that its sender sealed', () => {
  it('is taken as it is, and sealed by somebody else whose card is there', () => {
    expect(verdictOf(sealedBy(anOpenFile(submitted)))).toEqual(['was taken'])
    expect(verdictOf(sealedBy(anOpenFile(approved), reviewerKey))).toEqual(['was taken'])
    expect(verdictOf(sealedBy(withCard('sandbox')(anOpenFile(submitted)), strangerKey))).toEqual([
      'was taken',
    ])
    expect(verdictOf(sealedBy(anOpenFile(submitted), strangerKey))).toEqual([
      'file_signature_wrong',
      'seal',
      undefined,
    ])
  })

  it('is refused where whoever submitted has approved', () => {
    const own = (says: Fields) => ({ ...says, by: fingerprintOf(preparerKey.publicKey) })
    const file = signedAnew(2, own, preparerKey)(anOpenFile(approved))
    expect(verdictOf(sealedBy(file, reviewerKey))).toEqual(['file_own_approval', undefined, undefined])
  })

  it.each([...wrongSpellings, ...wrongState, ...wrongSigner, ...wrongApproval, ...wrongOrder])(
    'is refused with %s',
    (_, given, change, verdict) => {
      expect(verdictOf(sealedBy(change(anOpenFile(given)))).slice(0, verdict.length)).toEqual(verdict)
    },
  )
})
