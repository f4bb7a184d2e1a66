import type { Rejection } from './rejection'

/** What every command and query answers. Expected refusals are data; a defect is one too, with its reference. */
export type Outcome<Value> =
  { ok: true; value: Value; warnings: Rejection[] } | { ok: false; rejections: Rejection[] }

export function accepted<Value>(value: Value, warnings: Rejection[] = []): Outcome<Value> {
  return { ok: true, value, warnings }
}

export function refused(...rejections: Rejection[]): { ok: false; rejections: Rejection[] } {
  return { ok: false, rejections }
}

export function rejection(code: Rejection['code'], at = '', params: Rejection['params'] = {}): Rejection {
  return { code, at, params }
}
