import { writeFileSync } from 'node:fs'
import { contractPage } from '../contractText'

// `npm run docs`: writes the page that lists every command and query from the schemas themselves.

writeFileSync('docs/contract.md', contractPage())
