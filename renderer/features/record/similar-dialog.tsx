import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { SimilarCase } from '#shared/ipc/areas/duplicates.ts'
import { Dialog } from '#renderer/app/dialog.tsx'
import { useRecordForm } from '#renderer/forms/record-form-context.ts'

interface SimilarDialogProps {
  readonly cases: readonly SimilarCase[]
  /** Why it is somebody else than any of them; nothing to go back to typing. */
  readonly decide: (why: string | undefined) => void
  readonly onOpen: (caseId: string) => void
}

/** Asks once before a patient who is very likely in the registry is entered a second time. */
export function SimilarDialog({ cases, decide, onOpen }: SimilarDialogProps) {
  const { keepAsDraft } = useRecordForm()
  const [why, setWhy] = useState('')
  const back = () => decide(undefined)
  const open = async (caseId: string) => {
    back()
    // Once the form has taken back what it was about to save.
    await new Promise((resolve) => setTimeout(resolve))
    await keepAsDraft()
    onOpen(caseId)
  }
  const codes = cases.map(({ code }) => code).join(' or ')
  return (
    <Dialog title={`Is this patient ${codes}?`} onClose={back}>
      {/* It stands within the form of the case: its keys are its own. */}
      <div onKeyDown={(event) => event.stopPropagation()}>
        <p>Nothing is saved yet.</p>
        <ul className="similar-list">
          {cases.map(({ caseId, code, reasons }) => (
            <li key={caseId}>
              <span>
                <b>{code}</b>: {reasons.join('; ')}
              </span>
              <Button size="compact-sm" autoFocus={caseId === cases[0]?.caseId} onClick={() => void open(caseId)}>
                Open {code}
              </Button>
            </li>
          ))}
        </ul>
        <p className="soft">What you typed stays as a draft and is offered again under New case.</p>
        <TextInput
          mt={12}
          label="If it is somebody else: how do you know?"
          maxLength={200}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && decide(why.trim())}
        />
        <Group gap={8} mt={16}>
          <Button variant="default" onClick={() => decide(why.trim())}>
            It is somebody else: save
          </Button>
          <Button variant="subtle" color="gray" onClick={back}>
            Back to typing
          </Button>
        </Group>
      </div>
    </Dialog>
  )
}
