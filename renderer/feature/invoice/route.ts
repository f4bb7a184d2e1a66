import type { RouteRecordRaw } from 'vue-router'

export const routes: RouteRecordRaw[] = [
  { path: '/invoices', name: 'invoices', component: () => import('./InvoiceList.vue') },
  { path: '/invoices/:id', name: 'invoice', component: () => import('./InvoicePage.vue') },
  { path: '/accounts', name: 'accounts', component: () => import('./AccountList.vue') },
  { path: '/accounts/:id', name: 'account', component: () => import('./AccountPage.vue') },
]
