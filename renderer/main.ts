import './schemaSetting'
import { createApp } from 'vue'
import { createPinia } from 'pinia'
import '@fontsource-variable/inter/index.css'
import './style/index.css'
import App from './App.vue'
import { followTheme } from './composable/useTheme'
import { router } from './router'
import { i18n } from './text'
import { allowEmptyingOnly } from './trustedHtml'

allowEmptyingOnly()
followTheme()

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
