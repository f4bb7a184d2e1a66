import { createApp } from 'vue'
import { createPinia } from 'pinia'
import { z } from 'zod'
import '@fontsource-variable/inter/index.css'
import './style/index.css'
import App from './App.vue'
import { followTheme } from './composable/useTheme'
import { router } from './router'
import { i18n } from './text'
import { allowEmptyingOnly } from './trustedHtml'

// Without this, zod tries out `new Function`, which the Content-Security-Policy reports.
z.config({ jitless: true })
allowEmptyingOnly()
followTheme()

createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
