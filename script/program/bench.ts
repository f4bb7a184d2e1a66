import { main } from '../../test/bench/main'

void main(process.argv.slice(2))
