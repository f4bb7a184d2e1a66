import { accepted } from '@contract/outcome'
import type { SomeHandlers } from './handlers'
import { addPerson } from './person/addPerson'
import { changePerson } from './person/changePerson'
import { acceptIdentityCard, exportIdentityCard, readCardFile } from './person/identityCards'
import { personList } from './person/personList'
import { renewIdentity } from './person/renewIdentity'
import { revokeIdentity } from './person/revokeIdentity'
import { setPassphrase } from './person/setPassphrase'

export const personHandlers: SomeHandlers<
  | 'listPeople'
  | 'addPerson'
  | 'changePerson'
  | 'setPassphrase'
  | 'renewIdentity'
  | 'exportIdentityCard'
  | 'readIdentityCard'
  | 'acceptIdentityCard'
  | 'revokeIdentity'
> = {
  listPeople: ({ ledger }) => accepted(personList(ledger)),
  addPerson,
  changePerson,
  setPassphrase,
  renewIdentity,
  exportIdentityCard,
  readIdentityCard: readCardFile,
  acceptIdentityCard,
  revokeIdentity,
}
