import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/adjustments', name: 'adjustments', component: () => import('./AdjustmentList.vue') },
  { path: '/adjustments/:id', name: 'adjustment', component: () => import('./AdjustmentPage.vue') },
]
