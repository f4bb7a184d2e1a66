import { z } from 'zod'

// The plain texts that cross the bridge. Money is text on the wire, so that no float ever touches it.

/** A ULID: 26 characters of Crockford's base 32; sorts by the moment it was made, travels between machines. */
export const Ulid = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)

/** An exact decimal with the scale of its currency: `-1204.80`, `1500`. The currency stands beside it. */
export const MoneyText = z.string().regex(/^-?\d{1,15}(\.\d{1,9})?$/)

/** What a person typed or a file held where an amount belongs; not yet checked. */
export const AmountInput = z.string().max(64)

/** A calendar day without a time zone. */
export const CalendarDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** A moment in UTC: `2026-11-20T18:04:00.000Z`. */
export const Moment = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/)

/** An ISO 4217 code. */
export const Currency = z.string().regex(/^[A-Z]{3}$/)

/** Names an open file of the host; never a path. */
export const FileHandle = z.string().regex(/^[A-Za-z0-9_-]{16,64}$/)

/** SHA-256 in hexadecimal. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/)

export type Ulid = z.infer<typeof Ulid>
export type MoneyText = z.infer<typeof MoneyText>
export type CalendarDate = z.infer<typeof CalendarDate>
export type Moment = z.infer<typeof Moment>
export type Currency = z.infer<typeof Currency>
export type FileHandle = z.infer<typeof FileHandle>
export type Hash = z.infer<typeof Hash>
