/** What a command of the command line is. */
import type { ParseArgsConfig } from 'node:util'
import type { ChartView } from '#shared/ipc/areas/shell.ts'
import type { CaseReportRequest, DocumentRequest } from '#shared/ipc/document-request.ts'
import type { Client } from '#shared/ipc/client.ts'
import type { Bridge } from '#shared/ipc/wire.ts'

export type OptionValues = Readonly<Record<string, string | boolean | undefined>>

/** Draws documents: present inside Electron. */
export interface Drawing {
  document(document: DocumentRequest, source: DrawingSource): Promise<Uint8Array>
  /** Answers the files that it has written. */
  caseReport(
    file: string,
    format: 'docx' | 'md',
    document: CaseReportRequest,
    source: DrawingSource,
  ): Promise<readonly string[]>
  figure(
    request: { readonly caseId: string; readonly format: 'svg' | 'png' | 'pdf'; readonly view?: ChartView },
    source: DrawingSource,
  ): Promise<Uint8Array>
  /** Noted as an export. */
  ctFigure(
    request: { readonly pairId: string; readonly caseId: string; readonly format: 'png' | 'pdf' },
    source: DrawingSource,
  ): Promise<Uint8Array>
}
export interface DrawingSource {
  readonly client: Client
  readonly openBridge: () => Bridge
}

export interface CommandContext {
  /** Words after the command that are no options, in the order of `operands`. */
  readonly operands: readonly string[]
  readonly options: OptionValues
  /** All of stdin, as text. */
  readonly readInput: () => Promise<string>
  /** A path as the person typed it, made absolute. */
  readonly pathOf: (typed: string) => string
  /** A client without an open registry. */
  readonly client: Client
  /** The same backend for others, such as a window that draws. */
  readonly openBridge: () => Bridge
  /** Opens the registry with the passphrase at hand. */
  readonly openRegistry: (folder: string) => Promise<void>
  readonly passphrase: () => string | undefined
  /** The passphrase at hand, or that of the demo. */
  readonly passphraseOf: (folder: string) => string | undefined
  /** @throws where nothing can draw */
  readonly drawing: () => Drawing
}

export interface Answer {
  /** For people. */
  readonly text: string
  /** For programs. */
  readonly json: unknown
  /** Set where the command came to the end with a bad result: one line. */
  readonly failure?: string
}

export interface Command {
  readonly name: string
  /** What must be given, in order, as written in the help; what stands in brackets may be left out. */
  readonly operands: readonly string[]
  readonly options: NonNullable<ParseArgsConfig['options']>
  /** Options as written in the help. */
  readonly usage?: string
  readonly about: string
  /** Only looks: takes no lock, so that it works while the registry is open elsewhere. */
  readonly readOnly: boolean | ((options: OptionValues) => boolean)
  /** Needs Electron. */
  readonly draws?: boolean
  /** Answers with JSON, asked or not. */
  readonly alwaysJson?: boolean
  readonly run: (context: CommandContext) => Promise<Answer>
}

/** What a person did wrong on the command line, or what the command can't do, in one line. */
export class CommandProblem extends Error {}

/** The value of an option that has one. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function integerOption(options: OptionValues, name: string): number | undefined {
  const text = textOption(options, name)
  if (text === undefined) return undefined
  if (!/^-?\d+$/.test(text)) throw new CommandProblem(`--${name} wants a whole number, not “${text}”.`)
  return Number(text)
}
