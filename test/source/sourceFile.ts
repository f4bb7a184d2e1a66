import { globSync, readFileSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import ts from 'typescript'

const root = resolve(import.meta.dirname, '../..')
const parsed = new Map<string, ts.SourceFile>()

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string
  readonly tree: ts.SourceFile
}

/** Parsed sources of the product; of a component, its script. */
export function sourceFiles(...patterns: readonly string[]): SourceFile[] {
  const paths = globSync([...patterns], { cwd: root }).map((path) => path.split(sep).join('/'))
  return paths.sort().map((path) => {
    const tree = parsed.get(path) ?? parse(path, readFileSync(resolve(root, path), 'utf8'))
    parsed.set(path, tree)
    return { path, tree }
  })
}

/** For the tests of these tests: a text that was never in a file. */
export function sourceText(path: string, text: string): SourceFile {
  return { path, tree: parse(path, text) }
}

function parse(path: string, text: string): ts.SourceFile {
  const script = path.endsWith('.vue') ? scriptOf(text) : text
  return ts.createSourceFile(path, script, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS)
}

/** Keeps the line numbers of the component. */
function scriptOf(component: string): string {
  const found = /<script[^>]*>([\s\S]*?)<\/script>/.exec(component)
  if (found?.[1] === undefined) return ''
  const before = component.slice(0, found.index + found[0].indexOf(found[1]))
  return before.replace(/[^\n]/g, '') + found[1]
}

export interface Finding {
  readonly place: string
  readonly text: string
}

/** Every node for which `looks` answers, as `file:line` with its text. */
export function find(files: readonly SourceFile[], looks: (node: ts.Node) => boolean): Finding[] {
  const findings: Finding[] = []
  for (const { path, tree } of files) {
    const visit = (node: ts.Node): void => {
      if (looks(node)) {
        const line = tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
        findings.push({ place: `${path}:${line}`, text: node.getText().slice(0, 80) })
      }
      ts.forEachChild(node, visit)
    }
    visit(tree)
  }
  return findings
}

/** `a.b.c` of a call or a `new`; empty for anything else. */
export function calleeOf(node: ts.Node): string {
  return ts.isCallExpression(node) || ts.isNewExpression(node)
    ? node.expression.getText().replace(/\s/g, '')
    : ''
}
