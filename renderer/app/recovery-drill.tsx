import { Button, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import type { FormEvent } from 'react'
import { useCommand } from '../ipc/use-contract.ts'
import { ErrorMessage } from './error-message.tsx'
import './recovery.css'

interface RecoveryDrillProps {
  readonly onPassed: () => void
  readonly onLater: () => void
  /** Where something else comes first, it doesn't take the keyboard. */
  readonly waits?: boolean
}

/** Asks for three words of the sheet by their numbers: it shows that the paper is at hand and can be read. */
export function RecoveryDrill({ onPassed, onLater, waits = false }: RecoveryDrillProps) {
  const { mutate: ask, data: asked, error } = useCommand('recovery.askWords')
  const check = useCommand('recovery.drill')
  const [words, setWords] = useState(['', '', ''])
  useEffect(() => ask({}), [ask])

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (check.isPending) return
    const { passed } = await check.mutateAsync({ words })
    if (passed) onPassed()
  }
  const type = (index: number, word: string): void => {
    setWords((before) => before.with(index, word))
    check.reset()
  }
  const startAgain = (): void => {
    check.reset()
    ask({})
  }
  const errorAt = (index: number, number: number): string | undefined =>
    check.data?.wrong.includes(number)
      ? 'The sheet says another word.'
      : check.error?.issues?.find(({ path }) => path === `words.${index}`)?.message
  const isSaid = check.error?.issues?.some(({ path }) => path.startsWith('words.')) === true
  return (
    <form
      className="recovery-drill"
      aria-label="Try the recovery sheet"
      onSubmit={(event) => void submit(event).catch(() => {})}
      noValidate
    >
      <ErrorMessage error={error} onRetry={() => ask({})} />
      {!isSaid && <ErrorMessage error={check.error} onRetry={startAgain} />}
      {asked && (
        <>
          <div className="recovery-drill-words">
            {asked.numbers.map((number, index) => (
              <TextInput
                key={number}
                label={`Word ${number}`}
                value={words[index]}
                onChange={(event) => type(index, event.currentTarget.value)}
                error={errorAt(index, number)}
                autoFocus={index === 0 && !waits}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
              />
            ))}
          </div>
          <p className="small soft">The first four letters are enough.</p>
          <div className="recovery-buttons">
            <Button type="submit" aria-disabled={check.isPending}>
              Check the words
            </Button>
            <Button variant="subtle" onClick={onLater}>
              Remind me later
            </Button>
          </div>
        </>
      )}
    </form>
  )
}
