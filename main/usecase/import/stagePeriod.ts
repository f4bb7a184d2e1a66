import { refuse } from '../../exchange/in/refusal'
import { readPeriods } from '../../ledger/periodTable'
import { stagedPeriod, verdictNumber } from '../../ledger/stagingColumn'
import { positionOf, Refused, type Stager, type StagingWork } from './stager'

interface KnownPeriod {
  readonly id: string
  readonly name: string
  readonly start: string
  readonly end: string
  readonly state: string
  readonly isStaged: boolean
}

/**
 * New periods come in; what the ledger knows of a period stays. An import never opens or closes one in
 * silence (domain.md, "Facts"): another state is a warning, other days are refused.
 */
export function periodStager({ context, reader, warn }: StagingWork): Stager {
  const at = (field: string) => positionOf(reader, field)
  const [id, name, start, end, status] = [at('id'), at('name'), at('startDate'), at('endDate'), at('status')]
  const [year, quarter] = [at('fiscalYear'), at('fiscalQuarter')]
  const known: KnownPeriod[] = readPeriods(context.ledger).map((period) => ({
    ...period,
    id: period.periodId,
    isStaged: false,
  }))

  return {
    table: stagedPeriod,
    columns: ['verdict', 'id', 'name', 'start_date', 'end_date', 'fiscal_year', 'fiscal_quarter', 'state'],
    given: [],
    keyOf: ({ values }) => values[name] ?? '',
    stage: ({ values, line }) => {
      const read = { name: values[name] ?? '', start: values[start] ?? '', end: values[end] ?? '' }
      const state = values[status] || 'Open'
      const own = values[id] || context.newId()
      const place = (field: string) => reader.place(line, field)
      if (read.end < read.start) {
        return new Refused(
          refuse('row_date_malformed', place('endDate'), `a day from ${read.start} on`, read.end),
        )
      }
      const same = known.find((period) => period.name === read.name)
      if (same?.isStaged)
        return new Refused(refuse('row_key_duplicate', place('name'), 'each period once', read.name))
      if (same !== undefined && (same.start !== read.start || same.end !== read.end)) {
        const expected = `${same.start} to ${same.end}`
        return new Refused(
          refuse('row_period_changes', place('startDate'), expected, `${read.start} to ${read.end}`),
        )
      }
      const renamed = known.find((period) => period !== same && period.id === own)
      if (renamed !== undefined) {
        return new Refused(refuse('row_period_changes', place('name'), renamed.name, read.name))
      }
      const overlapping = known.find(
        (period) => period !== same && period.start <= read.end && read.start <= period.end,
      )
      if (overlapping !== undefined) {
        const expected = `days outside ${overlapping.name}`
        return new Refused(
          refuse('row_period_changes', place('startDate'), expected, `${read.start} to ${read.end}`),
        )
      }
      if (same !== undefined && same.state !== state && values[status] !== '') {
        warn(line, refuse('period_state_ignored', place('status'), same.state, state))
      }
      if (same === undefined) known.push({ ...read, id: own, state, isStaged: true })
      const verdict = same === undefined ? verdictNumber.new : verdictNumber.same
      return [
        BigInt(line),
        verdict,
        own,
        read.name,
        read.start,
        read.end,
        values[year] ?? '',
        values[quarter] ?? '',
        state,
      ]
    },
  }
}
