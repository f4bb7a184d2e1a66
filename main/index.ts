import { startInElectron } from './host/electron/start'

startInElectron(__dirname)
