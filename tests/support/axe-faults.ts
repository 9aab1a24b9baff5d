/** Accessibility faults that matter on a page of the app, light and dark. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

async function faultsNow(page: Page): Promise<string[]> {
  // Legacy mode: the app has one window and may open no other to run axe in.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

/** Serious faults of what is on the screen, in both color schemes; each says in which. */
export async function axeFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForFunction(
      (wanted) => document.documentElement.dataset['mantineColorScheme'] === wanted,
      colorScheme,
    )
    faults.push(...(await faultsNow(page)).map((fault) => `${colorScheme}: ${fault}`))
  }
  return faults
}
