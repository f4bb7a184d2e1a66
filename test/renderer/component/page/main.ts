import { createApp } from 'vue'
import { createRouter, createWebHashHistory } from 'vue-router'
import '@fontsource-variable/inter/index.css'
import '../../../../renderer/style/index.css'
import { i18n } from '../../../../renderer/text'
import { allowEmptyingOnly } from '../../../../renderer/trustedHtml'
import EntryPage from './EntryPage.vue'
import ListPage from './ListPage.vue'
import PartPage from './PartPage.vue'

// The components on pages of their own, for the tests beside: `?page=entry`, `list` or `part`.
allowEmptyingOnly()
const pages = { entry: EntryPage, list: ListPage, part: PartPage }
const wanted = new URLSearchParams(location.search).get('page') ?? 'entry'
const page = pages[wanted as keyof typeof pages]
const router = createRouter({
  history: createWebHashHistory(),
  routes: [{ path: '/:rest(.*)*', component: page }],
})
createApp(page).use(i18n).use(router).mount('#app')
