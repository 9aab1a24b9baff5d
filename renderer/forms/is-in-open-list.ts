/** True within a list of answers that is open: Escape and Enter belong to it first. */
export const isInOpenList = (target: EventTarget) =>
  target instanceof HTMLElement && target.getAttribute('aria-expanded') === 'true'
