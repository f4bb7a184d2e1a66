import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/exchange', name: 'exchange', component: () => import('./ExchangePage.vue') },
]
