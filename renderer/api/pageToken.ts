const tokenKey = 'contra.token'
const pageKey = 'contra.page'

const brought = takeFragment()
let token: Promise<string> | undefined

/** A request that carries the token of this run of the server and names this page. */
export async function authorized(path: string, init: RequestInit): Promise<Response> {
  token ??= findToken()
  const headers = new Headers(init.headers)
  headers.set('Authorization', `Bearer ${await token}`)
  headers.set('X-Contra-Page', pageName())
  return fetch(path, { ...init, headers, cache: 'no-store', credentials: 'omit', redirect: 'error' })
}

/**
 * The address brings the token in its fragment, which no request and no log ever contains. A `code` is
 * good for one exchange: it may stand on a command line that others can read.
 */
async function findToken(): Promise<string> {
  const given = brought.get('token') ?? (await exchange(brought.get('code')))
  if (given !== null) sessionStorage.setItem(tokenKey, given)
  return given ?? sessionStorage.getItem(tokenKey) ?? ''
}

/** Takes the secret out of the address before anything else can look at it or keep it in the history. */
function takeFragment(): URLSearchParams {
  const fragment = new URLSearchParams(location.hash.slice(1))
  if (fragment.has('token') || fragment.has('code')) {
    history.replaceState(history.state, '', location.pathname + location.search)
  }
  return fragment
}

async function exchange(code: string | null): Promise<string | null> {
  if (code === null) return null
  const response = await fetch('/token', { method: 'POST', body: code, credentials: 'omit' })
  return response.ok ? response.text() : null
}

/** Stays the same when the page is loaded again, so that the desk knows it for the same one. */
function pageName(): string {
  const known = sessionStorage.getItem(pageKey)
  if (known !== null) return known
  const name = crypto.randomUUID()
  sessionStorage.setItem(pageKey, name)
  return name
}
