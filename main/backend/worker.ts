/**
 * The backend's worker threads: one task, or one measurement, then it ends; or the analyst, the decoder and the intake of
 * images with those that compress for it, which live as long as the registry is open.
 */
import { workerData } from 'node:worker_threads'
import type { WorkerStart } from './backups/worker-messages.ts'
import type { AnalystStart } from './cohort/analyst-messages.ts'
import type { DensityStart } from './density/density-messages.ts'
import type { CompressorStart } from './images/compressor-messages.ts'
import type { IntakeStart } from './images/intake-messages.ts'
import type { PixelStart } from './images/pixel-messages.ts'

const start = workerData as WorkerStart | AnalystStart | IntakeStart | PixelStart | DensityStart | CompressorStart

// Each thread reads no more than what it does: an image is waited for while its thread starts.
if ('task' in start) void import('./backups/task-thread.ts').then(({ serveTask }) => serveTask(start))
else if ('intake' in start) void import('./images/intake-thread.ts').then(({ serveIntake }) => serveIntake(start))
else if ('imagesOf' in start) void import('./images/pixel-thread.ts').then(({ serveDecoder }) => serveDecoder(start))
else if ('compresses' in start)
  void import('./images/compressor-thread.ts').then(({ serveCompressor }) => serveCompressor())
else if ('densityOf' in start)
  void import('./density/density-thread.ts').then(({ serveDensity }) => serveDensity(start))
else void import('./cohort/analyst-thread.ts').then(({ serveAnalyst }) => serveAnalyst(start))
