import { expect, test } from 'vitest'
import { placeBeside, type Place } from '../../main/host/electron/windowPlace'

const screen = { x: 0, y: 24, width: 1920, height: 1056 }
const first = { x: 240, y: 100, width: 1440, height: 900 }

test('a new window is as large as the one it was opened from, a step away from it', () => {
  expect(placeBeside(first, [first], screen)).toEqual({ ...first, x: 272, y: 132 })
})

test('one that would leave the screen begins at its upper left', () => {
  const low = { ...first, x: 460, y: 170 }
  expect(placeBeside(low, [low], screen)).toEqual({ ...first, x: 0, y: 24 })
})

test.each([
  ['a large screen', screen],
  ['a screen as large as the window', { x: 0, y: 0, width: 1440, height: 900 }],
  ['a screen smaller than the window', { x: 0, y: 0, width: 1280, height: 720 }],
  ['a screen to the left of the first', { x: -1920, y: 0, width: 1920, height: 1080 }],
])('no window lies on another: %s', (_, area) => {
  const from = { x: area.x, y: area.y, width: 1440, height: 900 }
  const places: Place[] = [from]
  // Always from the same window, as when New window is chosen in it again.
  const count = area.width <= 1440 ? 1 : 4
  for (let more = 0; more < count; more += 1) places.push(placeBeside(from, places, area))
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(count + 1)
  for (const { x, y } of places) {
    expect(x - area.x).toBeGreaterThanOrEqual(0)
    expect(x + 1440).toBeLessThanOrEqual(area.x + Math.max(area.width, 1440) + 32)
    expect(y - area.y).toBeGreaterThanOrEqual(0)
  }
})
