import { z } from 'zod'
import { Right } from './setting'
import { FileHandle, Hash, Moment } from './text'

/** Long enough that guessing stays hopeless; anything that a keyboard has. */
export const Passphrase = z.string().min(10).max(200)

/** What nobody sees, or what turns the reading around, has no place in a name by which people are told apart. */
const unseen = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

export const PersonName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .refine((name) => !unseen.test(name))

/** The public half of a person's key, and how this ledger came to trust it. */
export const IdentityView = z.object({
  /** The fingerprint: SHA-256 of the public key. People compare its first forty characters, in groups. */
  identityId: Hash,
  /** Its private half is in this ledger, under the person's passphrase. */
  isOwn: z.boolean(),
  madeAt: Moment,
  /** Who accepted the card here, and when; for a key that was made here, its own person. */
  acceptedByName: z.string(),
  acceptedAt: Moment,
  /** Empty while it counts. */
  revokedAt: z.union([Moment, z.literal('')]),
  revokedByName: z.string(),
  revokedBecause: z.string(),
})
export type IdentityView = z.infer<typeof IdentityView>

export const PersonDetail = z.object({
  id: z.string(),
  name: z.string(),
  rights: z.array(Right),
  /** The one that counts first, then the revoked ones. */
  identities: z.array(IdentityView),
  /** Of the sandbox's own people, to be typed by whoever practises; empty everywhere else. */
  practicePassphrase: z.string(),
})
export type PersonDetail = z.infer<typeof PersonDetail>

export const PersonList = z.object({ people: z.array(PersonDetail) })
export type PersonList = z.infer<typeof PersonList>

/** What an identity card says, before anybody accepts it. */
export const IdentityCardView = z.object({
  identityId: Hash,
  name: z.string(),
  madeAt: Moment,
  /** A person here who has this key already; empty if nobody has. */
  knownAs: z.string(),
  isRevoked: z.boolean(),
})
export type IdentityCardView = z.infer<typeof IdentityCardView>

export const AddPerson = z.object({
  name: PersonName,
  rights: z.array(Right).min(1).max(10),
  passphrase: Passphrase,
})

export const ChangePerson = z.object({
  personId: z.string().max(64),
  name: PersonName,
  rights: z.array(Right).max(10),
})

/** One's own: `current` is empty where there is no key yet. */
export const SetPassphrase = z.object({ current: z.string().max(200), next: Passphrase })

export const AcceptIdentityCard = z.object({
  file: FileHandle,
  /** As it was compared with its owner. */
  identityId: Hash,
  rights: z.array(Right).min(1).max(10),
})

/** A new key for somebody whose last one was revoked; they change the passphrase themselves. */
export const RenewIdentity = z.object({ personId: z.string().max(64), passphrase: Passphrase })

export const RevokeIdentity = z.object({ identityId: Hash, reason: z.string().trim().min(1).max(500) })
