/** What every page of ours runs with: no Node, no other frames, no spell checker that would fetch word lists. */
import { app } from 'electron'
import type { WebPreferences } from 'electron'
import { places } from './places.ts'

export function pagePreferences(): WebPreferences {
  return {
    preload: places.preload(),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    devTools: !app.isPackaged,
  }
}
