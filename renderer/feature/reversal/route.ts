import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/reversals', name: 'reversals', component: () => import('./ReversalList.vue') },
  { path: '/reversals/new', name: 'newReversal', component: () => import('./NewReversal.vue') },
  { path: '/reversals/:id', name: 'reversal', component: () => import('./ReversalWizard.vue') },
]
