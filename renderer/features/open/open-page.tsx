import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useQueryOf } from '../../ipc/use-contract.ts'
import { CreateForm } from './create-form.tsx'
import { DemoPanel } from './demo-panel.tsx'
import { OpenChoices } from './open-choices.tsx'
import { LockNote } from './lock-note.tsx'
import { NewKeysStep } from './new-keys-step.tsx'
import { RecoveryStep } from './recovery-step.tsx'
import { RestorePanel } from './restore-panel.tsx'
import type { OpenTask } from './open-task.ts'
import { UnlockForm } from './unlock-form.tsx'
import { useEnterRegistry } from './use-enter-registry.ts'
import './open-page.css'

/** The first screen: which registry, and the passphrase. */
export function OpenPage() {
  const status = useQueryOf('registry.status', {}).data
  const recent = useQueryOf('shell.recent', {}).data?.registries
  const demo = useQueryOf('shell.demoFolder', {}).data
  const locked = useQueryOf('lock.state', {}).data?.locked
  const { folder } = useSearch({ from: '/open' })
  const [chosen, setChosen] = useState<OpenTask>()
  const [step, setStep] = useState<'recovery-sheet' | 'new-keys'>()
  const [withSheet, setWithSheet] = useState(false)
  const choose = (task: OpenTask): void => {
    setChosen(task)
    setWithSheet(false)
  }
  const navigate = useNavigate()
  const router = useRouter()
  useEnterRegistry(status, step !== undefined || withSheet || chosen?.kind === 'create')
  // The case table is what comes next: fetched while the passphrase is typed.
  useEffect(() => void router.loadRouteChunk(router.routesByPath['/cases']), [router])

  if (step === 'recovery-sheet') return <RecoveryStep onDone={() => void navigate({ to: '/cases' })} />
  if (step === 'new-keys') return <NewKeysStep onDone={() => setStep(undefined)} />
  const isDemo = folder === undefined ? demo?.openAtStart === true : folder === demo?.folder
  const task = chosen ?? (isDemo ? demoTask : firstTask(recent, folder))
  return (
    <div className="open">
      <title>AS-ILD Registry</title>
      <h1>AS-ILD Registry</h1>
      <div className="open-panes">
        <OpenChoices recent={recent} task={task} choose={choose} />
        <section className="open-task" aria-live="off">
          {locked && folder === locked.folder && isAbout(task, folder, isDemo) && <LockNote locked={locked} />}
          {task?.kind === 'unlock' && (
            <UnlockForm
              key={task.folder}
              folder={task.folder}
              name={task.name}
              lastUser={lastUserOf(recent, task.folder)}
              withSheet={withSheet}
              setWithSheet={setWithSheet}
              onOpenedWithSheet={() => setStep('new-keys')}
            />
          )}
          {task?.kind === 'create' && <CreateForm onCreated={() => setStep('recovery-sheet')} />}
          {task?.kind === 'demo' && <DemoPanel opensAtStart={folder === undefined} />}
          {task?.kind === 'restore' && <RestorePanel />}
          {!task && recent && <Welcome />}
        </section>
      </div>
    </div>
  )
}

const lastUserOf = (recent: Recent | undefined, folder: string) => recent?.find((one) => one.folder === folder)?.user

/** Its passphrase is no secret: nobody need type it. */
const demoTask: OpenTask = { kind: 'demo' }

type Recent = readonly {
  readonly folder: string
  readonly name: string
  readonly exists: boolean
  readonly user?: string
}[]

/** The registry that was just locked or salvaged, else the one opened last. */
function firstTask(recent: Recent | undefined, folder: string | undefined): OpenTask | undefined {
  const one = recent?.find((registry) => (folder === undefined ? registry.exists : registry.folder === folder))
  if (one?.exists) return { kind: 'unlock', folder: one.folder, name: one.name }
  return folder ? { kind: 'unlock', folder } : undefined
}

/** What is on the right is what was locked. */
const isAbout = (task: OpenTask | undefined, folder: string, isDemo: boolean): boolean =>
  task?.kind === 'unlock' ? task.folder === folder : task?.kind === 'demo' && isDemo

function Welcome() {
  return (
    <div className="open-welcome">
      <h2>No registry was opened here yet</h2>
      <p>
        Make a registry for your own cases: one encrypted folder on this computer. Or open the demo and look around: its
        cases are invented, and lie in a file of their own.
      </p>
    </div>
  )
}
