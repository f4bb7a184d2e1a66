import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { checkFile } from '../../../script/contra-verify.mjs'
import { sealEvidence } from '../../../main/exchange/evidence/sealEvidence'
import { figureCell, shownFigure } from '../../../main/exchange/evidence/figure'
import { markup } from '../../../main/exchange/evidence/markup'
import { aBatchFile } from '../../support/aBatchFile'
import { aPack } from '../../support/aPack'
import { preparer, reviewer } from '../../support/tempLedger'
import { hostile, hostileBatch } from './hostileBatch'

const pageOf = (pack: Buffer) => pack.toString('utf8').split('<!--contra-batch-file\n')[0] ?? ''

/** The batch file that is in a pack, as docs/evidence.md says how to take it out. */
function fileIn(pack: Buffer): Buffer {
  const rows = pack.toString('latin1').split('<!--contra-batch-file\n')[1]?.split('-->')[0] ?? ''
  return Buffer.from(rows, 'base64')
}

const textOfMarkup = (html: string) =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

describe('an evidence pack', () => {
  it('tells of every text as text, whatever it looks like', () => {
    const { context, batchId } = hostileBatch()
    const { bytes, offer } = aPack(context.as(reviewer), batchId)
    expect(checkFile(bytes).problems).toEqual([])
    expect(offer.name).toBe('TRAINING script img src=x onerror=alert(1) r2 evidence.html')
    const page = pageOf(bytes)
    const known =
      /^\/?(html|head|meta|title|style|body|main|header|footer|nav|h[1-3]|p|a|span|small|bdi|dl|dt|dd|div|ul|li|pre|table|thead|tbody|tr|th|td)$/
    const names = [...page.matchAll(/<([!/a-zA-Z][^\s>]*)/g)].map(([, name]) => name ?? '')
    expect([...new Set(names)].filter((name) => name !== '!doctype' && !known.test(name))).toEqual([])
    const attributes = [...page.matchAll(/<[a-z][^>]*>/g)].flatMap(([tag]) =>
      [...tag.replace(/="[^"]*"/g, '=').matchAll(/\s([^\s=]+)=/g)].map(([, name]) => name ?? ''),
    )
    const harmless = /^(aria-label|charset|class|colspan|content|href|http-equiv|id|lang|name|role)$/
    expect([...new Set(attributes)].filter((name) => !harmless.test(name))).toEqual([])
    expect(page).not.toMatch(/<!--|<script|<img|<svg|url\(|@import/)
    const text = textOfMarkup(page)
    for (const said of Object.values(hostile)) expect(text).toContain(said)
  })

  it('sets apart what turns text around', () => {
    const { context, batchId } = hostileBatch()
    const page = pageOf(aPack(context.as(reviewer), batchId).bytes)
    const outside = page.replace(/<bdi>[^<]*<\/bdi>/g, '')
    expect(page).toContain('\u202e')
    expect(outside).not.toContain('\u202e')
  })

  it('loads nothing and runs nothing', () => {
    const { context, batchId } = aBatchFile({ lineCount: 3, state: 'approved' })
    const page = pageOf(aPack(context.as(reviewer), batchId).bytes)
    expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`)
    expect(page).not.toMatch(/https?:|\bsrc=|<link|<iframe|<form|<script/)
    for (const [, target] of page.matchAll(/href="([^"]*)"/g)) {
      expect(page).toContain(`id="${(target ?? '').slice(1)}"`)
    }
  })

  it('shows revisions and what changed between them, marks, samples, moved facts, journals and statements', () => {
    const { context, batchId } = hostileBatch()
    const page = pageOf(aPack(context.as(reviewer), batchId).bytes)
    for (const change of ['>added<', '>removed<', '>changed<']) expect(page).toContain(change)
    expect(page).toContain('<span class="was">12,345.00</span></td><td class="text">12,344.99</td>')
    expect(page).toMatch(/returned it in revision 1.*?alert\(3\)/)
    expect(page).toMatch(/Sample of 2 lines, drawn by Robin Reviewer of revision 1/)

    const moved = aBatchFile({ lineCount: 5, state: 'approved', withMovedFacts: true })
    const approved = pageOf(aPack(moved.context.as(reviewer), moved.batchId).bytes)
    expect(approved).toContain('<span class="was">500.00 USD</span></td><td class="text">499.50 USD</td>')
    expect(approved).toContain('<h2 id="journal">')
    expect(approved).toContain('under the rule “Everything, one reviewer”')
    for (const { text, signature } of moved.content.statements) {
      expect(textOfMarkup(approved)).toContain(text)
      expect(approved).toContain(signature)
    }
    expect(approved).toContain(moved.content.about.audit.head)
  })

  it('says why lines are worth a look while they wait for their reviewer', () => {
    const { context, batchId } = hostileBatch()
    const page = pageOf(aPack(context.as(reviewer), batchId).bytes)
    expect(page).toContain('Look: first use of “Standard Adjustment” by this preparer')
    expect(page).toContain('Look: a round amount')
  })

  it('is marked TRAINING where it is from a sandbox', () => {
    const { context, batchId } = aBatchFile({ lineCount: 1, state: 'submitted', isPlain: true })
    const { bytes, offer } = aPack(context, batchId)
    expect(offer.name.startsWith('TRAINING ')).toBe(true)
    expect(pageOf(bytes)).toContain('<p class="training" role="note">TRAINING.')
    expect(pageOf(bytes)).toContain('<title>TRAINING ')
  })

  it('holds the batch file byte for byte', () => {
    const { context, batchId, bytes: file } = aBatchFile({ lineCount: 4, state: 'approved' })
    const { bytes } = aPack(context.as(reviewer), batchId)
    // Nothing has happened between the two but the saving: only the moment could differ, and the clock stands still.
    expect(fileIn(bytes).equals(file)).toBe(true)
  })
})

describe('the seal of an evidence pack', () => {
  const made = () => {
    const { context, batchId } = aBatchFile({ lineCount: 4, state: 'approved' })
    return { context, batchId, bytes: aPack(context.as(reviewer), batchId).bytes }
  }
  const codesOf = (bytes: Uint8Array) => checkFile(bytes).problems.map(({ code }) => code)
  const altered = (bytes: Buffer, was: string, is: string) => {
    const text = bytes.toString('latin1')
    expect(text.includes(was), was).toBe(true)
    return Buffer.from(text.replace(was, is), 'latin1')
  }

  it('breaks with any figure, name, statement or style', () => {
    const { bytes } = made()
    expect(codesOf(bytes)).toEqual([])
    for (const [was, is] of [
      ['(2.01)', '(9.01)'],
      ['Robin Reviewer', 'Robin Reviever'],
      ['March credits', 'March charges'],
      ['--refused:#b3261e', '--refused:#b3261f'],
      ['act&quot;:&quot;approve', 'act&quot;:&quot;approbe'],
      ['</main>', '</main> '],
    ] as const) {
      expect(codesOf(altered(bytes, was, is))).toEqual(['pack_altered'])
    }
  })

  it('breaks when its row is altered, cut off or doubled', () => {
    const { bytes } = made()
    const rowStart = bytes.lastIndexOf('<!--contra-evidence')
    expect(codesOf(bytes.subarray(0, rowStart))).toEqual(['pack_unsealed'])
    expect(codesOf(Buffer.concat([bytes, bytes.subarray(rowStart)]))).toEqual(['pack_altered'])
    expect(codesOf(Buffer.concat([bytes, Buffer.from('\n')]))).toEqual(['pack_unsealed'])
    const later = altered(bytes, '"savedAt":"2026-11-20T11', '"savedAt":"2027-11-20T11')
    expect(codesOf(later)).toEqual(['file_signature_wrong'])
    expect(codesOf(altered(bytes, '"format":1,"pageBytes"', '"format":2,"pageBytes"'))).toEqual([
      'file_newer_format',
    ])
  })

  it('is refused where somebody else than the writer of the batch file has made it', () => {
    const { context, batchId, bytes } = made()
    const page = [Buffer.from(pageOf(bytes))]
    const { signer } = context.as(preparer)
    if (signer === undefined) throw new Error('People of tests have keys')
    const sealed = sealEvidence(page, {
      batchFile: fileIn(bytes),
      savedAt: '2026-11-20T11:00:00.000Z',
      signer,
    })
    expect(codesOf(Buffer.concat(sealed))).toEqual(['file_signature_wrong'])
    expect(batchId).not.toBe('')
  })

  it('does not hold for a page that shows other figures than its own batch file', () => {
    const { context, bytes } = made()
    const { signer } = context.as(reviewer)
    if (signer === undefined) throw new Error('People of tests have keys')
    const resealed = (page: string) =>
      Buffer.concat(
        sealEvidence([Buffer.from(page)], {
          batchFile: fileIn(bytes),
          savedAt: '2026-11-20T11:00:00.000Z',
          signer,
        }),
      )
    const page = pageOf(bytes)
    expect(codesOf(resealed(page))).toEqual([])
    const [row = ''] = /<tr id="line-[0-9A-Z]+">.*?<\/tr>/s.exec(page) ?? []
    for (const lie of [
      page.replace('class="figure negative">(0.75)<', 'class="figure negative">(0.57)<'),
      page.replace(row, ''),
      page.replace(row, row + row),
      page.replace(/(<tr id="total-USD">.*?)\(/s, '$1'),
      page.replace('<tr id="total-USD">', '<tr id="total-EUR">'),
    ]) {
      expect(lie).not.toBe(page)
      expect(codesOf(resealed(lie))).toEqual(['pack_disagrees'])
    }
    expect(codesOf(resealed(page.replace("'none'", '*')))).toEqual(['pack_altered'])
    expect(createHash('sha256').update(fileIn(bytes)).digest('hex')).toMatch(/^[0-9a-f]{64}$/)
  })
})

describe('what a pack shows', () => {
  it.each([
    ['1204.80', '1,204.80'],
    ['-1204.80', '(1,204.80)'],
    ['1234567', '1,234,567'],
    ['-0.001', '(0.001)'],
    ['0.00', '–'],
    ['-0.00', '–'],
    ['0', '–'],
    ['', ''],
  ])('shows the amount %j as %j', (amount, shown) => {
    expect(shownFigure(amount)).toBe(shown)
    expect(figureCell(amount).text.includes('negative')).toBe(shown.startsWith('('))
  })

  it('escapes what is put into markup, and nothing that is markup already', () => {
    expect(markup`<b>${'<i>&"\''}</b>${markup`<u>${1}</u>`}`.text).toBe(
      '<b>&lt;i&gt;&amp;&quot;&#39;</b><u>1</u>',
    )
  })
})
