/** In pixels of the screen. */
export interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const step = 32

/**
 * Where a new window goes: as large as the one it was opened from, a step down and to the right of it, and
 * on none of the others. What would leave the screen begins again at its upper left.
 * @param area of the screen, without the system's own bars
 */
export function placeBeside(from: Place, others: readonly Place[], area: Place): Place {
  const roomX = Math.max(area.width - from.width, 0)
  const roomY = Math.max(area.height - from.height, 0)
  let place = from
  // A screen without room for one more step has no free place to find.
  for (let tries = 0; tries <= others.length; tries += 1) {
    const [x, y] = [place.x + step, place.y + step]
    const isInside = x <= area.x + Math.max(roomX, step) && y <= area.y + Math.max(roomY, step)
    place = isInside ? { ...from, x, y } : { ...from, x: area.x, y: area.y }
    const { x: left, y: top } = place
    if (!others.some((other) => other.x === left && other.y === top)) return place
  }
  return place
}
