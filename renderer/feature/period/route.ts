import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/periods', name: 'periods', component: () => import('./PeriodList.vue') },
]
