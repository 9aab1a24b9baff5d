/** What the right half of the open screen is about. */
export type OpenTask =
  | { readonly kind: 'unlock'; readonly folder: string; readonly name?: string }
  | { readonly kind: 'create' }
  | { readonly kind: 'demo' }
  | { readonly kind: 'restore' }
