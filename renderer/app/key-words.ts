/** The mark of a key as a sheet prints it: `3f2a 91bc`. */
export const keyWords = (keyId: string): string => keyId.replace(/(.{4})(?=.)/g, '$1 ')
