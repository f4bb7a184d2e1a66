import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/batches', name: 'batches', component: () => import('./BatchList.vue') },
  { path: '/batches/:id', name: 'batch', component: () => import('./BatchPage.vue') },
]
