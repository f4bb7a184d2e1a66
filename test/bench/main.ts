import { fork } from 'node:child_process'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { commitBench } from './commit.bench'
import { delayBench } from './delay.bench'
import { editBench } from './edit.bench'
import { exportBench } from './export.bench'
import { fileBench } from './file.bench'
import { gridBench } from './grid.bench'
import { importBench, largeImportBench } from './import.bench'
import { tableHead, tableRow, type Bench, type Extent, type Finding } from './measure'
import { pageBench } from './page.bench'
import { postBench } from './post.bench'
import { reversalBench } from './reversal.bench'
import { worstBench } from './worst.bench'

// `npm run bench -- [NAME …] [--large] [--small] [--turns N]`: the table of what was reached. Each bench
// runs in a process of its own, one after the other, so that none inherits another's memory.

const benches: readonly Bench[] = [
  importBench,
  largeImportBench,
  postBench,
  reversalBench,
  editBench,
  pageBench,
  commitBench,
  gridBench,
  exportBench,
  fileBench,
  delayBench,
  worstBench,
]

const usage = `usage: npm run bench -- [NAME …] [--large] [--small] [--turns N]
names: ${benches.map(({ name }) => name).join(' ')}`

interface Words {
  readonly names: readonly string[]
  readonly extent: Extent
  /** In the process that the first one started for this bench. */
  readonly isAlone: boolean
}

export async function main(words: readonly string[]): Promise<void> {
  const { names, extent, isAlone } = read(words)
  const chosen = benches.filter(({ name, isLarge }) =>
    names.length === 0 ? extent.isLarge || isLarge !== true : names.includes(name),
  )
  if (isAlone) {
    for (const bench of chosen) for (const finding of await bench.run(extent)) process.send?.(finding)
    return
  }
  process.stdout.write(`${machine(extent)}\n\n${tableHead()}\n`)
  for (const { name } of chosen) {
    const failure = await runAlone(name, words)
    if (failure !== undefined) process.stdout.write(`| ${name} | – | – | – | ${failure} | |\n`)
  }
}

function read(words: readonly string[]): Words {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      large: { type: 'boolean', default: false },
      small: { type: 'boolean', default: false },
      turns: { type: 'string', default: '5' },
      alone: { type: 'boolean', default: false },
    },
  })
  const turns = Number(values.turns)
  const isUnknown = (name: string) => !benches.some((bench) => bench.name === name)
  if (!Number.isInteger(turns) || turns < 1 || positionals.some(isUnknown)) {
    process.stderr.write(`${usage}\n`)
    process.exit(2)
  }
  return {
    names: positionals,
    extent: { isLarge: values.large, isSmall: values.small, turns },
    isAlone: values.alone,
  }
}

/** Prints each line as it is found. Gives what went wrong, if anything did. */
function runAlone(name: string, words: readonly string[]): Promise<string | undefined> {
  const options = words.filter((word) => !benches.some((bench) => bench.name === word))
  return new Promise((resolve) => {
    const child = fork(__filename, ['--alone', name, ...options], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.on('message', (finding: Finding) => process.stdout.write(`${tableRow(finding)}\n`))
    child.on('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`))
  })
}

function machine({ isSmall, turns }: Extent): string {
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0)
  const model = cpus()[0]?.model.trim() ?? 'unknown processor'
  const size = isSmall ? ', a tenth of the sizes' : ''
  return `${cpus().length} cores (${model}), ${gigabytes} GiB, ${process.platform}, Node ${process.versions.node}; medians of ${turns}${size}.`
}
