const firstSlots = 1 << 12
const mostFull = 0.6

/**
 * Remembers keys by a hash of 52 bits: 16 bytes for each instead of the text, which would hold on to the
 * piece of the file that it was cut from. "Seen before" may be wrong once in a long while, "new" never is.
 */
export class KeyFilter {
  private slots = new Float64Array(firstSlots)
  private count = 0

  /** True if the key has probably been added before. */
  add(key: string): boolean {
    const hash = hashOf(key)
    if (this.count >= this.slots.length * mostFull) this.grow()
    if (!this.put(hash)) return true
    this.count += 1
    return false
  }

  private put(hash: number): boolean {
    const mask = this.slots.length - 1
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const slot = this.slots[at]
      if (slot === hash) return false
      if (slot === 0) {
        this.slots[at] = hash
        return true
      }
    }
  }

  private grow(): void {
    const old = this.slots
    this.slots = new Float64Array(old.length * 2)
    for (const hash of old) if (hash !== 0) this.put(hash)
  }
}

/** Two FNV-like hashes side by side, never 0, which marks an empty slot. */
function hashOf(key: string): number {
  let low = 0x811c9dc5
  let high = 0x9e3779b9
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (high >>> 13)
  }
  low ^= low >>> 15
  return ((high >>> 0) & 0xfffff) * 0x1_0000_0000 + (low >>> 0) + 1
}
