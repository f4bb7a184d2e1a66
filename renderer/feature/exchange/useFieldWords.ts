import { t, te } from '../../text'
import { fieldLabel } from '../../text/rejectionText'

/** Fields of files by their plain labels; what has none keeps its name. */
export function useFieldWords() {
  return {
    labelOf: (field: string): string =>
      te(`exchange.field.${field}`) ? t(`exchange.field.${field}`) : fieldLabel(field),
  }
}
