import { createRouter, createWebHashHistory, type RouteRecordRaw } from 'vue-router'

// Each feature brings its own routes, `feature/<name>/route.ts`; the fragment keeps the address inside the
// page, so that both hosts serve one file.
const features = import.meta.glob<readonly RouteRecordRaw[]>('./feature/*/route.ts', {
  eager: true,
  import: 'routes',
})

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    ...Object.values(features).flat(),
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./feature/shell/NotFound.vue') },
  ],
})
