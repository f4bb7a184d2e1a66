import { z } from 'zod'

// Imported first of all: the first schema that is made tries out `new Function`, which the
// Content-Security-Policy refuses and reports.
z.config({ jitless: true })
