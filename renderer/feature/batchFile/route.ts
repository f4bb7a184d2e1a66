import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/batches/file', name: 'batch-file', component: () => import('./BatchFilePage.vue') },
]
