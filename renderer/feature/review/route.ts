import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/batches/:id/review', name: 'review', component: () => import('./ReviewPage.vue') },
]
