import type { Plugin } from 'vite'

const nothing = '\0left-out'
const noWorker = '\0no-compute-worker'

/**
 * Cornerstone as our page can run it. It brings readers of mesh files that want Node's events and break on loading, and a
 * worker for segmentations, which the page's policy forbids: 3 MB that nothing of ours uses. One of its labels is styled by
 * an attribute, which the policy refuses; the same words through the DOM need no leave.
 */
export function cornerstoneForOurPolicy(): Plugin {
  return {
    name: 'cornerstone-for-our-policy',
    enforce: 'pre',
    resolveId(id) {
      if (id.startsWith('@kitware/vtk.js/IO/')) return nothing
      if (/\/registerComputeWorker(\.js)?$/.test(id)) return noWorker
      return undefined
    },
    load(id) {
      if (id === nothing) return 'export default undefined'
      if (id === noWorker) return 'export function registerComputeWorker() {}'
      return undefined
    },
    transform(code, id) {
      if (!id.replaceAll('\\', '/').endsWith('/@cornerstonejs/tools/dist/esm/drawingSvg/drawTextBox.js'))
        return undefined
      const refused = "textElement.setAttribute('style', combinedStyle)"
      if (!code.includes(refused))
        throw new Error('Cornerstone labels its lengths in another way: see cornerstone-for-our-policy.ts')
      return { code: code.replace(refused, 'textElement.style.cssText = combinedStyle'), map: null }
    },
  }
}
