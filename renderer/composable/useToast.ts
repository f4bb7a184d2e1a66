import { ref } from 'vue'

export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'good' | 'refused'
  action?: { label: string; run: () => void }
}

/** Newest last; refusals stay until they are closed, the rest goes by itself. */
export const toasts = ref<Toast[]>([])

const shownFor = 6000
let lastId = 0

export function closeToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id)
}

export function useToast() {
  function say(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): void {
    lastId += 1
    const toast: Toast = {
      id: lastId,
      text,
      tone: options.tone ?? 'plain',
      ...(options.action && { action: options.action }),
    }
    toasts.value = [...toasts.value.slice(-3), toast]
    if (toast.tone !== 'refused') window.setTimeout(closeToast, shownFor, toast.id)
  }
  return { say }
}
