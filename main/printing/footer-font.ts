import font from 'inter-ui/web/Inter-Regular.woff2?inline'

/** Inter as a data URL. */
export const footerFont: string = font
