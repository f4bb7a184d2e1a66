/** What a waiting batch tells beside its name: `4` or `4 · Robin Reviewer`. */
export function waitingFact(detail: string): { lineCount: number; personName: string } {
  const [figure = '', ...rest] = detail.split(' · ')
  return { lineCount: /^\d{1,9}$/.test(figure) ? parseInt(figure, 10) : 0, personName: rest.join(' · ') }
}
