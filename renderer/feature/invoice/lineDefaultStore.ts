import { computed, ref, watch } from 'vue'
import { defineStore } from 'pinia'
import type { LineFields } from '@contract/batch'
import { useChoices } from '../../store/choicesStore'
import { useSession } from '../../store/sessionStore'

export type CustomFields = NonNullable<LineFields['customFields']>

export interface LineDefaults {
  date: string
  reasonCode: string
  referenceId: string
  comment: string
  accountingCode: string
  deferredRevenueAccount: string
  recognizedRevenueAccount: string
  excludeFromRevenue: boolean
  integrationId: string
  integrationStatus: string
  syncDate: string
  customFields: CustomFields
}

const moreKeys = [
  'accountingCode',
  'deferredRevenueAccount',
  'recognizedRevenueAccount',
  'integrationId',
  'integrationStatus',
  'syncDate',
] as const

/**
 * The fields of the form: what every new line starts with. They stay from invoice to invoice, as a list of
 * corrections mostly has one date, one reason and one case.
 */
export const useLineDefaults = defineStore('lineDefaults', () => {
  const session = useSession()
  const choices = useChoices()
  const fields = ref<LineDefaults>(initial())

  function initial(): LineDefaults {
    return {
      date: session.today,
      reasonCode: choices.defaultReason,
      referenceId: '',
      comment: '',
      accountingCode: '',
      deferredRevenueAccount: '',
      recognizedRevenueAccount: '',
      excludeFromRevenue: false,
      integrationId: '',
      integrationStatus: '',
      syncDate: '',
      customFields: {},
    }
  }

  watch(
    () => [session.ledger?.ledgerId, session.person?.id, session.today].join(' '),
    () => (fields.value = initial()),
  )
  watch(
    () => choices.defaultReason,
    (name) => {
      if (fields.value.reasonCode === '') fields.value.reasonCode = name
    },
  )

  /** How many of the fields behind "More fields" are filled. */
  const moreCount = computed(
    () =>
      moreKeys.filter((key) => fields.value[key] !== '').length +
      (fields.value.excludeFromRevenue ? 1 : 0) +
      Object.keys(fields.value.customFields).length,
  )

  /** The fields of a new line; a day that was cleared is today's. */
  const asFields = computed<LineFields>(() => ({
    ...fields.value,
    date: fields.value.date || session.today,
    customFields: { ...fields.value.customFields },
  }))

  return { fields, asFields, moreCount }
})
