import { ref } from 'vue'

/** How many screens have something for the panel at the right; it is open while there is one. */
export const sidePanelCount = ref(0)
